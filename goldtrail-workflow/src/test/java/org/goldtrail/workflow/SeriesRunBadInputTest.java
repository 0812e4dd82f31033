package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.CancelledException;
import org.junit.jupiter.api.Assumptions;
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

        expectFailure(sizeGiven ? options().bead("9px", true) : options());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAStackOfNaN(boolean sizeGiven) {
        series.change = (v, image) -> Arrays.fill(image.pixels(), Float.NaN);

        expectFailure(sizeGiven ? options().bead("9px", true) : options());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesNoise(boolean sizeGiven) {
        series.beads = 0;

        expectFailure(sizeGiven ? options().bead("9px", true) : options());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void refusesAHandfulOfSections(int sections) {
        series.tilts = IntStream.range(0, sections).mapToDouble(v -> 5.0 * v).toArray();

        expectFailure(options().angles(angleFile(series.tilts)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 30", "8, 8", "45, 45", "300, 12"})
    void refusesViewsThatHoldNoBead(int width, int height) {
        series.width = width;
        series.height = height;
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
    void doesNotTakeAFileThatCannotBeWrittenForALackOfBeads() throws IOException {
        // A folder stands where a file of the refinement is to go.
        Files.createDirectories(out.resolve("markers/20-independent-marker-refinement.csv/mine"));

        assertThatThrownBy(() -> run(options()))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("20-independent-marker-refinement.csv");
    }

    @Test
    void refusesAFolderThatIsReadOnly() throws IOException {
        Path locked = Files.createDirectory(temp.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        Assumptions.assumeFalse(Files.isWritable(locked), "this user may write anywhere: test skipped");

        assertThatThrownBy(() -> run(new TestOptions(series.write(temp, "tiny"), locked.resolve("out"))))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("locked");
    }

    @Test
    void leavesNoHalfFileWhenCancelled() throws IOException {
        RunListener impatient = new RunListener() {
            private volatile boolean cancelled;

            @Override
            public void step(String area, String step, double runFractionBefore) {}

            @Override
            public void progress(double runFraction) {
                // In the middle of writing the aligned stacks.
                cancelled |= runFraction > 0.83;
            }

            @Override
            public void message(String line) {}

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
        RunOptions options = options().make();

        assertThatThrownBy(() -> SeriesRun.run(options, impatient)).isInstanceOf(CancelledException.class);

        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files.map(p -> p.getFileName().toString()).toList())
                    .noneMatch(n -> n.endsWith(".mrc") || n.endsWith("tmp"))
                    .contains("peaks.csv");
        }
        WorkflowFolder again = WorkflowFolder.open(out, "tiny");
        again.close();
    }
}
