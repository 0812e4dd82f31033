package org.goldtrail.workflow.batch.slurm;

import java.util.List;

/**
 * An array job that was submitted; kept as {@code batch/slurm/job-NNN.json}, so that any program that sees the folder finds it
 * again.
 *
 * @param number of the job in its batch, from 1
 * @param jobId Slurm's number
 * @param submitted when, ISO 8601
 * @param memMb of each task
 * @param cancelled whether a person has cancelled it
 * @param series of each array index
 */
public record SlurmJob(
        int number, String jobId, String submitted, int memMb, boolean cancelled, List<SlurmJob.Element> series) {
    public SlurmJob {
        series = List.copyOf(series);
    }

    /**
     * A task of the array.
     *
     * @param name of the series
     * @param task number of the batch's task
     */
    public record Element(String name, long task) {}

    SlurmJob cancel() {
        return new SlurmJob(number, jobId, submitted, memMb, true, series);
    }
}
