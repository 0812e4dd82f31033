package org.goldtrail.workflow.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.steps.Step;
import org.slf4j.LoggerFactory;

/** The folder {@code provenance/} with a file for each step that has been run. Each file is read once. */
final class ProvenanceStore {
    private final Path folder;
    private final Map<String, Optional<Provenance>> read = new HashMap<>();

    ProvenanceStore(Path root) {
        this.folder = root.resolve("provenance");
    }

    /** The last run of a step. A damaged file counts as none: the step is run again. */
    Optional<Provenance> of(Step<?> step) {
        return read.computeIfAbsent(step.id(), id -> readFile(step));
    }

    private Optional<Provenance> readFile(Step<?> step) {
        try {
            return Json.read(file(step), Provenance.class);
        } catch (GoldtrailException e) {
            // Got here only, since a logger takes longer to set up than many states to tell.
            LoggerFactory.getLogger(ProvenanceStore.class).warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    void write(Step<?> step, Provenance provenance) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be created (" + AtomicFile.reason(e) + ")",
                    folder.toString(),
                    "check its rights",
                    e);
        }
        Json.write(file(step), provenance);
        read.put(step.id(), Optional.of(provenance));
    }

    /** Forgets that a step was ever run. */
    void remove(Step<?> step) {
        read.put(step.id(), Optional.empty());
        try {
            Files.deleteIfExists(file(step));
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the file cannot be removed (" + AtomicFile.reason(e) + ")",
                    file(step).toString(),
                    "check the rights of its folder",
                    e);
        }
    }

    private Path file(Step<?> step) {
        return folder.resolve(step.id() + ".json");
    }
}
