package org.goldtrail.server.script;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.units.Times;

/**
 * What was done by hand on the page, as the lines that do the same: on the command line, and in the shell or a program. Kept
 * in {@code history.jsonl} of the workflow folder, so that every page shows it and it outlives the server.
 */
public final class ActionLog {
    private static final String FILE = "history.jsonl";

    private ActionLog() {}

    /**
     * One action.
     *
     * @param time when, ISO 8601
     * @param shell the command that does the same
     * @param api the line of Java that does the same, {@code u} being the workflow
     */
    public record Action(String time, String shell, String api) {}

    /** Adds an action; {@code FOLDER} in its command stands for the workflow folder. */
    public static void add(Workflow workflow, String shell, String api) {
        String time = Times.now();
        String command = shell.replace("FOLDER", word(workflow.folder().toString()));
        FolderFiles.appendLine(workflow.folder().resolve(FILE), Json.line(new Action(time, command, api)));
    }

    /** All actions, oldest first. */
    public static List<Action> of(Path folder) {
        return FolderFiles.lines(folder.resolve(FILE)).stream()
                .map(line -> Json.parseLine(line, Action.class))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A text as a word of the shell. */
    public static String word(String text) {
        return text.matches("[A-Za-z0-9_./:=,+@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A text as a literal of Java. */
    public static String literal(Object value) {
        return value instanceof Number || value instanceof Boolean
                ? value.toString()
                : "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
