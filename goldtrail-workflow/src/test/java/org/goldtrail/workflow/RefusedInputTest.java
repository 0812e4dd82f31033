package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.RunListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be told to be impossible beforehand ends in one clear sentence, and nothing is written. */
class RefusedInputTest extends SmallRunTest {
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
    @ValueSource(ints = {23, 64})
    void refusesBinningThatLeavesNothing(int binning) {
        expectRefusal(options().binning(binning), "--binning", "200 x 180 px", "give 1 to 22");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65, 1_000_000})
    void refusesImpossibleBinning(int binning) {
        assertThatThrownBy(() -> options().binning(binning))
                .isInstanceOf(GoldtrailException.class)
                .hasMessage("alignment.alignBinned.alignmentBinningFactor must be 1 to 64, was " + binning + ".");
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
                TestListener.createFolders(out.resolve("refinement/blurred-views.csv/mine"));
            }
        });

        assertThatThrownBy(() -> SeriesRun.run(options().make(), intruder))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("blurred-views.csv");
        assertThat(out.resolve("workflow.json")).content().contains("\"error\"").doesNotContain("\"verdict\"");
        expectNoResults();
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

    private Path angleFile(double... tilts) {
        Path file = temp.resolve("given.rawtlt");
        TinySeries.writeAngles(file, tilts);
        return file;
    }
}
