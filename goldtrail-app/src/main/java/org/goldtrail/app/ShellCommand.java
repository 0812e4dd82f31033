package org.goldtrail.app;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.gui.StartPage;
import org.goldtrail.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail shell}: a workflow under a person's or a program's fingers, as the object {@code u}. */
@Command(
        name = "shell",
        description = "Opens a Java shell in which the object u is a live workflow.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "In the shell:",
            "  u.run().area(\"detection\")                       run the steps of an area; Ctrl-C cancels the run",
            "  u.set(\"detection.detectPeaks.beadRadiusPx\", 16)  set a parameter",
            "  u.status()  u.markers()  u.fit()  u.item(\"peaks\")",
            "  u = dtsa()                                       open the start page; u is what is made there",
            "  u = dtsa(\"TS_02.mrc\")                            make or open another workflow",
            "  page(u)                                          open its window in the page",
            "  Tab completes and explains, /exit leaves, /help tells the rest.",
            "Without FOLDER the shell is empty: say u = dtsa(), which opens the start page and returns the workflow",
            "that is made or opened there. Page and shell work on the same folder: each shows what the other does.",
            "",
            "With -e, or with code on standard input, nobody is asked anything, values of expressions are printed,",
            "and the exit code is 0, 1 after the first error, 2 if FOLDER is no workflow, or 130 after Ctrl-C."
        })
final class ShellCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FOLDER", description = "workflow folder to open as u")
    private @Nullable Path folder;

    @Option(names = "-e", paramLabel = "CODE", description = "run this Java code instead of asking")
    private @Nullable String code;

    @Override
    public Integer call() {
        Walkthrough.open(Optional.ofNullable(folder).map(Workflow::open));
        if (code != null) {
            return script(code);
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return script(standardInput());
        }
        greet();
        return ShellConsole.onTerminal().run();
    }

    private static int script(String code) {
        try (Interruption interruption = Interruption.cancels(ShellProgress.SHARED)) {
            return new ShellScript(System.out, System.err).run(code);
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "standard input cannot be read (" + e.getMessage() + ")", "", "give the code with -e", e);
        }
    }

    private static boolean isOpenInPage(Path folder) {
        try {
            return StartPage.running(folder).filter(p -> p.hasOpen(folder)).isPresent();
        } catch (GoldtrailException e) {
            return false; // a server that does not answer has nothing open
        }
    }

    private void greet() {
        Workflow workflow = Walkthrough.opened();
        System.out.println(
                workflow == null
                        ? "No workflow is open. Say u = dtsa() for the start page, or u = dtsa(\"TS_01.mrc\")."
                        : "u is " + workflow);
        if (workflow != null && isOpenInPage(workflow.folder())) {
            System.out.println("It is open in the page, too, which shows what you do here.");
        }
        System.out.println("Tab completes and explains, Ctrl-C cancels a run, /exit leaves.");
    }
}
