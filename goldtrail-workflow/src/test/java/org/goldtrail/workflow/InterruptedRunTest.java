package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is cancelled stops at once, leaves no half file, and goes on to the same result later. */
class InterruptedRunTest extends SmallRunTest {
    @Test
    void saysThatItWasCancelledAndGoesOnLater() {
        Path stack = series.write(temp, "tiny");
        List<String> seen = new ArrayList<>();
        TestListener impatient = new TestListener(step -> seen.add(TestListener.read(out.resolve("workflow.json"))));
        impatient.cancelAtStep = "selection of stable trails";

        assertThatThrownBy(() -> SeriesRun.run(new TestOptions(stack, out).make(), impatient))
                .isInstanceOf(CancelledException.class);

        assertThat(seen.getLast()).contains("\"running\"").doesNotContain("\"verdict\"");
        assertThat(out.resolve("workflow.json"))
                .content()
                .contains("\"cancelled\"")
                .doesNotContain("\"verdict\"");
        expectNoResults();
        assertThat(Workflow.open(out).verdict()).isEmpty();

        List<String> steps = new ArrayList<>();
        SeriesRun.run(new TestOptions(stack, out).make(), new TestListener(steps::add));

        assertThat(steps).startsWith("selection of stable trails");
        assertThat(out.resolve("workflow.json")).content().contains("\"finished\"", "\"good\"");
        assertThat(out.resolve("alignment/tiny.xf")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "measure the beads",
                "rough alignment",
                "independent marker refinement",
                "final selection",
                "align binned stack",
                "binned reconstruction"
            })
    void hearsACancellationInEachStep(String step) {
        TestListener impatient = new TestListener(s -> {});
        impatient.cancelAtStep = step;

        assertThatThrownBy(() -> SeriesRun.run(options().make(), impatient)).isInstanceOf(CancelledException.class);

        assertThat(impatient.lastStep).isEqualTo(step);
    }

    @Test
    void leavesNoHalfFileWhenCancelledInTheMiddleOfWriting() {
        TestListener impatient = new TestListener(step -> {});
        impatient.cancelAtStep = "align binned stack";
        impatient.cancelAtQuestion = 5;
        RunOptions options = options().make();

        assertThatThrownBy(() -> SeriesRun.run(options, impatient)).isInstanceOf(CancelledException.class);

        assertThat(names(out))
                .contains("peaks.csv", "tiny.xf")
                .noneMatch(n -> n.endsWith("tmp") || n.endsWith("_aligned.mrc") || n.endsWith("_aligned_bin2.mrc"));
        assertThat(out.resolve("unfinished")).doesNotExist();
        assertThat(out.resolve("workflow.json")).content().contains("\"cancelled\"");
        assertThat(FolderLock.holder(out)).isEmpty();
    }

    /** One run, cancelled at the beginning of every step and once in its midst, against one that was left alone. */
    @Test
    void comesToTheSameResultHoweverOftenItIsCancelled() throws IOException {
        Path stack = series.write(temp, "tiny");
        SeriesRun.Result whole =
                SeriesRun.run(new TestOptions(stack, temp.resolve("whole")).make(), RunListener.SILENT);
        RunOptions options = new TestOptions(stack, out).make();
        int cancelled = 0;
        for (var step : StepCatalogue.steps()) {
            for (int question : new int[] {1, 4}) {
                TestListener impatient = new TestListener(s -> {});
                impatient.cancelAtStep = step.label();
                impatient.cancelAtQuestion = question;
                try {
                    SeriesRun.run(options, impatient);
                } catch (CancelledException e) {
                    cancelled++;
                }
            }
        }
        SeriesRun.Result resumed = SeriesRun.run(options, RunListener.SILENT);

        // Some steps are over before they ask a fourth time.
        assertThat(cancelled).isGreaterThan(StepCatalogue.steps().size());
        assertThat(resumed.verdict()).isEqualTo(whole.verdict());
        for (String file : List.of(
                "detection/peaks.csv",
                "markers/working.csv",
                "alignment/tiny.xf",
                "alignment/tiny.tlt",
                "alignment/tiny.fid",
                "alignment/tiny.solution.json",
                "alignment/tiny_aligned.mrc",
                "alignment/tiny_aligned_bin2.mrc",
                "reconstruction/tiny_bin2_wbp.mrc")) {
            assertThat(Files.mismatch(whole.folder().resolve(file), out.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }
}
