package org.goldtrail.workflow.batch.slurm;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a person says of the jobs; empty for what the cluster has as its default.
 *
 * @param partition to run in
 * @param account that pays
 * @param time limit of a task, as Slurm writes it
 * @param memMb of a task; empty to follow from the size of the views
 * @param cpus of a task
 * @param more further options of sbatch, each a line of the job script
 */
public record SlurmOptions(
        String partition, String account, String time, OptionalInt memMb, int cpus, List<String> more) {
    public SlurmOptions {
        more = List.copyOf(more);
    }
}
