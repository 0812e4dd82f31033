package org.goldtrail.workflow.batch;

import java.util.Set;
import org.goldtrail.workflow.engine.Settings;

/**
 * What a person says of a batch.
 *
 * @param change settings to be made for all series that are chosen, and for all that come later
 * @param steps which steps to run
 * @param retryFailed whether to try again what has failed or was broken
 * @param onlyNew whether to leave alone all series that were tried before
 * @param share what the series have in common and shall be solved once
 */
public record BatchOptions(
        Settings change, StepChoice steps, boolean retryFailed, boolean onlyNew, Set<SharedValues.Kind> share) {
    /** Everything that is not done yet. */
    public static final BatchOptions DEFAULT = new BatchOptions(Settings.NONE, StepChoice.ALL, false, false, Set.of());

    public BatchOptions {
        share = Set.copyOf(share);
    }

    /** The same with settings. */
    public BatchOptions with(Settings newChange) {
        return new BatchOptions(newChange, steps, retryFailed, onlyNew, share);
    }

    /** The same for what has failed as well. */
    public BatchOptions retrying() {
        return new BatchOptions(change, steps, true, onlyNew, share);
    }

    /** The same for new series only. */
    public BatchOptions newOnly() {
        return new BatchOptions(change, steps, retryFailed, true, share);
    }

    /** The same with other steps. */
    public BatchOptions with(StepChoice newSteps) {
        return new BatchOptions(change, newSteps, retryFailed, onlyNew, share);
    }

    /** The same with values shared. */
    public BatchOptions sharing(Set<SharedValues.Kind> kinds) {
        return new BatchOptions(change, steps, retryFailed, onlyNew, kinds);
    }
}
