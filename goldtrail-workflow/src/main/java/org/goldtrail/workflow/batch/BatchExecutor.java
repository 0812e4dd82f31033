package org.goldtrail.workflow.batch;

import java.util.List;
import java.util.Map;

/**
 * Where the series of a batch run. An executor keeps nothing of its own that matters: what becomes of a task is in the
 * attempts of the batch folder, so that a batch whose program was killed is taken up by the next.
 */
public interface BatchExecutor extends AutoCloseable {
    /**
     * How these tasks would be run, in sentences for people; to be told before anything starts.
     *
     * @throws org.goldtrail.GoldtrailException if they cannot
     */
    List<String> plan(List<BatchTask> tasks);

    /** Takes on tasks; their files are written already. */
    void submit(List<BatchTask> tasks);

    /** Starts what may start, and notices what has ended. To be called again and again. */
    void poll();

    /** The tasks that have not ended, by the name of their series, with what is known of each: queued or running, and why. */
    Map<String, Waiting> pending();

    /**
     * Told that a person has stopped this program. Tasks on this host end in order, each in a state from which it goes on;
     * those of a cluster go on without us.
     *
     * @return what became of the tasks, for people
     */
    String interrupted();

    /** Ends what cannot go on without this program. */
    @Override
    void close();

    /**
     * A task that has not ended.
     *
     * @param running or queued
     * @param why it is queued; empty where there is nothing to tell
     */
    record Waiting(boolean running, String why) {}
}
