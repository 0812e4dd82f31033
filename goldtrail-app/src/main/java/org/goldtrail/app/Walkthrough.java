package org.goldtrail.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** The commands of {@code goldtrail shell} that the walkthrough uses besides the object {@code u}. */
public final class Walkthrough {
    private static final String ENDING = ".goldtrail";

    /** The workflow the shell was opened with. */
    private static volatile Optional<Workflow> opened = Optional.empty();

    private Walkthrough() {}

    static void open(Optional<Workflow> workflow) {
        opened = workflow.map(Walkthrough::live);
    }

    private static Workflow live(Workflow workflow) {
        return workflow.telling(ShellProgress.SHARED);
    }

    /** The workflow the shell was opened with; null without one. */
    public static @Nullable Workflow opened() {
        return opened.orElse(null);
    }

    /**
     * Lists the workflows of the present folder, and opens the only one.
     *
     * @throws GoldtrailException saying how to go on, if there is none or more than one
     */
    public static Workflow dtsa() {
        List<Path> folders = workflows(Path.of(""));
        for (Path folder : folders) {
            System.out.println("  " + folder);
        }
        if (folders.size() == 1) {
            return dtsa(folders.getFirst());
        }
        throw new GoldtrailException(
                folders.isEmpty()
                        ? "there is no workflow in this folder"
                        : "there are " + folders.size() + " workflows in this folder",
                "",
                folders.isEmpty()
                        ? "make one of a stack: u = dtsa(\"TS_01.mrc\")"
                        : "open one by its name: u = dtsa(\"" + folders.getFirst() + "\")");
    }

    /**
     * Opens a workflow by its folder or the name of its series, or makes one of a stack.
     *
     * @throws GoldtrailException if there is neither
     */
    public static Workflow dtsa(String name) {
        return dtsa(Path.of(name));
    }

    /** As {@link #dtsa(String)}. */
    public static Workflow dtsa(Path path) {
        Path named = path.resolveSibling(path.getFileName() + ENDING);
        if (Workflow.isWorkflow(path)) {
            return live(Workflow.open(path));
        }
        if (Workflow.isWorkflow(named)) {
            return live(Workflow.open(named));
        }
        if (!Files.isRegularFile(path)) {
            throw new GoldtrailException(
                    "there is neither a workflow nor a stack of this name",
                    path.toString(),
                    "give a folder like TS_01" + ENDING + " or a stack like TS_01.mrc");
        }
        Path folder = Workflow.defaultFolder(path);
        return live(Workflow.isWorkflow(folder) ? ofStack(folder, path) : Workflow.create(path, folder));
    }

    private static Workflow ofStack(Path folder, Path stack) {
        Workflow workflow = Workflow.open(folder);
        if (!workflow.stack().equals(stack.toAbsolutePath().normalize())) {
            throw new GoldtrailException(
                    "this workflow belongs to another stack, " + workflow.stack(),
                    folder.toString(),
                    "open it by its folder, or make yours with Workflow.create(stack, folder)");
        }
        return workflow;
    }

    private static List<Path> workflows(Path here) {
        try (Stream<Path> files = Files.list(here.toAbsolutePath())) {
            return files.filter(Workflow::isWorkflow)
                    .map(Path::getFileName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be read (" + e.getMessage() + ")",
                    here.toAbsolutePath().toString(),
                    "",
                    e);
        }
    }
}
