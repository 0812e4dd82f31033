package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.goldtrail.formats.ExcludedTiltsFile;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.units.Version;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small good series, one view of it blank and one discarded by the user, run on one thread and on two. */
class SeriesRunTest {
    private static final int BLANK = 3;
    private static final int DISCARDED = 17;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path temp;

    private static final TinySeries SERIES = new TinySeries();

    @SuppressWarnings("NullAway.Init") // set before all
    private static SeriesRun.Result one;

    @SuppressWarnings("NullAway.Init") // set before all
    private static SeriesRun.Result two;

    @BeforeAll
    static void runTwice() {
        SERIES.change = (v, image) -> {
            if (v == BLANK) {
                Arrays.fill(image.pixels(), 1000);
            }
        };
        Path stack = SERIES.write(temp, "tiny");
        WorkerPool.useThreads(1);
        one = SeriesRun.run(options(stack, temp.resolve("one")), RunListener.SILENT);
        WorkerPool.useThreads(2);
        two = SeriesRun.run(options(stack, temp.resolve("two")), RunListener.SILENT);
    }

    private static RunOptions options(Path stack, Path folder) {
        return new TestOptions(stack, folder)
                .exclude(Integer.toString(DISCARDED + 1))
                .make();
    }

    private static Path alignment(String suffix) {
        return one.folder().resolve("alignment").resolve("tiny" + suffix);
    }

    @Test
    void isGoodAndSaysSo() {
        assertThat(one.verdict().grade()).isEqualTo(Verdict.Grade.GOOD);
        assertThat(one.verdict().line())
                .startsWith("verdict: good, ")
                .contains(
                        "12 beads",
                        "19 of 21 views",
                        "hand not known",
                        "view 4 (-35.0°) blank",
                        "view 18 (+35.0°) user");
        assertThat(one.name()).isEqualTo("tiny");
    }

    @Test
    void writesARowForEachSection() {
        List<XfTransform> xf = XfFile.read(alignment(".xf"));

        assertThat(xf).hasSize(SERIES.tilts.length);
        assertThat(xf).allMatch(XfTransform::isFinite).doesNotContain(XfTransform.IDENTITY);
        assertThat(tilts()).hasSize(SERIES.tilts.length);
    }

    private static double[] tilts() {
        return TiltAngleFile.read(alignment(".tlt")).tiltsDeg();
    }

    /**
     * Whatever the origin of the specimen, its angle and its hand: in aligned views a bead lies at {@code x cos(theta) +
     * z sin(theta)} and at one height y.
     */
    @Test
    void alignsTheTruePlacesOfTheBeads() {
        List<XfTransform> xf = XfFile.read(alignment(".xf"));
        double[] tilts = tilts();
        double squares = 0;
        int count = 0;
        for (double[] bead : SERIES.points) {
            double[] n = new double[6];
            double[][] at = new double[tilts.length][];
            for (int round = 0; round < 2; round++) {
                double det = n[0] * n[2] - n[1] * n[1];
                double x = (n[3] * n[2] - n[4] * n[1]) / det;
                double z = (n[4] * n[0] - n[3] * n[1]) / det;
                double y = n[5] / Math.max(1, SERIES.tilts.length - 2);
                for (int v = 0; v < tilts.length; v++) {
                    if (v == BLANK || v == DISCARDED) {
                        continue;
                    }
                    double c = Math.cos(Math.toRadians(tilts[v]));
                    double s = Math.sin(Math.toRadians(tilts[v]));
                    if (round == 0) {
                        at[v] = aligned(xf.get(v), v, bead);
                        double[] sums = {c * c, c * s, s * s, c * at[v][0], s * at[v][0], at[v][1]};
                        for (int k = 0; k < sums.length; k++) {
                            n[k] += sums[k];
                        }
                    } else {
                        squares += Math.pow(at[v][0] - x * c - z * s, 2) + Math.pow(at[v][1] - y, 2);
                        count++;
                    }
                }
            }
        }

        assertThat(count).isEqualTo(12 * 19);
        assertThat(Math.sqrt(squares / count)).as("rms error in px").isLessThan(0.2);
    }

    /** Where an alignment puts a bead's true image, relative to the centre. */
    private static double[] aligned(XfTransform xf, int view, double[] bead) {
        double qx = SERIES.truth.get(view).projectX(bead[0], bead[1], bead[2]);
        double qy = SERIES.truth.get(view).projectY(bead[0], bead[1], bead[2]);
        return new double[] {xf.a11() * qx + xf.a12() * qy + xf.dx(), xf.a21() * qx + xf.a22() * qy + xf.dy()};
    }

    @Test
    void listsTheViewsLeftOut() {
        List<ExcludedTiltsFile.ExcludedTilt> excluded =
                ExcludedTiltsFile.read(alignment(".excluded.csv"), SERIES.tilts.length);

        assertThat(excluded).extracting(ExcludedTiltsFile.ExcludedTilt::tilt).containsExactly(BLANK, DISCARDED);
        assertThat(excluded).extracting(ExcludedTiltsFile.ExcludedTilt::kind).containsExactly("blank", "user");
    }

    @Test
    void tracksBeadsInTheUsedViewsOnly() {
        Set<Integer> tilts =
                MarkerFile.read(one.folder().resolve("markers/working.csv"), SERIES.tilts.length)
                        .observations()
                        .stream()
                        .map(o -> o.tilt())
                        .collect(Collectors.toSet());

        assertThat(tilts)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 21)
                        .filter(v -> v != BLANK && v != DISCARDED)
                        .boxed()
                        .toList());
    }

    @Test
    void writesStacksOfAllSectionsAndATomogram() {
        try (MrcStack full = MrcStack.open(alignment("_aligned.mrc"));
                MrcStack binned = MrcStack.open(alignment("_aligned_bin2.mrc"));
                MrcStack tomogram = MrcStack.open(one.folder().resolve("reconstruction/tiny_bin2_wbp.mrc"))) {
            assertThat(full.sectionsPresent()).isEqualTo(SERIES.tilts.length);
            assertThat(binned.sectionsPresent()).isEqualTo(SERIES.tilts.length);
            // The axis is near 90°: what was high is wide now.
            assertThat(full.width()).isEqualTo(SERIES.height);
            assertThat(full.height()).isEqualTo(SERIES.width);
            assertThat(binned.width()).isEqualTo(SERIES.height / 2);
            assertThat(tomogram.width()).isEqualTo(binned.width());
            assertThat(tomogram.height()).isEqualTo(binned.height());
            assertThat(tomogram.sectionsPresent()).isBetween(10, 40);
            float[] blank = full.readView(BLANK).pixels();
            assertThat(blank).containsOnly(blank[0]);
        }
    }

    @Test
    void recordsWhatWasUsed() {
        JsonNode record = JsonMapper.shared()
                .readTree(one.folder().resolve("workflow.json").toFile());

        assertThat(record.path("state").asString()).isEqualTo("finished");
        assertThat(record.path("verdict").asString()).isEqualTo("good");
        assertThat(record.path("version").asString()).isEqualTo(Version.NUMBER);
        assertThat(record.path("java").asString()).startsWith("25");
        assertThat(record.path("warnings").isArray()).isTrue();
        assertThat(record.path("settings")
                        .path("alignment.alignBinned.alignmentBinningFactor")
                        .asInt())
                .isEqualTo(2);
        assertThat(record.path("settings").has("detection.measureBeads.beadDiameter"))
                .isFalse();
        JsonNode used = record.path("parameters");
        assertThat(used.path("detection.detectPeaks.beadRadiusPx").asDouble()).isBetween(4.0, 5.25);
        assertThat(used.path("refinement.finalSelection.rotation").asString()).isEqualTo("auto");
        JsonNode beads = figures(record, "detection.measureBeads");
        assertThat(beads.path("beadDiameterPx").asDouble()).isBetween(8.0, 10.5);
        assertThat(beads.path("beadContrast").asString()).isEqualTo("dark");
        assertThat(beads.path("beadConfidence").asDouble()).isBetween(0.1, 1.0);
        assertThat(figures(record, "detection.visualisationMatrix")
                        .path("repairedPixels")
                        .isNumber())
                .isTrue();
        JsonNode solution = figures(record, "alignment.fixMarkers");
        assertThat(solution.path("viewsUsed").asInt()).isEqualTo(19);
        assertThat(Math.abs(solution.path("axisDeg").asDouble())).isBetween(84.0, 96.0);
        assertThat(solution.path("model").asString()).isNotEmpty();
        JsonNode thickness = figures(record, "reconstruction.binnedReconstruction");
        assertThat(thickness.path("thicknessPx").asDouble()).isBetween(20.0, 80.0);
        assertThat(thickness.path("thicknessIsGuess").asBoolean())
                .isEqualTo(thickness.path("thicknessMethod").asString().equals("guess"));
    }

    private static JsonNode figures(JsonNode record, String step) {
        JsonNode figures = record.path("steps").path(step);
        assertThat(figures.path("state").asString()).isEqualTo("done");
        assertThat(figures.path("seconds").isNumber()).isTrue();
        return figures;
    }

    @Test
    void tellsAThicknessThatWasGivenFromOneThatIsAGuess() {
        Path folder = temp.resolve("given");
        SeriesRun.run(
                new TestOptions(temp.resolve("tiny.st"), folder)
                        .thickness("40px")
                        .make(),
                RunListener.SILENT);

        JsonNode thickness = figures(
                JsonMapper.shared().readTree(folder.resolve("workflow.json").toFile()),
                "reconstruction.binnedReconstruction");
        assertThat(thickness.path("thicknessMethod").asString()).isEqualTo("given");
        assertThat(thickness.path("thicknessIsGuess").asBoolean()).isFalse();
        assertThat(thickness.path("thicknessPx").asDouble()).isEqualTo(40);
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(one.folder())) {
            assertThat(files.map(p -> p.getFileName().toString()))
                    .noneMatch(n -> n.startsWith(".") || n.endsWith("tmp"));
        }
    }

    /** As 3dmod reads it: by the layout that IMOD documents, not by our own reader. */
    @Test
    void theModelHoldsTheWorkingMarkersInEdgePixels() throws IOException {
        ByteBuffer model = ByteBuffer.wrap(Files.readAllBytes(alignment(".fid")));
        assertThat(ascii(model, 0, 8)).isEqualTo("IMODV1.2");
        assertThat(model.getInt(136)).as("width").isEqualTo(SERIES.width);
        assertThat(model.getInt(140)).as("height").isEqualTo(SERIES.height);
        assertThat(model.getInt(144)).as("sections").isEqualTo(SERIES.tilts.length);
        assertThat(model.getInt(148)).as("objects").isEqualTo(1);
        int object = 240;
        assertThat(ascii(model, object, 4)).isEqualTo("OBJT");
        int contours = model.getInt(object + 4 + 64 + 64);
        List<List<Float>> points = new ArrayList<>();
        int at = object + 4 + 176;
        for (int contour = 0; contour < contours; contour++) {
            assertThat(ascii(model, at, 4)).isEqualTo("CONT");
            int count = model.getInt(at + 4);
            at += 20;
            for (int i = 0; i < count; i++, at += 12) {
                points.add(
                        List.of((float) contour, model.getFloat(at), model.getFloat(at + 4), model.getFloat(at + 8)));
            }
        }

        List<String> table = Files.readAllLines(one.folder().resolve("markers/working.csv"));
        assertThat(table.getFirst()).startsWith("marker,tilt,x,y");
        List<List<Float>> expected = table.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(c -> List.of(
                        Float.parseFloat(c[0]),
                        (float) (Double.parseDouble(c[2]) + 0.5),
                        (float) (Double.parseDouble(c[3]) + 0.5),
                        Float.parseFloat(c[1])))
                .toList();
        assertThat(points).hasSizeGreaterThan(100).isEqualTo(expected);
    }

    private static String ascii(ByteBuffer bytes, int from, int length) {
        return new String(bytes.array(), from, length, StandardCharsets.US_ASCII);
    }

    @Test
    void isTheSameBitForBitOnOneThreadAndTwo() throws IOException {
        for (String file : List.of(
                "alignment/tiny.xf",
                "alignment/tiny.tlt",
                "alignment/tiny.xtilt",
                "alignment/tiny.fid",
                "alignment/tiny.resid",
                "markers/working.csv",
                "detection/peaks.csv",
                "alignment/tiny_aligned.mrc",
                "alignment/tiny_aligned_bin2.mrc",
                "reconstruction/tiny_bin2_wbp.mrc")) {
            assertThat(Files.mismatch(one.folder().resolve(file), two.folder().resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
        assertThat(two.verdict()).isEqualTo(one.verdict());
    }
}
