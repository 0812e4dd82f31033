package org.goldtrail.server.workflows;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.goldtrail.workflow.Workflow;

/**
 * Keeps the state of each workflow until a file of its folder changes, so that several pages, and the many requests of one,
 * cost a look at the folder each. Files outside of the folder, like the raw stack, are noticed after some seconds.
 */
final class StateCache {
    private static final long OLDEST_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(long stamp, long nanos, Map<String, Object> state) {}

    Map<String, Object> of(String id, Workflow workflow) {
        long stamp = FolderStamp.of(workflow.folder()).value();
        long now = System.nanoTime();
        Kept known = kept.get(id);
        if (known != null && known.stamp == stamp && now - known.nanos < OLDEST_NANOS) {
            return known.state;
        }
        Map<String, Object> state = WorkflowState.of(id, workflow);
        // Taken before it was read, as Events tells it: a page need not load the same state again when it hears of it.
        state.put("stamp", Long.toString(stamp));
        kept.put(id, new Kept(stamp, now, state));
        return state;
    }
}
