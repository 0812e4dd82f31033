package org.goldtrail.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.goldtrail.task.Cancellation;
import org.goldtrail.task.Progress;

/** Runs the steps of a series one after the other, measures them, and tells a listener how far the whole run is. */
final class StepClock {
    private final RunListener listener;
    private final double total;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private double before;

    StepClock(RunListener listener) {
        this.listener = listener;
        double sum = 0;
        for (Step step : Step.values()) {
            sum += step.weight();
        }
        this.total = sum;
    }

    /** Says nothing, and is cancelled when the run is: for work between the steps. */
    Progress cancellation() {
        return new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return listener.isCancelled();
            }
        };
    }

    /** Runs a step and returns what it returns. */
    <T> T run(Step step, Function<Progress, T> body) {
        double from = before;
        listener.step(step.area(), step.label(), from / total);
        Progress progress = new Progress() {
            @Override
            public void report(double fraction) {
                listener.progress((from + step.weight() * fraction) / total);
            }

            @Override
            public void message(String line) {
                listener.message(line);
            }

            @Override
            public boolean isCancelled() {
                return listener.isCancelled();
            }
        };
        progress.checkCancelled();
        long start = System.nanoTime();
        T result = Cancellation.hearing(progress, () -> body.apply(progress));
        seconds.merge(step.id(), (System.nanoTime() - start) / 1e9, Double::sum);
        before += step.weight();
        listener.progress(before / total);
        return result;
    }

    /** Goes back: a step and those after it are about to run once more. */
    void backTo(Step step) {
        before = 0;
        for (int k = 0; k < step.ordinal(); k++) {
            before += Step.values()[k].weight();
        }
    }

    /** Seconds spent in each step, in the order they ran. */
    Map<String, Double> seconds() {
        return seconds;
    }
}
