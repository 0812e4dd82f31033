package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.steps.SavedSolutions;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/** Finds the solution of a workflow as it is now. */
final class SolvedLookup {
    private final Path root;
    private final String name;
    private final SeriesIndex index;
    private final FolderState state;
    private final MarkerVersions versions;

    SolvedLookup(WorkflowEngine engine, Path root, String name) {
        this.root = root;
        this.name = name;
        this.index = engine.index();
        this.state = engine.state(index);
        this.versions = engine.versions();
    }

    /** That of the fixed markers, or where it is missing or outdated, the one of the final selection. */
    Optional<Solved> find() {
        Optional<Solved> fixed = fixed();
        if (fixed.isPresent() && fixed.get().upToDate()) {
            return fixed;
        }
        Optional<Solved> selected = selected();
        return selected.isPresent() && (fixed.isEmpty() || selected.get().upToDate()) ? selected : fixed;
    }

    private Optional<Solved> fixed() {
        return state.files(Item.FIXED_MARKERS).isEmpty()
                ? Optional.empty()
                : SavedSolutions.fixed(root, name, index.tilts(), index.width(), index.height())
                        .map(s -> new Solved(s, isDone(Item.FIXED_MARKERS)));
    }

    private Optional<Solved> selected() {
        Step<?> step = StepCatalogue.maker(Item.SOLUTION).orElseThrow();
        OptionalInt version =
                new ProvenanceStore(root).of(step).map(Provenance::markersOut).orElse(OptionalInt.empty());
        if (version.isEmpty() || state.files(Item.SOLUTION).isEmpty()) {
            return Optional.empty();
        }
        MarkerSet markers = versions.markers(versions.version(version.getAsInt()));
        return SavedSolutions.selected(root, name, markers, index.tilts(), index.width(), index.height())
                .map(s -> new Solved(s, isDone(Item.SOLUTION) && areWorking(markers)));
    }

    /** False where a person has edited the markers since, which leaves the step itself as it was. */
    private boolean areWorking(MarkerSet markers) {
        return versions.head()
                .map(versions::markers)
                .filter(m -> m.observations().equals(markers.observations()))
                .isPresent();
    }

    private boolean isDone(Item item) {
        return state.of(StepCatalogue.maker(item).orElseThrow()).isDone();
    }
}
