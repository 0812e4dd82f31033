package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.alignment.MaskSource;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.pictures.FilmStrip;
import org.goldtrail.pictures.Png;
import org.goldtrail.pictures.TomogramViews;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;

/**
 * The simulated series of the samples with its true alignment, scored by the samples' own scorer. Pictures to look at
 * are left in target/.
 */
class VlpSampleTest {
    private static final int BIN = 2;

    @Test
    void beadsAreSharpAndInPlace() throws Exception {
        Path shared = Path.of(System.getProperty("goldtrail.samples", "missing"));
        Path vlp = shared.resolve("samples/vlp");
        assumeTrue(Files.isDirectory(vlp), "skipped: no samples at " + vlp);
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(hasScipy(python), "skipped: the scorer needs python3-numpy and python3-scipy");
        Path xf = vlp.resolve("truth/ideal.xf");
        Path tlt = vlp.resolve("truth/ideal.tlt");
        ViewSource raw = SampleSeries.readInt16(vlp.resolve("TS_45.st"));
        List<ViewGeometry> geometry = SampleSeries.readGeometry(xf, tlt);
        AlignedFrame frame = SampleSeries.frame(raw, geometry);
        List<Image> views = new ArrayList<>();
        new AlignedStack(raw, geometry, Set.of(), MaskSource.ALL_VALID, frame)
                .write(
                        List.of(new AlignedStack.Output(BIN, (section, image) -> views.add(image))),
                        WorkerPool.shared(),
                        Progress.SILENT);
        ViewSource aligned = ViewSource.of(views);
        MemoryVolume volume = new MemoryVolume(aligned.width(), aligned.height(), 160);
        new BackProjection(RowSource.of(aligned), geometry, Set.of(), 160, RadialFilter.USUAL)
                .run(volume, WorkerPool.shared(), Progress.SILENT);

        Path target = Files.createDirectories(Path.of("target/pictures"));
        double[] tilts = geometry.stream().mapToDouble(ViewGeometry::tiltDeg).toArray();
        Png.write(FilmStrip.draw(aligned, tilts, Set.of(), 9, 160), target.resolve("vlp-film.png"));
        Png.write(TomogramViews.draw(TomogramViews.centralSlices(volume, 3)), target.resolve("vlp-slices.png"));
        Path mrc = target.resolve("vlp-wbp.mrc");
        SampleSeries.write(volume, mrc);
        String score = score(python, shared, vlp, mrc, xf, tlt);
        Files.deleteIfExists(mrc);
        Files.writeString(target.resolve("vlp-score.txt"), score);

        assertThat(number(score, "beads", 0)).isGreaterThanOrEqualTo(5);
        for (int axis = 0; axis < 3; axis++) {
            assertThat(Math.abs(number(score, "offset_xyz_median_px", axis)))
                    .as(score)
                    .isLessThan(0.1);
        }
        assertThat(number(score, "width_xyz_over_R", 0)).as(score).isBetween(0.38, 0.52);
        assertThat(number(score, "width_xyz_over_R", 1)).as(score).isBetween(0.38, 0.56);
    }

    private static boolean hasScipy(Path python) throws IOException, InterruptedException {
        return Files.isExecutable(python)
                && new ProcessBuilder(python.toString(), "-c", "import numpy, scipy")
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
    }

    private static String score(Path python, Path shared, Path vlp, Path mrc, Path xf, Path tlt)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        python.toString(),
                        shared.resolve("tools/score.py").toString(),
                        "tomo",
                        vlp.toString(),
                        "--mrc",
                        mrc.toString(),
                        "--xf",
                        xf.toString(),
                        "--tlt",
                        tlt.toString(),
                        "--bin",
                        Integer.toString(BIN))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** The given number after a key of the scorer's output. */
    private static double number(String score, String key, int index) {
        Matcher line = Pattern.compile("\\b" + key + "\\W+([^a-zA-Z_]*)").matcher(score);
        assertThat(line.find()).as(score).isTrue();
        Matcher number = Pattern.compile("[-+0-9.][-+0-9.e]*").matcher(line.group(1));
        for (int i = 0; i <= index; i++) {
            assertThat(number.find()).as(score).isTrue();
        }
        return Double.parseDouble(number.group());
    }
}
