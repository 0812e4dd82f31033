package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.goldtrail.workflow.engine.DiscardedTilts;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.units.ViewSelection;

/** Views that the user discards, kept in {@code discarded-tilts.txt}. */
final class DiscardedViews {
    private final WorkflowEngine engine;
    private final Path file;

    DiscardedViews(WorkflowEngine engine, Path root) {
        this.engine = engine;
        this.file = root.resolve(DiscardedTilts.FILE_NAME);
    }

    void add(ViewSelection views) {
        change(tilts -> DiscardedTilts.add(file, views.resolve(tilts, "discard"), tilts));
    }

    void remove(ViewSelection views) {
        change(tilts -> DiscardedTilts.remove(file, views.resolve(tilts, "discard"), tilts));
    }

    void set(ViewSelection views) {
        change(tilts -> {
            views.resolve(tilts, "discard");
            DiscardedTilts.write(file, views);
        });
    }

    private void change(Consumer<double[]> how) {
        engine.writing(() -> {
            how.accept(engine.nominalTilts());
            return this;
        });
    }

    Set<Integer> sections() {
        return DiscardedTilts.read(file).resolve(engine.nominalTilts(), file.toString());
    }
}
