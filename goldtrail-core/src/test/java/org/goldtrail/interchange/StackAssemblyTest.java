package org.goldtrail.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.formats.TiltSeriesSource;
import org.goldtrail.image.Image;
import org.goldtrail.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks of images that lie in a file each. */
class StackAssemblyTest {
    private static final int[] TILTS = {0, 3, -3, 6, -6};

    @TempDir
    Path folder;

    @BeforeEach
    void images() throws IOException {
        Files.createDirectory(folder.resolve("motion"));
        StringBuilder mdoc = new StringBuilder("PixelSpacing = 2.5\n\n[T = Tilt axis angle = 84.0, binning = 1]\n\n");
        StringBuilder star = new StringBuilder("data_TS\n\nloop_\n_rlnMicrographName #1\n_rlnMicrographNameEven #2\n"
                + "_rlnMicrographNameOdd #3\n_rlnTomoNominalStageTiltAngle #4\n_rlnMicrographPreExposure #5\n");
        for (int i = 0; i < TILTS.length; i++) {
            String movie = String.format(java.util.Locale.ROOT, "TS_01_%03d_%d.0.eer", i, TILTS[i]);
            mdoc.append("[ZValue = ")
                    .append(i)
                    .append("]\nTiltAngle = ")
                    .append(TILTS[i])
                    .append("\n");
            mdoc.append("SubFramePath = X:\\data\\my grid\\").append(movie).append("\nExposureDose = 3\n");
            mdoc.append("DateTime = 01-Jan-26  10:").append(10 + i).append(":00\n\n");
            String stem = movie.replace(".eer", "").replace('.', '_');
            for (String half : new String[] {"", "_EVN", "_ODD"}) {
                write(folder.resolve("motion/" + stem + half + ".mrc"), TILTS[i] + (half.equals("_ODD") ? 100 : 0));
            }
            star.append("motion/" + stem + ".mrc motion/" + stem + "_EVN.mrc motion/" + stem + "_ODD.mrc " + TILTS[i]
                    + " " + 3 * i + "\n");
        }
        Files.writeString(folder.resolve("TS_01.mdoc"), mdoc);
        Files.writeString(folder.resolve("TS_01.star"), star);
    }

    private static void write(Path file, float value) {
        Image image = new Image(20, 16);
        Arrays.fill(image.pixels(), value);
        try (MrcWriter writer = MrcWriter.create(
                file, MrcLayout.stack(20, 16, 1).withMode(MrcMode.INT16).withPixelSize(OptionalDouble.of(2.5)))) {
            writer.writeSection(0, image);
            writer.commit();
        }
    }

    @Test
    void imagesOfAnMdocAreSortedWithTheirHalves() {
        Path stack = folder.resolve("TS_01.mrc");
        List<Path> files = new StackAssembly(TiltImages.read(folder.resolve("TS_01.mdoc"), folder.resolve("motion")))
                .write(stack, Progress.SILENT);
        assertThat(files)
                .extracting(f -> f.getFileName().toString())
                .containsExactly("TS_01.mrc", "TS_01_EVN.mrc", "TS_01_ODD.mrc", "TS_01.rawtlt", "TS_01.mrc.mdoc");
        try (MrcStack made = MrcStack.open(stack);
                MrcStack odd = MrcStack.open(folder.resolve("TS_01_ODD.mrc"))) {
            assertThat(made.mode()).isEqualTo(MrcMode.INT16);
            assertThat(made.readView(0).get(3, 3)).isEqualTo(-6);
            assertThat(odd.readView(4).get(3, 3)).isEqualTo(106);
            assertThat(made.header().pixelSizeAngstrom().getAsDouble()).isEqualTo(2.5);
        }
        TiltSeriesInput input = TiltSeriesSource.of(stack).read();
        assertThat(input.tiltsDeg()).containsExactly(-6, -3, 0, 3, 6);
        assertThat(input.axisCandidates()).isNotEmpty();
        // The order of acquisition and with it the dose come along.
        assertThat(input.views().get(2).acquisitionIndex()).hasValue(0);
        assertThat(input.views().get(0).acquisitionIndex()).hasValue(4);
    }

    @Test
    void imagesOfAStarFile() {
        Path stack = folder.resolve("B.mrc");
        new StackAssembly(TiltImages.read(folder.resolve("TS_01.star"), folder)).write(stack, Progress.SILENT);
        TiltSeriesInput input = TiltSeriesSource.of(stack).read();
        assertThat(input.tiltsDeg()).containsExactly(-6, -3, 0, 3, 6);
        assertThat(input.views().get(4).doseBefore()).hasValue(9);
        assertThat(folder.resolve("B_EVN.mrc")).exists();
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(folder.resolve("motion/TS_01_003_6_0.mrc"));
        assertThatThrownBy(() -> TiltImages.read(folder.resolve("TS_01.mdoc"), folder.resolve("motion")))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("there is no image of TS_01_003_6.0.eer");
        assertThatThrownBy(() -> TiltImages.read(folder.resolve("TS_01.star"), folder))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("of row 4 is not there");
    }
}
