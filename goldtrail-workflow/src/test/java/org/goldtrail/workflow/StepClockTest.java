package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.steps.Step;
import org.junit.jupiter.api.Test;

class StepClockTest {
    private static final class Listener implements RunListener {
        final List<String> steps = new ArrayList<>();
        final List<Double> fractions = new ArrayList<>();
        boolean cancelled;

        @Override
        public void step(String area, String step, double runFractionBefore) {
            steps.add(area + ": " + step);
        }

        @Override
        public void progress(double runFraction) {
            fractions.add(runFraction);
        }

        @Override
        public void message(String line) {}

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }

    @Test
    void leadsFromNothingToAllOfTheRun() {
        Listener listener = new Listener();
        StepClock clock = new StepClock(listener);
        for (Step step : Step.values()) {
            String answer = clock.run(step, progress -> {
                progress.report(0.5);
                return step.id();
            });
            assertThat(answer).isEqualTo(step.id());
        }

        assertThat(listener.steps).hasSize(Step.values().length).startsWith("input: read angles and acquisition");
        assertThat(listener.fractions).isSorted();
        assertThat(listener.fractions.getLast()).isCloseTo(1, within(1e-9));
        assertThat(clock.seconds().keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(Step.values()).map(Step::id).toList());
    }

    @Test
    void beginsNoStepOnceCancelled() {
        Listener listener = new Listener();
        listener.cancelled = true;
        List<String> done = new ArrayList<>();

        assertThatThrownBy(() -> new StepClock(listener).run(Step.READ, progress -> done.add("read")))
                .isInstanceOf(CancelledException.class);

        assertThat(done).isEmpty();
    }
}
