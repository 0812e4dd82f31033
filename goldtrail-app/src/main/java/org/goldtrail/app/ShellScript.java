package org.goldtrail.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.goldtrail.task.CancelledException;

/** Runs code without a person: values of expressions go to standard output, the first error ends it. */
final class ShellScript {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CANCELLED = 130;

    /** Beginnings of lines that belong to the one before. */
    private static final Pattern GOES_ON = Pattern.compile("\\s*(?:\\.|else\\b|catch\\b|finally\\b)");

    private final PrintStream out;
    private final PrintStream err;

    ShellScript(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs code and returns the exit code: 0, 1 after an error, 130 after Ctrl-C. */
    int run(String code) {
        try (JShell shell = JShell.builder()
                .executionEngine(new ShellExecution.Provider(), Map.of())
                .out(out)
                .err(err)
                .build()) {
            shell.addToClasspath(ShellStart.classPath());
            for (String line : ShellStart.code()) {
                int exit = evaluate(shell, line, false);
                if (exit != DONE) {
                    return exit;
                }
            }
            return runAll(shell, code);
        }
    }

    private int runAll(JShell shell, String code) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        String rest = code;
        while (!rest.isBlank()) {
            Piece piece = first(analysis, rest);
            if (piece.source.isBlank()) {
                break; // nothing but comments
            }
            int exit = evaluate(shell, piece.source, true);
            if (exit != DONE) {
                return exit;
            }
            rest = piece.rest;
        }
        return DONE;
    }

    /**
     * The first piece of code that stands for itself.
     *
     * @param source of the piece
     * @param rest what follows
     */
    private record Piece(String source, String rest) {}

    /** Goes line by line, as one types: a line without a semicolon may be complete, unless the next goes on with it. */
    private static Piece first(SourceCodeAnalysis analysis, String code) {
        int end = -1;
        do {
            end = code.indexOf('\n', end + 1);
            String typed = end < 0 ? code : code.substring(0, end);
            String rest = end < 0 ? "" : code.substring(end);
            if (!GOES_ON.matcher(rest).lookingAt()) {
                CompletionInfo info = analysis.analyzeCompletion(typed);
                if (info.completeness().isComplete()) {
                    return new Piece(info.source(), info.remaining() + rest);
                }
                if (rest.isEmpty() && info.completeness() == Completeness.EMPTY) {
                    return new Piece("", "");
                }
            }
        } while (end >= 0);
        return new Piece(code, "");
    }

    private int evaluate(JShell shell, String source, boolean show) {
        List<SnippetEvent> events = shell.eval(source);
        for (SnippetEvent event : events) {
            if (event.causeSnippet() != null) {
                continue; // something older that changes along
            }
            if (event.status() == Snippet.Status.REJECTED) {
                reject(shell, event.snippet());
                return FAILED;
            }
            JShellException thrown = event.exception();
            if (thrown != null) {
                return tell(thrown);
            }
            String value = event.value();
            if (show && value != null && isResult(event.snippet())) {
                out.println(value);
            }
        }
        return DONE;
    }

    /** True for an expression that stands for itself; what is assigned is not shown. */
    private static boolean isResult(Snippet snippet) {
        return switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    private void reject(JShell shell, Snippet snippet) {
        List<Diag> problems = shell.diagnostics(snippet).filter(Diag::isError).toList();
        String why = problems.isEmpty()
                ? "it is incomplete"
                : problems.getFirst()
                        .getMessage(Locale.ROOT)
                        .lines()
                        .findFirst()
                        .orElse("");
        err.println("goldtrail: this is no Java that the shell understands, " + why + ":");
        snippet.source().strip().lines().forEach(line -> err.println("  " + line));
    }

    private int tell(JShellException thrown) {
        String type = thrown instanceof EvalException e ? e.getExceptionClassName() : "";
        if (type.equals(CancelledException.class.getName())) {
            err.println("cancelled");
            return CANCELLED;
        }
        if (ShellExecution.isForPeople(type)) {
            err.println("goldtrail: " + thrown.getMessage());
            return FAILED;
        }
        err.println("goldtrail: " + (type.isEmpty() ? thrown.getClass().getName() : type) + ": " + thrown.getMessage());
        for (StackTraceElement at : thrown.getStackTrace()) {
            err.println("  at " + at);
        }
        return FAILED;
    }
}
