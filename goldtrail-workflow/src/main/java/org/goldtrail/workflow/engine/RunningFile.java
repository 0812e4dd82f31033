package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.units.Times;

/**
 * The file {@code running.json}, there while a run is under way, so that other processes see which step it is at. After a
 * process was killed it remains, and means nothing, since nobody holds the lock.
 */
final class RunningFile implements AutoCloseable {
    private static final String FILE_NAME = "running.json";

    private final Path file;

    /**
     * What it says.
     *
     * @param step id of the step
     * @param since when the step began, ISO 8601
     */
    record Running(String step, String since) {}

    private RunningFile(Path file) {
        this.file = file;
    }

    static RunningFile begin(Path root) {
        return new RunningFile(root.resolve(FILE_NAME));
    }

    void step(Step<?> step) {
        Json.write(file, new Running(step.id(), Times.now()));
    }

    @Override
    public void close() {
        FolderFiles.delete(file);
    }

    /** The step that a living process is running in a folder. */
    static Optional<Running> read(Path root) {
        return FolderLock.holder(root).isPresent()
                ? Json.read(root.resolve(FILE_NAME), Running.class)
                : Optional.empty();
    }
}
