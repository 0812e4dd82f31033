package org.goldtrail.workflow.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.workflow.engine.RunListener;

/** Runs tasks in this process as they come; they count as running until a test says that they have ended. */
final class HeldExecutor implements BatchExecutor {
    /** The names of the series of all tasks so far. */
    final List<String> submitted = new ArrayList<>();

    /** Whether tasks end at the next look. */
    boolean atOnce;

    private final BatchFolder batch;
    private final Map<String, Waiting> pending = new LinkedHashMap<>();

    HeldExecutor(BatchFolder batch) {
        this.batch = batch;
    }

    @Override
    public List<String> plan(List<BatchTask> tasks) {
        return List.of();
    }

    @Override
    public void submit(List<BatchTask> tasks) {
        for (BatchTask task : tasks) {
            submitted.add(task.name());
            pending.put(task.name(), new Waiting(true, ""));
            new TaskRunner(batch, "").run(task.name(), RunListener.SILENT);
        }
    }

    /** Lets all tasks end. */
    void release() {
        pending.clear();
    }

    @Override
    public void poll() {
        if (atOnce) {
            release();
        }
    }

    @Override
    public Map<String, Waiting> pending() {
        return Map.copyOf(pending);
    }

    @Override
    public String interrupted() {
        return "";
    }

    @Override
    public void close() {}
}
