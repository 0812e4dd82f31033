package org.goldtrail.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.goldtrail.GoldtrailException;

/** The shell for a person: JShell's own, with its completion by Tab, history and commands. */
final class ShellConsole {
    private final JavaShellToolBuilder tool;

    /** @param tool with its streams and storage set */
    ShellConsole(JavaShellToolBuilder tool) {
        this.tool = tool;
    }

    /** On the terminal, remembering what was typed from one time to the next. */
    static ShellConsole onTerminal() {
        return new ShellConsole(JavaShellToolBuilder.builder()
                .persistence(Preferences.userRoot().node("org/goldtrail/shell")));
    }

    /** Runs until the person leaves; returns the exit code. */
    int run() {
        try {
            Path startup = Files.createTempFile("goldtrail-shell", ".jsh");
            startup.toFile().deleteOnExit(); // /reset reads it again
            Files.writeString(startup, ShellStart.script());
            return tool.start(
                    "--execution",
                    ShellExecution.NAME,
                    "--class-path",
                    ShellStart.classPath(),
                    "--startup",
                    startup.toString());
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the shell cannot keep its startup file (" + e.getMessage() + ")",
                    System.getProperty("java.io.tmpdir"),
                    "see that the folder for temporary files can be written",
                    e);
        } catch (Exception e) { // declared by the tool
            throw new IllegalStateException("JShell cannot run", e);
        }
    }
}
