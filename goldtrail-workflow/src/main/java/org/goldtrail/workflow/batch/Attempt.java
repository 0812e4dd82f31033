package org.goldtrail.workflow.batch;

import java.util.Optional;

/**
 * How the last try at a series went; kept as {@code batch/attempts/NAME.json}. It tells what a workflow folder cannot: that
 * an input is broken, that memory was not enough, and what the series has cost.
 *
 * @param name of the series
 * @param task number of the task
 * @param end how it ended
 * @param exitCode of {@code goldtrail run}; 0 while it runs
 * @param problem why there is no verdict, a sentence; empty if there is one
 * @param host it ran on
 * @param process its number there
 * @param job the cluster's name for it; empty where there is no cluster
 * @param threads it was given
 * @param started when, ISO 8601
 * @param seconds by the clock, of this try
 * @param cpuSeconds of all threads, of this try
 * @param readBytes read from files, whether or not the system had them in memory
 * @param writtenBytes written to files
 * @param stackStamp size and time of the raw stack
 */
public record Attempt(
        String name,
        long task,
        End end,
        int exitCode,
        String problem,
        String host,
        long process,
        String job,
        int threads,
        String started,
        double seconds,
        double cpuSeconds,
        long readBytes,
        long writtenBytes,
        String stackStamp) {
    /** Ways to end. */
    public enum End {
        /** It has not, or nobody was left to say so. */
        RUNNING,
        /** With a verdict, or at the last step that was asked for. */
        DONE,
        /** The input cannot be used. */
        REFUSED,
        /** The program failed, for lack of memory or by an error of its own. */
        ERROR,
        /** A person or the cluster stopped it. */
        CANCELLED
    }

    /** A try of which nothing is known but that nobody works on it any more. */
    public static Attempt lost(BatchTask task, String job, String why) {
        return new Attempt(task.name(), task.number(), End.ERROR, 1, why, "", 0, job, 0, "", 0, 0, 0, 0, "");
    }

    /** Whether it ended. */
    public boolean hasEnded() {
        return end != End.RUNNING;
    }

    /** The same, ended because its process died. */
    Attempt died(String why) {
        return new Attempt(
                name,
                task,
                End.ERROR,
                1,
                why,
                host,
                process,
                job,
                threads,
                started,
                seconds,
                cpuSeconds,
                readBytes,
                writtenBytes,
                stackStamp);
    }

    /** The problem, where there is one. */
    Optional<String> sentence() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }
}
