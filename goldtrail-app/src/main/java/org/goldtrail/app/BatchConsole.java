package org.goldtrail.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.goldtrail.workflow.batch.BatchListener;
import org.goldtrail.workflow.batch.BatchTable;
import org.goldtrail.workflow.batch.SeriesFigures;
import org.goldtrail.workflow.batch.SeriesRow;
import org.goldtrail.workflow.batch.SeriesState;

/** Shows a batch: on a terminal a table that is drawn anew in its place, elsewhere a line for each series that ends. */
final class BatchConsole implements BatchListener {
    /** Of more series, those that run and those that are unlucky go first. */
    private static final int MOST_ROWS = 30;

    /** Lines of a drawn table that are no rows: its head, how many more there are, the sum; and the line of the cursor. */
    private static final int OTHER_LINES = 4;

    private static final int LONGEST_NAME = 24;
    private static final String FORMAT = "%-24s %-12s %-24s %-12s %9s %9s %5s %8s %8s %7s";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean quiet;
    private final BooleanSupplier cancelled;
    private final Terminal screen;
    private int drawnLines;

    /**
     * The size of a terminal in characters.
     *
     * @param rows at least 1
     * @param columns at least 1
     */
    record Terminal(int rows, int columns) {
        private static final Terminal USUAL = new Terminal(24, 80);

        /** As the launcher says it, like {@code 24 80}; what most have where it does not. */
        static Terminal of(String said) {
            if (!said.strip().matches("[1-9][0-9]{0,3} [1-9][0-9]{0,3}")) {
                return USUAL;
            }
            int blank = said.strip().indexOf(' ');
            return new Terminal(
                    Integer.parseInt(said.strip().substring(0, blank)),
                    Integer.parseInt(said.strip().substring(blank + 1)));
        }
    }

    BatchConsole(PrintStream out, boolean terminal, boolean quiet, BooleanSupplier cancelled) {
        this(out, terminal, quiet, cancelled, Terminal.of(System.getenv().getOrDefault("GOLDTRAIL_TERMINAL", "")));
    }

    BatchConsole(PrintStream out, boolean terminal, boolean quiet, BooleanSupplier cancelled, Terminal screen) {
        this.screen = screen;
        this.out = out;
        this.terminal = terminal;
        this.quiet = quiet;
        this.cancelled = cancelled;
    }

    @Override
    public void message(String line) {
        if (!quiet) {
            erase();
            out.println(line);
        }
    }

    @Override
    public void ended(SeriesRow row) {
        if (!quiet && !terminal) {
            out.println(line(row) + (row.reasons().isEmpty() ? "" : "  " + String.join("; ", row.reasons())));
        }
    }

    @Override
    public void table(BatchTable now) {
        if (quiet || !terminal) {
            return;
        }
        erase();
        // A line that wraps, or one above the upper edge, could not be taken back.
        List<String> lines = lines(now, Math.clamp(screen.rows - OTHER_LINES, 1, MOST_ROWS));
        lines.forEach(l ->
                out.println(l.length() < screen.columns ? l : l.substring(0, Math.max(0, screen.columns - 2)) + "…"));
        out.flush();
        drawnLines = lines.size();
    }

    @Override
    public boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    /** Removes the table. */
    void erase() {
        if (drawnLines > 0) {
            out.print("\033[" + drawnLines + "A\033[J");
            drawnLines = 0;
        }
    }

    /** The table as text: head, rows, and what the flags and reasons say. */
    static List<String> lines(BatchTable table, int mostRows) {
        List<SeriesRow> rows = table.rows();
        List<SeriesRow> shown = rows.size() <= mostRows
                ? rows
                : rows.stream()
                        .sorted(Comparator.comparingInt(BatchConsole::urgency))
                        .limit(mostRows)
                        .toList();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                        Locale.ROOT,
                        FORMAT,
                        "series",
                        "state",
                        "step",
                        "verdict",
                        "residual",
                        "leave-out",
                        "beads",
                        "views",
                        "axis",
                        "time")
                .stripTrailing());
        shown.forEach(r -> lines.add(line(r)));
        if (shown.size() < rows.size()) {
            lines.add("... and " + (rows.size() - shown.size()) + " more");
        }
        lines.add(table.line());
        return lines;
    }

    private static int urgency(SeriesRow row) {
        return row.state() == SeriesState.RUNNING
                ? 0
                : row.state().isUnlucky() ? 1 : !row.flags().isEmpty() ? 2 : 3;
    }

    /** A row of the table. */
    static String line(SeriesRow row) {
        SeriesFigures f = row.figures();
        String views = f.viewsUsed() < 0 ? "" : f.viewsUsed() + "/" + f.views();
        String name =
                row.name().length() <= LONGEST_NAME ? row.name() : row.name().substring(0, LONGEST_NAME - 1) + "…";
        String text = String.format(
                Locale.ROOT,
                FORMAT,
                name,
                row.state().word(),
                row.step().substring(row.step().indexOf('.') + 1),
                row.verdict(),
                number("%.2f px", f.residualMeanPx()),
                number("%.2f px", f.leaveOutPx()),
                f.beads() < 0 ? "" : Integer.toString(f.beads()),
                views,
                number("%.1f°", f.axisDeg()),
                number("%.0f s", row.seconds()));
        return (row.flags().isEmpty() ? text : text + "  ! " + String.join("; ", row.flags())).stripTrailing();
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
    }
}
