package org.goldtrail.workflow.engine;

import java.util.List;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.steps.Step;

/** Tells a listener how far a whole run is, from how far the present step is and the usual share of each. */
final class RunProgress {
    private final RunListener listener;
    private final double total;
    private double before;

    RunProgress(List<Step<?>> steps, RunListener listener) {
        this.listener = listener;
        this.total = Math.max(1e-9, steps.stream().mapToDouble(Step::weight).sum());
    }

    /** A step begins. */
    Progress begin(Step<?> step) {
        double from = before;
        before += step.weight();
        listener.step(step.area().id(), step.label(), Math.min(1, from / total));
        return new Progress() {
            @Override
            public void report(double fraction) {
                listener.progress(Math.min(1, (from + step.weight() * fraction) / total));
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
    }

    /** A step is up to date and not run. */
    void skip(Step<?> step) {
        before += step.weight();
        listener.progress(Math.min(1, before / total));
    }
}
