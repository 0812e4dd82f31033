package org.goldtrail.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.gui.StartPage;
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
     * Opens the start page and waits until a workflow is made there, or opened: the walkthrough's {@code u = dtsa()}.
     *
     * @throws org.goldtrail.task.CancelledException if the wait is ended by Ctrl-C
     */
    public static Workflow dtsa() {
        return dtsa(StartPage.of(Path.of("")));
    }

    static Workflow dtsa(StartPage page) {
        StartPage.Awaiting chosen = page.awaiting();
        String address = page.link("/");
        System.out.println("the start page: " + address);
        System.out.println("make a workflow there or open one, and it is u; Ctrl-C ends the wait");
        StartPage.show(address);
        ShellProgress.SHARED.waiting();
        return live(Workflow.open(chosen.folder(ShellProgress.SHARED::isCancelled)));
    }

    /** Opens the window of a workflow in the page, which shows what the shell does, and the other way round. */
    public static String page(Workflow workflow) {
        Path folder = workflow.folder().toAbsolutePath().normalize();
        String address = StartPage.of(Optional.ofNullable(folder.getParent()).orElse(folder))
                .linkTo(folder);
        StartPage.show(address);
        return address;
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
}
