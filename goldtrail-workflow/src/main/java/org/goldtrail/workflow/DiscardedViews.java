package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.goldtrail.workflow.engine.DiscardedTilts;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.units.ViewSelection;

/** The views that the user discards, as the workflow folder keeps them. */
final class DiscardedViews {
    private static final String OPTION = "discard";

    private final WorkflowEngine engine;
    private final Path file;

    DiscardedViews(WorkflowEngine engine, Path root) {
        this.engine = engine;
        this.file = root.resolve(DiscardedTilts.FILE_NAME);
    }

    void add(ViewSelection views) {
        change(tilts -> DiscardedTilts.add(file, views.resolve(tilts, OPTION), tilts));
    }

    void remove(ViewSelection views) {
        change(tilts -> DiscardedTilts.remove(file, views.resolve(tilts, OPTION), tilts));
    }

    /** In the place of those named before. */
    void set(ViewSelection views) {
        change(tilts -> {
            views.resolve(tilts, OPTION);
            DiscardedTilts.write(file, views);
        });
    }

    private void change(Consumer<double[]> how) {
        engine.writing(() -> {
            how.accept(engine.index().tilts());
            return this;
        });
    }

    /** Their sections, 0-based. */
    Set<Integer> sections() {
        return DiscardedTilts.read(file).resolve(engine.index().tilts(), file.toString());
    }
}
