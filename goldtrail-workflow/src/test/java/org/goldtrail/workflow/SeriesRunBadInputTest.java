package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.judgement.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be aligned ends in one clear sentence, and nothing that looks like a result remains. */
class SeriesRunBadInputTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private final TinySeries series = new TinySeries();
    private Path out = Path.of("");

    @BeforeEach
    void setOut() {
        out = temp.resolve("out");
    }

    private Verdict run(TestOptions options) {
        return SeriesRun.run(options.make(), RunListener.SILENT).verdict();
    }

    private TestOptions options() {
        return new TestOptions(series.write(temp, "tiny"), out);
    }

    private void expectRefusal(TestOptions options, String... words) {
        assertThatThrownBy(() -> run(options))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContainingAll(words)
                .hasMessageMatching("[^\\n]+\\.");
        assertThat(out).doesNotExist();
    }

    /** A refusal that only reading the views could bring about. */
    private void expectRefusalOfViews(TestOptions options, String... words) {
        assertThatThrownBy(() -> run(options))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContainingAll(words)
                .hasMessageMatching("[^\\n]+\\.");
        expectNoResults();
        assertThat(out.resolve("detection")).doesNotExist();
        assertThat(out.resolve("workflow.json")).content().contains("\"error\"").doesNotContain("verdict");
    }

    private void expectFailure(TestOptions options) {
        Verdict verdict = run(options);

        assertThat(verdict.grade()).isEqualTo(Verdict.Grade.FAILED);
        assertThat(verdict.grade().exitCode()).isEqualTo(4);
        assertThat(verdict.line()).startsWith("verdict: failed, no beads found").doesNotContain("\n");
        expectNoResults();
    }

    private void expectNoResults() {
        assertThat(out.resolve("alignment")).doesNotExist();
        assertThat(out.resolve("reconstruction")).doesNotExist();
        assertThat(out.resolve("markers")).doesNotExist();
        assertThat(out.resolve("workflow.json")).exists();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAStackOfConstants(boolean sizeGiven) {
        series.change = (v, image) -> Arrays.fill(image.pixels(), 7);

        expectRefusalOfViews(
                sizeGiven ? options().bead("9px", true) : options(),
                "tiny.st",
                "0 of 21",
                "view 1 (-50.0°)",
                "constant");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAStackOfNaN(boolean sizeGiven) {
        series.change = (v, image) -> Arrays.fill(image.pixels(), Float.NaN);

        expectRefusalOfViews(
                sizeGiven ? options().bead("9px", true) : options(),
                "tiny.st",
                "0 of 21",
                "view 1 (-50.0°)",
                "no numbers");
    }

    @Test
    void refusesAStackWithFourViewsThatHoldData() {
        series.change = (v, image) -> {
            if (v < 9 || v > 12) {
                Arrays.fill(image.pixels(), 7);
            }
        };

        expectRefusalOfViews(options(), "tiny.st", "4 of 21", "view 1 (-50.0°)", "constant");
    }

    @Test
    void refusesViewsOfWhichMostPixelsAreNoNumbers() {
        series.change = (v, image) -> {
            for (int i = 0; i < image.pixels().length; i++) {
                image.pixels()[i] = i * 7919L % 10 < 6 ? Float.NaN : image.pixels()[i];
            }
        };

        expectRefusalOfViews(options(), "tiny.st", "view 1 (-50.0°)", "60 % of its pixels are no numbers");
    }

    @Test
    void repairsScatteredPixelsThatAreNoNumbers() {
        series.change = (v, image) -> {
            for (int i = v; i < image.pixels().length; i += 37) {
                image.pixels()[i] = Float.NaN;
            }
        };

        Verdict verdict = run(options());

        assertThat(verdict.grade()).as(verdict.line()).isEqualTo(Verdict.Grade.GOOD);
        assertThat(verdict.line()).contains("12 beads", "21 of 21 views");
        assertThat(out.resolve("workflow.json")).content().containsPattern("\"repairedPixels\" : 2\\d{4}\\b");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesNoise(boolean sizeGiven) {
        series.beads = 0;

        expectFailure(sizeGiven ? options().bead("9px", true) : options());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void refusesAHandfulOfSections(int sections) {
        series.tilts = IntStream.range(0, sections).mapToDouble(v -> 5.0 * v).toArray();

        expectRefusal(options().angles(angleFile(series.tilts)), "tiny.st", sections + " view", "needs 5");
    }

    @Test
    void refusesTiltsThatNoSpecimenAllows() {
        series.tilts[20] = 89;

        expectRefusal(options(), "tiny.rawtlt", "view 21 (+89.0°)", "--exclude 21");
    }

    @Test
    void goesOnWithoutAViewOfImpossibleTilt() {
        series.tilts[20] = 89.5;

        assertThat(run(options().exclude("21")).line()).contains("20 of 21 views");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 23, 200, 1_000_000})
    void refusesImpossibleBinning(int binning) {
        expectRefusal(options().binning(binning), "--binning", "200 x 180 px", "give 1 to 22");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 30", "8, 8", "300, 12"})
    void refusesViewsWithoutRoom(int width, int height) {
        series.width = width;
        series.height = height;
        series.beads = 2;

        expectRefusal(options(), "tiny.st", width + " x " + height);
    }

    @Test
    void refusesViewsThatHoldNoBead() {
        series.width = 45;
        series.height = 45;
        series.beads = 2;

        expectFailure(options());
    }

    @Test
    void usesTheOtherViewsWhereSomeAreNaN() {
        series.change = (v, image) -> {
            if (v % 5 == 1) {
                Arrays.fill(image.pixels(), Float.NaN);
            }
        };

        Verdict verdict = run(options());

        assertThat(verdict.grade()).isNotEqualTo(Verdict.Grade.FAILED);
        assertThat(verdict.line()).contains("view 2 (-45.0°) blank", "17 of 21 views");
        assertThat(out.resolve("reconstruction/tiny_bin2_wbp.mrc")).exists();
    }

    @Test
    void keepsNoResultOfAnEarlierRunBesideAFailure() throws IOException {
        Files.createDirectories(out.resolve("alignment"));
        Files.writeString(out.resolve("alignment/tiny.xf"), "1 0 0 1 0 0\n");
        series.beads = 0;

        expectFailure(options());

        assertThat(out.resolve("failed")).isDirectory();
        assertThat(out.resolve("previous/alignment/tiny.xf")).exists();
    }

    private Path angleFile(double... tilts) {
        Path file = temp.resolve("given.rawtlt");
        TinySeries.writeAngles(file, tilts);
        return file;
    }

    @Test
    void refusesAnglesOfAnotherNumber() {
        expectRefusal(options().angles(angleFile(-10, 0, 10)), "given.rawtlt", "3", "21");
    }

    @Test
    void refusesAMissingStack() {
        expectRefusal(new TestOptions(temp.resolve("none.st"), out), "none.st");
    }

    @Test
    void refusesAFolderInPlaceOfAStack() {
        expectRefusal(new TestOptions(temp, out), temp.toString());
    }

    @Test
    void refusesATruncatedStack() throws IOException {
        Path stack = series.write(temp, "tiny");
        byte[] bytes = Files.readAllBytes(stack);
        Files.write(stack, Arrays.copyOf(bytes, bytes.length - 30_000));

        expectRefusal(new TestOptions(stack, out), "tiny.st");
    }

    @Test
    void refusesAnEmptyFileAndOneThatIsNoStack() throws IOException {
        Path empty = Files.createFile(temp.resolve("empty.st"));
        Path text = Files.writeString(temp.resolve("text.st"), "no stack at all\n".repeat(500));

        expectRefusal(new TestOptions(empty, out), "empty.st");
        expectRefusal(new TestOptions(text, out), "text.st");
    }

    @Test
    void refusesLengthsThatCannotBe() {
        series.pixelSizeAngstrom = OptionalDouble.empty();

        expectRefusal(options().thickness("100nm"), "--thickness", "--pixel-size");
        expectRefusal(options().bead("10nm", true), "--bead-diameter", "--pixel-size");
        expectRefusal(options().thickness("1e9px"), "--thickness", "200 x 180");
        expectRefusal(options().bead("5000px", true), "--bead-diameter", "200 x 180");
        expectRefusal(options().bead("0.1px", true), "--bead-diameter");
    }

    @Test
    void refusesToDiscardAllViews() {
        expectRefusal(options().exclude("1-21"), "--exclude", "0 of 21 views");
        expectRefusal(options().exclude("1-19"), "--exclude", "2 of 21 views");
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws IOException {
        Files.writeString(out, "mine");

        assertThatThrownBy(() -> run(options()))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("--out");
        assertThat(out).hasContent("mine");
    }

    @Test
    void doesNotTakeAFileThatCannotBeWrittenForALackOfBeads() {
        // A folder stands where a file of the refinement is to go.
        RunListener intruder = new TestListener(step -> {
            if (step.equals("trace gap filling")) {
                TestListener.createFolders(out.resolve("markers/21-trace-gap-filler.csv/mine"));
            }
        });

        assertThatThrownBy(() -> SeriesRun.run(options().make(), intruder))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("21-trace-gap-filler.csv");
        assertThat(out.resolve("workflow.json")).content().contains("\"error\"").doesNotContain("verdict");
    }

    @Test
    void refusesAFolderThatIsReadOnly() throws IOException {
        Path locked = Unwritable.folder(temp);

        assertThatThrownBy(() -> run(new TestOptions(series.write(temp, "tiny"), locked.resolve("out"))))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining(locked.toString())
                .hasMessageContaining("--out")
                .hasMessageMatching("[^\\n]*\\([^/()]+\\)[^\\n]*\\.");
    }

    /** Until the run was cancelled, the folder held good results: now they are kept apart, and nothing calls itself good. */
    @Test
    void saysThatItWasCancelledAndKeepsEarlierResultsApart() throws IOException {
        Path stack = series.write(temp, "tiny");
        run(new TestOptions(stack, out));
        assertThat(out.resolve("workflow.json")).content().contains("\"finished\"", "\"good\"");
        List<String> seen = new ArrayList<>();
        TestListener impatient = new TestListener(step -> seen.add(TestListener.read(out.resolve("workflow.json"))));
        impatient.cancelAtStep = "selection of stable trails";

        assertThatThrownBy(() -> SeriesRun.run(new TestOptions(stack, out).make(), impatient))
                .isInstanceOf(CancelledException.class);

        assertThat(seen.getLast()).contains("\"running\"").doesNotContain("verdict");
        assertThat(out.resolve("workflow.json"))
                .content()
                .contains("\"cancelled\"")
                .doesNotContain("verdict");
        assertThat(out.resolve("alignment")).doesNotExist();
        assertThat(out.resolve("previous/alignment/tiny.xf")).exists();
        assertThat(out.resolve("previous/workflow.json")).content().contains("\"good\"");

        run(new TestOptions(stack, out));

        assertThat(out.resolve("workflow.json")).content().contains("\"good\"");
        assertThat(out.resolve("alignment/tiny.xf")).exists();
        assertThat(out.resolve("previous")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "measure the beads",
                "rough alignment",
                "independent marker refinement",
                "final selection and solution",
                "align the tilt series",
                "binned reconstruction"
            })
    void hearsACancellationInEachStep(String step) {
        TestListener impatient = new TestListener(s -> {});
        impatient.cancelAtStep = step;

        assertThatThrownBy(() -> SeriesRun.run(options().make(), impatient)).isInstanceOf(CancelledException.class);

        assertThat(impatient.lastStep).isEqualTo(step);
    }

    @Test
    void leavesNoHalfFileWhenCancelled() throws IOException {
        TestListener impatient = new TestListener(step -> {});
        // In the middle of writing the aligned stacks.
        impatient.cancelAtFraction = 0.83;
        RunOptions options = options().make();

        assertThatThrownBy(() -> SeriesRun.run(options, impatient)).isInstanceOf(CancelledException.class);

        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files.map(p -> p.getFileName().toString()).toList())
                    .noneMatch(n -> n.endsWith(".mrc") || n.endsWith("tmp"))
                    .contains("peaks.csv");
        }
        assertThat(out.resolve("workflow.json")).content().contains("\"cancelled\"");
        WorkflowFolder again = WorkflowFolder.open(out, "tiny");
        again.close();
    }
}
