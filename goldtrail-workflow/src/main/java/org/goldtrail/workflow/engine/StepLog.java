package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.units.Times;
import org.goldtrail.workflow.units.Version;

/** The file {@code logs/STEP.log}: what each run of a step was given, said and found, the last run at the end. */
public final class StepLog {
    private final Path file;

    private StepLog(Path file) {
        this.file = file;
    }

    /** Begins a run. */
    static StepLog open(Path root, Step<?> step, Map<String, Object> parameters) {
        StepLog log = new StepLog(file(root, step));
        log.line("---- " + step.id() + ", " + Version.PROGRAM + ", Java " + Runtime.version());
        parameters.forEach((name, value) -> log.line(name + ": " + value));
        return log;
    }

    static Path file(Path root, Step<?> step) {
        return root.resolve("logs").resolve(step.id() + ".log");
    }

    /** All lines of a step's log; none if it was never run. */
    public static List<String> lines(Path root, Step<?> step) {
        return FolderFiles.lines(file(root, step));
    }

    void line(String text) {
        FolderFiles.appendLine(file, Times.now() + "  " + text);
    }

    void end(String text) {
        line(text);
    }
}
