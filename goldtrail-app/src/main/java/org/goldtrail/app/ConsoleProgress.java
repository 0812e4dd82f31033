package org.goldtrail.app;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.engine.RunListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run on the console: a bar with the present step and the time left on a terminal, a line for each step
 * elsewhere.
 */
final class ConsoleProgress implements RunListener {
    private static final int BAR_WIDTH = 24;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private final boolean quiet;
    private final long start = System.nanoTime();
    private String label = "";
    private double fraction;
    private long lastDrawn;
    private int drawnLength;
    private volatile boolean cancelled;

    ConsoleProgress(PrintStream out, boolean terminal, boolean quiet) {
        this.out = out;
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** Progress on standard error, so that standard output holds results only. */
    static ConsoleProgress standard(boolean quiet) {
        return new ConsoleProgress(System.err, isTerminal(System.getenv("GOLDTRAIL_PROGRESS")), quiet);
    }

    /**
     * Whether standard error is shown on a terminal. Java cannot tell, so the launcher says it: {@code bar} or {@code lines}.
     * Where nobody says it, there is a bar only if standard input and output are both a terminal, so that standard error
     * most likely is one, too.
     */
    static boolean isTerminal(@Nullable String said) {
        if ("bar".equals(said) || "lines".equals(said)) {
            return "bar".equals(said);
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** This as the progress of a single piece of work. */
    Progress asProgress() {
        return new Progress() {
            @Override
            public void report(double done) {
                progress(done);
            }

            @Override
            public void message(String line) {
                ConsoleProgress.this.message(line);
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
    }

    @Override
    public synchronized void step(String area, String step, double runFractionBefore) {
        label = area + ": " + step;
        fraction = runFractionBefore;
        if (quiet) {
            return;
        }
        if (terminal) {
            draw();
        } else {
            out.printf(Locale.ROOT, "[%3.0f %%] %s%n", 100 * fraction, label);
        }
    }

    @Override
    public synchronized void progress(double runFraction) {
        // Items finish out of order on several threads: the bar never runs backwards.
        fraction = Math.max(fraction, runFraction);
        if (terminal && !quiet && System.nanoTime() - lastDrawn > REDRAW_NANOS) {
            draw();
        }
    }

    @Override
    public synchronized void message(String line) {
        if (!quiet) {
            clear();
            out.println(line);
        }
    }

    /** Asks the run to end as soon as it can. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    /** Removes the bar. */
    synchronized void done() {
        clear();
    }

    private void draw() {
        lastDrawn = System.nanoTime();
        int filled = (int) Math.round(BAR_WIDTH * fraction);
        double elapsed = (lastDrawn - start) / 1e9;
        String left = fraction > 0.05 ? time(elapsed * (1 - fraction) / fraction) + " left" : "";
        String text = String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %s  %s",
                "#".repeat(filled),
                ".".repeat(BAR_WIDTH - filled),
                100 * fraction,
                left,
                label);
        out.print("\r" + text + " ".repeat(Math.max(0, drawnLength - text.length())));
        out.flush();
        drawnLength = text.length();
    }

    private void clear() {
        if (terminal && drawnLength > 0) {
            out.print("\r" + " ".repeat(drawnLength) + "\r");
            out.flush();
            drawnLength = 0;
        }
    }

    private static String time(double seconds) {
        long s = Math.round(seconds);
        return s < 60 ? s + " s" : String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60);
    }
}
