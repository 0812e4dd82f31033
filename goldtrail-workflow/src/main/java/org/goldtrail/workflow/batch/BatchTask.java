package org.goldtrail.workflow.batch;

import java.util.Map;

/**
 * What a batch does with one series next; kept as {@code batch/tasks/NAME.json}, so that whoever works on it, on this host
 * or another, needs only the file system.
 *
 * @param name of the series
 * @param stack the raw stack, absolute
 * @param settings parameters to set, by path, in the order of their names
 * @param steps which steps to run
 * @param number of this task among those of the batch; an attempt that is older than its task has not begun
 */
public record BatchTask(String name, String stack, Map<String, Object> settings, StepChoice steps, long number) {
    public BatchTask {
        settings = Map.copyOf(settings);
    }
}
