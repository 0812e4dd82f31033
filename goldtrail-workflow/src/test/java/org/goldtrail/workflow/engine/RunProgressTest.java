package org.goldtrail.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.goldtrail.task.CancelledException;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.junit.jupiter.api.Test;

class RunProgressTest {
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
    void leadsFromNothingToAllOfTheRunWhetherStepsAreRunOrSkipped() {
        Listener listener = new Listener();
        List<Step<?>> steps = StepCatalogue.steps();
        RunProgress progress = new RunProgress(steps, listener);
        for (int i = 0; i < steps.size(); i++) {
            if (i % 3 == 1) {
                progress.skip(steps.get(i));
            } else {
                Progress step = progress.begin(steps.get(i));
                step.report(0.5);
                step.report(1);
            }
        }

        assertThat(listener.steps)
                .startsWith("detection: creates a binned tilt series")
                .hasSize((int)
                        IntStream.range(0, steps.size()).filter(i -> i % 3 != 1).count());
        assertThat(listener.fractions).isSorted();
        assertThat(listener.fractions.getFirst()).isLessThan(0.2);
        assertThat(listener.fractions.getLast()).isCloseTo(1, within(1e-9));
    }

    @Test
    void hearsThatItIsCancelled() {
        Listener listener = new Listener();
        Progress step = new RunProgress(StepCatalogue.steps(), listener).begin(StepCatalogue.step("detectPeaks"));
        step.checkCancelled();
        listener.cancelled = true;

        assertThatThrownBy(step::checkCancelled).isInstanceOf(CancelledException.class);
        assertThat(listener.steps).containsExactly("detection: detect peaks");
    }
}
