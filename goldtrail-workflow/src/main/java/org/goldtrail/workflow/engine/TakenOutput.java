package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.goldtrail.workflow.units.Times;
import org.goldtrail.workflow.units.Version;

/**
 * Puts files that a person has brought in the place of what a step makes. The step counts as done, whatever is there of its inputs,
 * until it is run.
 */
final class TakenOutput {
    private final Path root;

    TakenOutput(Path root) {
        this.root = root;
    }

    /**
     * Writes the files of an item; to be called under the lock.
     *
     * @param origin where they come from, for people
     * @param write writes all files, each where it is told to by its path below the workflow folder
     */
    void put(Item item, String origin, Verdict verdict, Consumer<UnaryOperator<Path>> write) {
        Step<?> step = StepCatalogue.maker(item).orElseThrow();
        ProvenanceStore store = new ProvenanceStore(root);
        Map<String, Fingerprint> files = new TreeMap<>();
        try (StagingFolder staging = StagingFolder.of(root, step.id())) {
            Map<String, Path> written = new LinkedHashMap<>();
            write.accept(relative -> {
                Path at = staging.path().resolve(relative);
                FolderFiles.createFolderOf(at);
                written.put(relative.toString(), at);
                return at;
            });
            written.forEach((relative, at) -> files.put(relative, Fingerprint.of(at)));
            store.of(step)
                    .ifPresent(before -> before.outputs()
                            .values()
                            .forEach(old -> old.keySet().stream()
                                    .filter(file -> !written.containsKey(file))
                                    .forEach(file -> FolderFiles.delete(root.resolve(file)))));
            store.remove(step);
            written.forEach((relative, at) -> FolderFiles.move(at, root.resolve(relative)));
        }
        store.write(
                step,
                new Provenance(
                        step.id(),
                        Version.PROGRAM,
                        Times.now(),
                        0,
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        false,
                        Map.of(item.id(), files),
                        Map.of(Provenance.TAKEN_FROM, origin),
                        Optional.of(verdict)));
    }
}
