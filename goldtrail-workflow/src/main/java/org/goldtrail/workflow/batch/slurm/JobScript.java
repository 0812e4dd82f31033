package org.goldtrail.workflow.batch.slurm;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.workflow.batch.WorkerProgram;

/** Writes the script of an array job, for sbatch and for people. */
final class JobScript {
    /** A task is told so long before its time is over, so that it ends in order and goes on when it is submitted again. */
    private static final int NOTICE_SECONDS = 60;

    private JobScript() {}

    /**
     * The script.
     *
     * @param root folder of the batch, absolute
     * @param stem name of the job's files below {@code batch/slurm}
     * @param count number of series
     */
    static String text(
            String root,
            String stem,
            String jobName,
            int count,
            SlurmOptions options,
            int memMb,
            WorkerProgram program) {
        List<String> sbatch = new ArrayList<>();
        sbatch.add("--job-name=" + jobName);
        sbatch.add("--array=0-" + (count - 1));
        sbatch.add("--ntasks=1");
        sbatch.add("--cpus-per-task=" + options.cpus());
        sbatch.add("--mem=" + memMb + "M");
        sbatch.add("--chdir=" + quoted(root));
        sbatch.add("--output=batch/slurm/" + stem + ".txt");
        sbatch.add("--open-mode=append");
        sbatch.add("--requeue");
        if (!options.partition().isEmpty()) {
            sbatch.add("--partition=" + options.partition());
        }
        if (!options.account().isEmpty()) {
            sbatch.add("--account=" + options.account());
        }
        if (!options.time().isEmpty()) {
            sbatch.add("--time=" + options.time());
            sbatch.add("--signal=B:TERM@" + NOTICE_SECONDS);
        }
        sbatch.addAll(options.more());
        StringBuilder text = new StringBuilder("#!/bin/bash\n");
        sbatch.forEach(line -> text.append("#SBATCH ").append(line).append('\n'));
        text.append("\n# Written by Goldtrail: each task of this array runs the series in its line of ")
                .append(stem)
                .append(".series.txt,\n# as goldtrail run does, and keeps a record of it in batch/attempts.\n");
        text.append("set -eu\n");
        text.append("batch=").append(quoted(root)).append('\n');
        text.append("series=$(sed -n \"$((SLURM_ARRAY_TASK_ID + 1))p\" \"$batch/batch/slurm/")
                .append(stem)
                .append(".series.txt\")\n");
        text.append("# Locks name their host, and the login node's name may have come along.\n");
        text.append("HOSTNAME=$(uname -n)\nexport HOSTNAME\n\n");
        List<String> command = program.command(memMb - SlurmExecutor.OVERHEAD_MB, options.cpus(), List.of());
        text.append("exec ")
                .append(String.join(
                        " ", command.stream().map(JobScript::quotedIfNeeded).toList()))
                .append(" \\\n  batch-worker \"$batch\" --series \"$series\"")
                .append(" --job \"${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID\"\n");
        return text.toString();
    }

    private static String quotedIfNeeded(String word) {
        return word.matches("[A-Za-z0-9_./:=+-]+") ? word : quoted(word);
    }

    /** A word as the shell takes it literally. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
