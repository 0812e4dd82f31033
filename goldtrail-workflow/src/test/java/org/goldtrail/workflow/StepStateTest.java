package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.RunReport;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.goldtrail.workflow.units.ViewSelection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of steps follow from what lies in the folder. */
class StepStateTest {
    private static final List<String> ALL = StepCatalogue.steps().stream()
            .filter(Step::runsUnattended)
            .map(Step::name)
            .toList();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path once;

    @SuppressWarnings("NullAway.Init") // set before all
    private static DoneSeries done;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    @SuppressWarnings("NullAway.Init") // set before each
    private Workflow workflow;

    @BeforeAll
    static void run() {
        done = new DoneSeries(once, new TinySeries());
    }

    @BeforeEach
    void copy() {
        workflow = done.copy(temp);
    }

    private static List<String> from(String step) {
        return ALL.subList(ALL.indexOf(step), ALL.size());
    }

    private List<String> in(State state) {
        return DoneSeries.in(workflow, state);
    }

    private StepStatus status(String step) {
        return DoneSeries.status(workflow, step);
    }

    private Path file(String relative) {
        return workflow.folder().resolve(relative);
    }

    @Test
    void atFirstOnlyWhatNeedsTheRawDataIsOpen() {
        Workflow fresh = Workflow.create(temp.resolve("tiny.st"), temp.resolve("fresh"));

        assertThat(DoneSeries.in(fresh, State.OPEN)).containsExactly("visualisationMatrix", "measureBeads");
        assertThat(DoneSeries.in(fresh, State.CLOSED)).isEqualTo(from("detectPeaks"));
        assertThat(DoneSeries.status(fresh, "peakSelection").reasons())
                .anyMatch(r -> r.contains("peaks with features") && r.contains("detection.peakFeatures"));
        assertThat(DoneSeries.status(fresh, "stableTrails").reasons()).anyMatch(r -> r.contains("working markers"));
        assertThat(fresh.verdict()).isEmpty();
        assertThatThrownBy(() -> fresh.run().step("detectPeaks"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContainingAll("detection.detectPeaks cannot run yet", "detection.visualisationMatrix")
                .hasMessageMatching("[^\n]+");
    }

    @Test
    void afterARunAllIsDoneAndRunningAgainDoesNothing() {
        var before = DoneSeries.contents(workflow.folder().resolve("alignment"));
        RunReport report = workflow.run().all();

        assertThat(report.ran()).isEmpty();
        assertThat(report.skipped()).hasSameSizeAs(ALL);
        assertThat(in(State.DONE)).isEqualTo(ALL);
        assertThat(report.verdict()).isPresent();
        assertThat(DoneSeries.contents(workflow.folder().resolve("alignment"))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "alignBinned.alignmentBinningFactor, 3, alignBinned binnedReconstruction",
        "binnedReconstruction.thickness, 40px, binnedReconstruction",
        "finalSelection.robust, false, finalSelection fixMarkers alignBinned alignFull binnedReconstruction",
        "settings.general.flipHand, true, finalSelection fixMarkers alignBinned alignFull binnedReconstruction",
        "settings.general.voltageKv, 200, ''",
        "settings.computing.threads, 1, ''",
        "peakFeatures.symmetryOrder, 8, 'from peakFeatures'",
        "settings.general.pixelSizeAngstrom, 5, 'from measureBeads'",
        "detectPeaks.beadRadiusPx, 5, 'from detectPeaks'",
    })
    void aChangedParameterOutdatesExactlyWhatDependsOnIt(String path, String value, String outdated) {
        List<String> expected = outdated.isEmpty()
                ? List.of()
                : outdated.startsWith("from ") ? from(outdated.substring(5)) : List.of(outdated.split(" ", -1));
        workflow.set(path, value);

        assertThat(in(State.OUTDATED)).isEqualTo(expected);
        assertThat(in(State.DONE)).hasSize(ALL.size() - expected.size());
        if (!expected.isEmpty() && !path.startsWith("settings")) {
            assertThat(status(expected.getFirst()).reasons().getFirst()).matches("\\w+ changed from \\S+ to \\S+");
        }

        workflow.unset(path);
        workflow.set("alignBinned.alignmentBinningFactor", 2);
        assertThat(in(State.DONE)).as("taken back").isEqualTo(ALL);
    }

    @Test
    void onlyWhatHasReallyChangedIsRunAgain() throws IOException {
        workflow.set("visualisationMatrix.workingBinningFactor", 2);
        assertThat(in(State.OUTDATED)).contains("visualisationMatrix", "detectPeaks", "alignBinned");

        assertThat(workflow.run().all().ran())
                .as("the views are as they were")
                .containsExactly("detection.visualisationMatrix");

        workflow.set("alignBinned.alignmentBinningFactor", 3);
        assertThat(workflow.run().all().ran())
                .containsExactly("alignment.alignBinned", "reconstruction.binnedReconstruction");
        assertThat(file("alignment/tiny_aligned_bin3.mrc")).exists();
        assertThat(file("alignment/tiny_aligned_bin2.mrc"))
                .as("of the earlier run")
                .doesNotExist();
        assertThat(file("reconstruction/tiny_bin3_wbp.mrc")).exists();
        assertThat(file("reconstruction/tiny_bin2_wbp.mrc")).doesNotExist();
        assertThat(in(State.DONE)).isEqualTo(ALL);
    }

    @Test
    void aFailureIsToldUntilWhatItStandsOnChanges() {
        workflow.set("fullReconstruction.reconstructFullWBP", false);
        assertThatThrownBy(() -> workflow.run().step("fullReconstruction")).isInstanceOf(GoldtrailException.class);
        assertThat(status("fullReconstruction").state()).isEqualTo(State.FAILED);
        workflow.set("visualisationMatrix.workingBinningFactor", 2);

        assertThat(status("alignBinned").state()).isEqualTo(State.OUTDATED);
        assertThat(status("fullReconstruction").state()).isEqualTo(State.OPEN);
        assertThat(status("fullReconstruction").reasons()).hasSize(1).allMatch(r -> r.contains("reconstructFullWBP"));

        workflow.set("fullReconstruction.reconstructFullWBP", true);
        assertThat(status("fullReconstruction").state()).isEqualTo(State.OPEN);
    }

    @Test
    void aRemovedOutputReopensItsStep() throws IOException {
        Files.delete(file("detection/peaks.csv"));
        Files.delete(file("reconstruction/tiny_bin2_wbp.mrc"));

        assertThat(status("peakFeatures").state()).isEqualTo(State.OPEN);
        assertThat(status("peakFeatures").reasons()).containsExactly("detection/peaks.csv was removed");
        assertThat(status("peakSelection").state()).isEqualTo(State.CLOSED);
        assertThat(workflow.run().all().ran())
                .containsExactly("detection.peakFeatures", "reconstruction.binnedReconstruction");
        assertThat(in(State.DONE)).isEqualTo(ALL);
    }

    @Test
    void touchingFilesChangesNothing() throws IOException {
        FileTime later = FileTime.from(Instant.now().plusSeconds(100));
        for (Path file : List.of(
                file("detection/peaks.csv"),
                file("alignment/tiny.xf"),
                file("markers/working.csv"),
                file("alignment/tiny_aligned_bin2.mrc"),
                temp.resolve("tiny.st"),
                temp.resolve("tiny.rawtlt"))) {
            Files.setLastModifiedTime(file, later);
        }

        assertThat(in(State.DONE)).isEqualTo(ALL);
        assertThat(workflow.run().all().ran()).isEmpty();
    }

    @Test
    void peaksEditedByHandOutdateWhatFollows() throws IOException {
        List<String> lines = Files.readAllLines(file("detection/peaks.csv"));
        Files.write(file("detection/peaks.csv"), lines.subList(0, lines.size() - 3));

        assertThat(in(State.OUTDATED)).isEqualTo(from("peakSelection"));
        assertThat(status("peakFeatures").state())
                .as("what a person made of it is kept")
                .isEqualTo(State.DONE);
        assertThat(status("peakSelection").reasons()).containsExactly("the peaks with features changed");
        assertThat(workflow.run().upTo("peakSelection").ran()).containsExactly("detection.peakSelection");
        assertThat(Files.readAllLines(file("detection/peaks.csv"))).hasSize(lines.size() - 3);
    }

    @Test
    void aChangedStackIsNoticed() throws IOException {
        try (FileChannel channel = FileChannel.open(temp.resolve("tiny.st"), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 0}), 1024 + 4 * 777);
        }

        assertThat(in(State.OUTDATED)).isEqualTo(ALL);
        assertThat(status("measureBeads").reasons()).containsExactly("the tilt series matrix changed");
    }

    @Test
    void changedAnglesAreNoticed() throws IOException {
        Path angles = temp.resolve("tiny.rawtlt");
        Files.writeString(angles, Files.readString(angles).replaceFirst("-50.00", "-50.50"));

        assertThat(in(State.OUTDATED)).isEqualTo(from("measureBeads"));
        assertThat(status("measureBeads").reasons()).containsExactly("the tilt angles changed");
        Path given = temp.resolve("given.tlt");
        Files.writeString(given, Files.readString(angles).replaceFirst("-50.50", "-50.00"));
        workflow.set("settings.input.angleFile", given);
        assertThat(in(State.DONE)).as("the same angles from another file").isEqualTo(ALL);
        Files.writeString(given, Files.readString(angles));
        assertThat(in(State.OUTDATED)).isEqualTo(from("measureBeads"));
    }

    @Test
    void discardedViewsOutdateWhatUsesThem() {
        workflow.discard(ViewSelection.parse("7 +50deg", "--exclude"));

        assertThat(workflow.discarded()).containsExactly(6, 20);
        assertThat(in(State.OUTDATED)).isEqualTo(from("measureBeads"));
        assertThat(status("measureBeads").reasons()).containsExactly("the discarded tilts changed");

        workflow.undiscard(ViewSelection.parse("21", "--exclude"));
        assertThat(workflow.discarded()).containsExactly(6);
        workflow.undiscard(ViewSelection.parse("7", "--exclude"));
        assertThat(in(State.DONE)).isEqualTo(ALL);
    }

    @Test
    void aStackThatIsGoneClosesWhatNeedsIt() throws IOException {
        Files.delete(temp.resolve("tiny.st"));

        assertThat(status("measureBeads").state()).isEqualTo(State.CLOSED);
        assertThat(status("measureBeads").reasons())
                .containsExactly("it needs the tilt series matrix, which is not there any more");
        assertThat(status("stableTrails").state()).isNotEqualTo(State.CLOSED);
        assertThatThrownBy(() -> workflow.run().all())
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("tiny.st");
        Files.copy(once.resolve("tiny.st"), temp.resolve("moved.st"));
        Files.copy(once.resolve("tiny.rawtlt"), temp.resolve("moved.rawtlt"));
        workflow = workflow.relink(temp.resolve("moved.st"));
        assertThat(in(State.DONE)).isEqualTo(ALL);
    }

    @Test
    void damagedProvenanceCountsAsNone() throws IOException {
        Files.writeString(file("provenance/detection.peakSelection.json"), "{ \"step\": ");

        assertThat(status("peakSelection").state()).isEqualTo(State.OPEN);
        assertThat(workflow.run().all().ran()).containsExactly("detection.peakSelection");
        assertThat(in(State.DONE)).isEqualTo(ALL);
    }

    /** A process may be killed after the results of a step are in their places, and before it has said so. */
    @Test
    void aStepThatWasKilledWhilePublishingLeadsToTheSameBits() throws IOException {
        var whole = results();
        for (var step :
                StepCatalogue.steps().stream().filter(Step::runsUnattended).toList()) {
            Files.delete(file("provenance/" + step.id() + ".json"));

            assertThat(status(step.name()).state()).as(step.id()).isEqualTo(State.OPEN);
            assertThat(workflow.run().all().ran()).containsExactly(step.id());
            assertThat(in(State.DONE)).isEqualTo(ALL);
            assertThat(results()).as(step.id()).isEqualTo(whole);
        }
    }

    private Map<String, Integer> results() {
        var all = DoneSeries.contents(workflow.folder());
        all.keySet().removeIf(f -> f.matches("(logs|provenance|series)/.*|markers/versions.jsonl|[^/]*"));
        return all;
    }

    @Test
    void oneStepCanBeRunAgainByItself() {
        assertThat(workflow.run().step("alignFull").ran()).containsExactly("alignment.alignFull");
        assertThat(workflow.run().from("alignFull").ran())
                .containsExactly("alignment.alignFull", "reconstruction.binnedReconstruction");
        assertThat(workflow.run().area("alignment").skipped()).hasSize(3);
        assertThat(in(State.DONE)).isEqualTo(ALL);
    }

    @Test
    void valuesAreThoseInUse() {
        workflow.set("detectPeaks.beadRadiusPx", 5);

        assertThat(workflow.values())
                .containsEntry("detection.detectPeaks.beadRadiusPx", 5.0)
                .containsEntry("alignment.alignBinned.alignmentBinningFactor", 2)
                .containsEntry("settings.general.voltageKv", 300.0);
    }
}
