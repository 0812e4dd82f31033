package org.goldtrail.workflow.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.goldtrail.workflow.TinySeries;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which series of a batch are run again, and when. */
class RunAgainTest {
    private static final Duration SETTLED = Duration.ofSeconds(10);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private BatchFolder folder = new BatchFolder(Path.of(""));
    private HeldExecutor executor = new HeldExecutor(folder);

    @BeforeEach
    void make() {
        folder = new BatchFolder(temp.resolve("batch"));
        executor = new HeldExecutor(folder);
    }

    private Batch batch() {
        return new Batch(folder, executor, BatchListener.SILENT);
    }

    @Test
    void whatHasFailedIsRunAgainWhenSettingsBeforeItHaveChanged() {
        TinySeries series = new TinySeries();
        series.beads = 0;
        List<BatchSeries> given = List.of(BatchSeries.of(series.write(temp, "tiny")));
        executor.atOnce = true;
        Settings settings = Settings.NONE
                .with("alignment.alignBinned.alignmentBinningFactor", 2)
                .with("detection.measureBeads.beadDiameter", "9px")
                .with("detection.measureBeads.beadContrast", "dark");

        BatchTable table = batch().run(given, BatchOptions.DEFAULT.with(settings));
        assertThat(table.rows()).extracting(SeriesRow::state).containsExactly(SeriesState.FAILED);
        batch().run(List.of(), BatchOptions.DEFAULT);
        assertThat(executor.submitted).as("nothing has changed").containsExactly("tiny");

        Workflow.open(folder.workflow("tiny")).set("detection.measureBeads.beadDiameter", "12px");
        batch().run(List.of(), BatchOptions.DEFAULT);
        assertThat(executor.submitted).containsExactly("tiny", "tiny");
    }

    @Test
    void whatARunLeavesOutFollowsAnAreaAsWell() {
        List<BatchSeries> given = List.of(BatchSeries.of(new TinySeries().write(temp, "tiny")));
        executor.atOnce = true;
        batch().run(
                        given,
                        BatchOptions.DEFAULT.with(
                                Settings.NONE.with("alignment.alignBinned.alignmentBinningFactor", 2)));
        Workflow workflow = Workflow.open(folder.workflow("tiny"));
        workflow.set("fullReconstruction.reconstructionFullSizePx", "40 40 40");
        workflow.run().step("fullReconstruction");

        batch().run(
                        List.of(),
                        BatchOptions.DEFAULT
                                .with(Settings.NONE.with("refinement.finalSelection.magnification", "per-view"))
                                .with(new StepChoice(StepChoice.Kind.AREA, "refinement", false)));

        assertThat(executor.submitted).hasSize(2);
        assertThat(workflow.status("fullReconstruction").state()).isEqualTo(State.DONE);
        assertThat(workflow.status("estimateCTF").provenance())
                .as("never asked for")
                .isEmpty();
    }

    @Test
    void whatIsWrittenAnewWhileItRunsIsRunAgain() throws IOException {
        Path stack = Files.writeString(temp.resolve("TS_01.st"), "half");
        List<BatchSeries> found = List.of(BatchSeries.of(stack));
        Watch watch = new Watch(batch(), temp, new Watch.Times(SETTLED, Optional.empty()));
        Instant now = Instant.now().plusSeconds(60);

        assertThat(watch.take(found, BatchOptions.DEFAULT, now)).isFalse();
        assertThat(executor.submitted).containsExactly("TS_01");
        Files.writeString(stack, "a whole one");
        assertThat(watch.take(found, BatchOptions.DEFAULT, now.plusSeconds(1))).isTrue();
        assertThat(watch.take(found, BatchOptions.DEFAULT, now.plusSeconds(20))).isTrue();
        assertThat(executor.submitted).as("it is being run").hasSize(1);

        executor.release();
        try (FolderLock lock = FolderLock.take(folder.workflow("TS_01"))) {
            assertThat(watch.take(found, BatchOptions.DEFAULT, now.plusSeconds(22)))
                    .isTrue();
        }
        assertThat(executor.submitted).as("somebody else has its folder").hasSize(1);
        assertThat(watch.take(found, BatchOptions.DEFAULT, now.plusSeconds(24))).isFalse();
        assertThat(executor.submitted).containsExactly("TS_01", "TS_01");
    }
}
