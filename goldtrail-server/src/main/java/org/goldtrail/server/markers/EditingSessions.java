package org.goldtrail.server.markers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.MarkerVersion;

/** The editing session of each workflow. One in which nothing is unsaved is made anew when the markers have changed. */
final class EditingSessions {
    private final Map<String, EditingSession> sessions = new ConcurrentHashMap<>();

    EditingSession of(String id, Workflow workflow) {
        return sessions.compute(
                id, (key, known) -> known == null || isStale(known, workflow) ? EditingSession.of(workflow) : known);
    }

    private static boolean isStale(EditingSession session, Workflow workflow) {
        boolean same = session.baseVersion()
                        == workflow.markers().head().map(MarkerVersion::version).orElse(0)
                && session.discardedBefore().equals(workflow.discarded());
        return !same && !session.isChanged();
    }

    /** Forgets the edits that have not been saved. */
    EditingSession renew(String id, Workflow workflow) {
        EditingSession fresh = EditingSession.of(workflow);
        sessions.put(id, fresh);
        return fresh;
    }
}
