package org.goldtrail.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.goldtrail.GoldtrailException;

/** The shell for a person: JShell's own, with its completion by Tab, history and commands. */
final class ShellConsole {
    /** Bumped when the looks change. */
    private static final String LOOKS_VERSION = "1";

    private static final String LOOKS_KEY = "looks";

    private final Supplier<JavaShellToolBuilder> tools;

    /** @param tools each with the same storage, where the tool keeps its history and its looks */
    ShellConsole(Supplier<JavaShellToolBuilder> tools) {
        this.tools = tools;
    }

    /** On the terminal, remembering what was typed from one time to the next. */
    static ShellConsole onTerminal() {
        Preferences storage = Preferences.userRoot().node("org/goldtrail/shell");
        ShellConsole console =
                new ShellConsole(() -> JavaShellToolBuilder.builder().persistence(storage));
        if (!LOOKS_VERSION.equals(storage.get(LOOKS_KEY, ""))) {
            console.setLooks();
            storage.put(LOOKS_KEY, LOOKS_VERSION);
        }
        return console;
    }

    /** The tool takes its looks from its storage only, where commands have to put them. */
    void setLooks() {
        JavaShellToolBuilder tool = tools.get();
        tool.in(new ByteArrayInputStream(ShellStart.looks().getBytes(StandardCharsets.UTF_8)), null);
        tool.out(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        start(tool, "--execution", ShellExecution.NAME, "--no-startup");
    }

    /** Runs until the person leaves; returns the exit code. */
    int run() {
        Path startup;
        try {
            startup = Files.createTempFile("goldtrail-shell", ".jsh");
            startup.toFile().deleteOnExit(); // /reset reads it again
            Files.writeString(startup, ShellStart.script());
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the shell cannot keep its startup file (" + e.getMessage() + ")",
                    System.getProperty("java.io.tmpdir"),
                    "see that the folder for temporary files can be written",
                    e);
        }
        return start(
                tools.get(),
                "--execution",
                ShellExecution.NAME,
                "--class-path",
                ShellStart.classPath(),
                "--startup",
                startup.toString());
    }

    private static int start(JavaShellToolBuilder tool, String... arguments) {
        try {
            return tool.start(arguments);
        } catch (Exception e) { // all that the tool declares
            throw new IllegalStateException("JShell cannot run", e);
        }
    }
}
