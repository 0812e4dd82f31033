package org.goldtrail.app.console;

import java.io.Console;
import java.util.Map;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.judgement.Verdict.Grade;

/** Colours of a console; without them, every text stays as it is. */
public final class Style {
    /** No colours. */
    public static final Style PLAIN = new Style(false);

    private static final Style CONSOLE = new Style(wanted(System.getenv(), isTerminal()));

    private final boolean colours;

    private Style(boolean colours) {
        this.colours = colours;
    }

    /** What a program may show on its standard output. */
    public static Style console() {
        return CONSOLE;
    }

    /**
     * Whether colours are wanted: only on a terminal, and not where {@code NO_COLOR} holds anything (see no-color.org) or the
     * terminal is dumb. Java cannot tell whether standard output alone is a terminal, so the launcher says it in {@code
     * GOLDTRAIL_COLOUR}: {@code yes} or {@code no}.
     */
    static boolean wanted(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb")) {
            return false;
        }
        return switch (environment.getOrDefault("GOLDTRAIL_COLOUR", "")) {
            case "yes" -> true;
            case "no" -> false;
            default -> terminal;
        };
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    public boolean hasColours() {
        return colours;
    }

    /** For headings. */
    public String bold(String text) {
        return coded("1", text);
    }

    /** For what may be skipped. */
    public String faint(String text) {
        return coded("2", text);
    }

    /** The state of a step. */
    public String state(State state, String text) {
        return switch (state) {
            case DONE -> coded("32", text);
            case RUNNING -> coded("36", text);
            case OUTDATED -> coded("33", text);
            case FAILED -> coded("31", text);
            case OPEN -> text;
            case CLOSED -> faint(text);
        };
    }

    /** What a result is worth. */
    public String grade(Grade grade, String text) {
        return coded(
                switch (grade) {
                    case GOOD -> "32";
                    case QUESTIONABLE -> "33";
                    case FAILED -> "31";
                },
                text);
    }

    private String coded(String code, String text) {
        return colours && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
