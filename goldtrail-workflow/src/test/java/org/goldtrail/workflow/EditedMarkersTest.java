package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.engine.RunReport;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alignment follows the working markers as they are, whoever made them. */
class EditedMarkersTest {
    private static final List<String> ALIGNMENT =
            List.of("fixMarkers", "alignBinned", "alignFull", "binnedReconstruction");

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

    private Path file(String relative) {
        return workflow.folder().resolve(relative);
    }

    private static MarkerSet without(MarkerSet markers, int marker) {
        return markers.where(o -> o.marker() != marker);
    }

    private long beads() throws IOException {
        try (var lines = Files.lines(file("alignment/tiny.beads.csv"))) {
            return lines.count() - 1;
        }
    }

    @Test
    void editedMarkersAreSolvedAnewAndUndoingLeadsBackToTheSameBits() throws IOException {
        var before = DoneSeries.contents(file("alignment"));
        assertThat(beads()).isEqualTo(12);
        MarkerVersion edit = workflow.markers().set(without(workflow.markers().get(), 4), "marker 5 is no bead");

        assertThat(edit.isOfStep()).isFalse();
        assertThat(edit.markers()).isEqualTo(11);
        assertThat(DoneSeries.in(workflow, State.OUTDATED)).isEqualTo(ALIGNMENT);
        assertThat(DoneSeries.status(workflow, "fixMarkers").reasons())
                .containsExactly("the working markers changed from version "
                        + edit.parent().getAsInt() + " to " + edit.version());

        RunReport report = workflow.run().all();

        assertThat(report.ran())
                .containsExactly(
                        "alignment.fixMarkers",
                        "alignment.alignBinned",
                        "alignment.alignFull",
                        "reconstruction.binnedReconstruction");
        assertThat(report.verdict().orElseThrow().line()).contains("11 beads");
        assertThat(beads()).isEqualTo(11);
        assertThat(workflow.markers().get().markerCount())
                .as("not renumbered for the user")
                .isEqualTo(11);
        assertThat(DoneSeries.contents(file("alignment"))).isNotEqualTo(before);

        assertThat(workflow.markers().undo()).isPresent();
        assertThat(DoneSeries.in(workflow, State.OUTDATED)).isEqualTo(ALIGNMENT);
        workflow.run().all();

        assertThat(DoneSeries.contents(file("alignment"))).isEqualTo(before);
        assertThat(workflow.markers().redo()).contains(edit);
        assertThat(DoneSeries.in(workflow, State.OUTDATED)).isEqualTo(ALIGNMENT);
    }

    @Test
    void aFileChangedOutsideIsTakenUpByTheNextRun() throws IOException {
        MarkerSet markers = MarkerFile.read(file("markers/working.csv"), 21);
        MarkerFile.write(file("markers/working.csv"), without(markers, 0));
        TestListener listener = new TestListener(s -> {});

        RunReport report = workflow.run(listener).all();

        assertThat(listener.messages).anyMatch(m -> m.contains("markers/working.csv was changed outside of Goldtrail"));
        assertThat(report.ran()).startsWith("alignment.fixMarkers");
        assertThat(beads()).isEqualTo(11);
        assertThat(MarkerFile.read(file("markers/working.csv"), 21).markerCount())
                .isEqualTo(11);
    }

    @Test
    void theOutputOfAStepCanBeRestored() {
        List<XfTransform> before = XfFile.read(file("alignment/tiny.xf"));
        MarkerVersion restored = workflow.markers().restore("indexing.trailExtension");

        assertThat(restored.origin()).isEqualTo("restore");
        assertThat(workflow.verdict()).as("of the final selection").isPresent();
        RunReport report = workflow.run().upTo("fixMarkers");

        assertThat(report.ran()).contains("alignment.fixMarkers");
        assertThat(report.verdict()).isPresent();
        List<XfTransform> after = XfFile.read(file("alignment/tiny.xf"));
        assertThat(after).isNotEqualTo(before);
        for (int v = 0; v < after.size(); v++) {
            assertThat(Math.hypot(
                            after.get(v).dx() - before.get(v).dx(),
                            after.get(v).dy() - before.get(v).dy()))
                    .as("view %d", v)
                    .isLessThan(2);
        }
    }

    /** Markers changed in the middle of the way are what the next step starts from. */
    @Test
    void stepsAfterAnEditStartFromIt() {
        workflow.markers().restore("refinement.traceGapFiller");
        workflow.markers().set(without(workflow.markers().get(), 2), "");

        assertThat(DoneSeries.status(workflow, "trimMarkers").state()).isEqualTo(State.OUTDATED);
        assertThat(DoneSeries.status(workflow, "traceGapFiller").state()).isEqualTo(State.DONE);
        RunReport report = workflow.run().all();

        assertThat(report.ran()).startsWith("refinement.trimMarkers", "refinement.finalSelection");
        assertThat(workflow.markers().get().markerCount()).isEqualTo(11);
        assertThat(DoneSeries.in(workflow, State.DONE)).hasSize(18);
        assertThat(workflow.run().all().ran()).isEmpty();

        workflow.set("trimMarkers.maximalResidualObservationSd", 50);
        assertThat(workflow.run().upTo("trimMarkers").ran()).containsExactly("refinement.trimMarkers");
        assertThat(workflow.markers().get().markerCount())
                .as("the edit is still there")
                .isEqualTo(11);
        workflow.markers().restore("refinement.traceGapFiller");
        assertThat(workflow.run().upTo("trimMarkers").ran()).containsExactly("refinement.trimMarkers");
        assertThat(workflow.markers().get().markerCount())
                .as("without the edit")
                .isEqualTo(12);
    }

    @Test
    void aStepCanBeRunOnTheMarkersAsTheyAre() {
        workflow.markers().set(without(workflow.markers().get(), 2), "");
        workflow.run().request(RunRequest.stepOnWorkingMarkers(StepCatalogue.step("finalSelection")));

        assertThat(workflow.markers().get().markerCount()).isEqualTo(11);
        assertThat(DoneSeries.status(workflow, "finalSelection").state()).isEqualTo(State.DONE);
        assertThat(DoneSeries.in(workflow, State.OUTDATED)).isEqualTo(ALIGNMENT);
        assertThat(workflow.run().all().ran()).hasSize(4);
        assertThat(workflow.run().all().ran()).isEmpty();
        assertThat(workflow.markers().get().markerCount()).isEqualTo(11);
    }

    /** A step that is run again with other parameters starts before the edit, which must not vanish in silence. */
    @Test
    void anEditThatAStepSetsAsideIsNamed() {
        MarkerVersion edit = workflow.markers().set(without(workflow.markers().get(), 2), "marker 3 is ice");
        TestListener listener = new TestListener(s -> {});

        workflow.run(listener).step("finalSelection");
        assertThat(listener.messages)
                .as("the same result leaves the edit alone")
                .noneMatch(m -> m.contains("set aside"));
        assertThat(workflow.markers().head()).contains(edit);

        workflow.set("trimMarkers.maximalResidualObservationSd", 2);
        workflow.run(listener).all();
        assertThat(listener.messages.stream().filter(m -> m.contains("set aside")))
                .containsExactly(
                        "warning: version " + edit.version() + " of the markers (marker 3 is ice) is set aside:"
                                + " refinement.trimMarkers starts from what the step before it has left; to have version "
                                + edit.version() + " back: goldtrail markers restore " + workflow.folder() + " "
                                + edit.version());
        assertThat(workflow.markers().restore(Integer.toString(edit.version())).markers())
                .isEqualTo(11);
    }

    /** A parameter that is changed, tried and taken back must leave no trace in the alignment. */
    @Test
    void aStepThatWasTriedWithOtherParametersLeavesNoTrace() {
        var before = DoneSeries.contents(file("alignment"));
        workflow.set("stableTrails.minimumOccupancy", 20);
        assertThat(workflow.run().step("stableTrails").ran()).hasSize(1);
        assertThat(workflow.markers().versions().head().orElseThrow().origin()).isEqualTo("indexing.stableTrails");
        workflow.unset("stableTrails.minimumOccupancy");

        assertThat(workflow.run().all().ran()).containsExactly("indexing.stableTrails");

        assertThat(workflow.markers().versions().head().orElseThrow().origin()).isEqualTo("refinement.finalSelection");
        assertThat(DoneSeries.in(workflow, State.DONE)).hasSize(18);
        assertThat(DoneSeries.contents(file("alignment"))).isEqualTo(before);
    }

    @Test
    void runningAStepAgainWithTheSameResultChangesNothing() {
        int head = workflow.markers().versions().head().orElseThrow().version();
        workflow.run().step("trailExtension");

        assertThat(workflow.markers().versions().head().orElseThrow().version()).isEqualTo(head);
        assertThat(DoneSeries.in(workflow, State.DONE)).hasSize(18);
    }

    /** Markers from elsewhere need no indexing. */
    @Test
    void importedMarkersAreSolvedWithoutIndexing() {
        MarkerSet brought = workflow.markers().get();
        Workflow fresh = Workflow.create(temp.resolve("tiny.st"), temp.resolve("fresh"));
        fresh.markers().set(brought, "from another program");
        fresh.run().step("visualisationMatrix");
        fresh.run().step("measureBeads");
        assertThat(DoneSeries.status(fresh, "finalSelection").state()).isEqualTo(State.OPEN);
        fresh.run().step("finalSelection");
        fresh.run().step("fixMarkers");

        assertThat(DoneSeries.status(fresh, "finalSelection").state()).isEqualTo(State.DONE);
        assertThat(DoneSeries.status(fresh, "fixMarkers").state()).isEqualTo(State.DONE);
        assertThat(fresh.verdict().orElseThrow().line()).contains("12 beads", "21 of 21 views");
        assertThat(fresh.run().step("alignFull").ran()).hasSize(1);
    }

    /** Fewer beads than an alignment needs are a sentence, and the run does not pass for a good one. */
    @Test
    void tooFewMarkersAreNoGoodAlignment() {
        workflow.markers().set(workflow.markers().get().where(o -> o.marker() < 2), "");

        RunReport report = workflow.run().upTo("fixMarkers");

        assertThat(report.verdict().orElseThrow().grade().exitCode()).isNotZero();
        assertThat(report.verdict().orElseThrow().line()).contains("fewer than 3 trails");
    }
}
