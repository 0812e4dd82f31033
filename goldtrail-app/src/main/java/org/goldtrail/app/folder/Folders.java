package org.goldtrail.app.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Words;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.batch.BatchFolder;

/** Opens the workflow folders that commands name. */
public final class Folders {
    private Folders() {}

    /**
     * Opens a workflow folder.
     *
     * @throws GoldtrailException if there is none, with the command that makes or names one
     */
    public static Workflow open(Path folder) {
        if (Files.isRegularFile(folder)) {
            Path usual = Workflow.defaultFolder(folder);
            throw new GoldtrailException(
                    "this is a file, not a workflow folder",
                    folder.toString(),
                    Workflow.isWorkflow(usual)
                            ? "name its folder: " + Words.shellWord(usual)
                            : "make a workflow of it with: goldtrail new " + Words.shellWord(folder));
        }
        if (BatchFolder.isBatch(folder) && !Workflow.isWorkflow(folder)) {
            throw new GoldtrailException(
                    "this is the folder of a batch, not of a workflow",
                    folder.toString(),
                    "name one of the workflows in it, or go on with all: goldtrail batch " + Words.shellWord(folder));
        }
        return Workflow.open(folder);
    }

    /** The workflow as a word of the next command. */
    public static String word(Workflow workflow) {
        return Words.shellWord(workflow.folder());
    }

    /** Refuses a workflow whose raw stack is not where it was. */
    public static void demandStack(Workflow workflow) {
        if (!Files.isReadable(workflow.stack())) {
            throw new GoldtrailException(
                    "the raw stack is not there any more",
                    workflow.stack().toString(),
                    "if it was moved, say where it is now: goldtrail run NEW_PLACE/"
                            + workflow.stack().getFileName() + " --out " + word(workflow));
        }
    }

    /** The workflow folders that a directory holds, by name. */
    static List<Path> below(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Workflow::isWorkflow).sorted().toList();
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the directory cannot be read (" + e.getMessage() + ")",
                    directory.toString(),
                    "check its rights",
                    e);
        }
    }
}
