package org.goldtrail.workflow.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.workflow.steps.Step;

/**
 * The state of a step, derived from what lies in the folder.
 *
 * @param step the step
 * @param state its state
 * @param reasons why it is closed, outdated, failed or open again, each a clause for people
 * @param provenance of its last run
 */
public record StepStatus(Step<?> step, State state, List<String> reasons, Optional<Provenance> provenance) {
    public StepStatus {
        reasons = List.copyOf(reasons);
    }

    /** States of a step. */
    public enum State {
        /** An input is missing. */
        CLOSED,
        /** It may be run. */
        OPEN,
        /** It is being run. */
        RUNNING,
        /** Its outputs are there and follow from the present inputs and parameters. */
        DONE,
        /** Its outputs are there, but an input or parameter has changed since. */
        OUTDATED,
        /** Its last run failed, and nothing has changed since. */
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, running if it is the step of an id. */
    StepStatus runningIf(String stepId) {
        return step.id().equals(stepId) ? new StepStatus(step, State.RUNNING, List.of(), provenance) : this;
    }

    public boolean isDone() {
        return state == State.DONE;
    }

    /** One line for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-8s  %s%s",
                state.word(),
                step.id(),
                reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")");
    }
}
