package org.goldtrail.workflow;

import java.util.Set;
import org.goldtrail.workflow.engine.DiskPlan;
import org.goldtrail.workflow.engine.WorkflowEngine;

/** What a workflow folder takes of the disk, and how to have less of it. */
public final class DiskSpace {
    private final WorkflowEngine engine;

    DiskSpace(WorkflowEngine engine) {
        this.engine = engine;
    }

    /** What may go, and how much that frees. */
    public DiskPlan plan() {
        return engine.diskPlan();
    }

    /** Removes what may go; steps that are done stay done. */
    public void clean(Set<DiskPlan.Kind> kinds) {
        engine.writing(() -> {
            engine.remove(kinds);
            return this;
        });
    }
}
