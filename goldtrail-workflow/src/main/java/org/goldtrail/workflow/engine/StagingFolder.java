package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import org.goldtrail.workflow.files.FolderFiles;

/** A folder for unfinished files, which is gone with all that is in it once this is closed. */
record StagingFolder(Path path) implements AutoCloseable {
    /** All unfinished files of a workflow lie below this folder. */
    static final String UNFINISHED = "unfinished";

    /** The folder of all steps. */
    static StagingFolder of(Path root) {
        return emptied(root.resolve(UNFINISHED));
    }

    /** The folder of one step. */
    static StagingFolder of(Path root, String stepId) {
        return emptied(root.resolve(UNFINISHED).resolve(stepId));
    }

    private static StagingFolder emptied(Path path) {
        FolderFiles.deleteTree(path);
        return new StagingFolder(path);
    }

    @Override
    public void close() {
        FolderFiles.deleteTree(path);
    }
}
