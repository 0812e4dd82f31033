package org.goldtrail.app;

import java.util.concurrent.atomic.AtomicReference;
import org.goldtrail.workflow.engine.RunListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows the runs that the shell's code starts, each piece of code with a bar of its own, and lets Ctrl-C cancel them. There
 * is one shell in a process, and one of these.
 */
final class ShellProgress implements RunListener {
    static final ShellProgress SHARED = new ShellProgress();

    private final AtomicReference<@Nullable ConsoleProgress> present = new AtomicReference<>();
    private volatile boolean running;

    private ShellProgress() {}

    /** A piece of code begins. */
    void begin() {
        running = false;
        present.set(ConsoleProgress.standard(false));
    }

    /** The code waits for a person, which Ctrl-C ends as it does a run. */
    void waiting() {
        running = true;
    }

    /** It has ended. */
    void end() {
        ConsoleProgress ended = present.getAndSet(null);
        if (ended != null) {
            ended.done();
        }
        running = false;
    }

    /**
     * Cancels a run.
     *
     * @return false if there is none, or it was cancelled before
     */
    boolean cancel() {
        ConsoleProgress progress = present.get();
        if (!running || progress == null || progress.isCancelled()) {
            return false;
        }
        progress.cancel();
        return true;
    }

    @Override
    public void step(String area, String step, double runFractionBefore) {
        running = true;
        ConsoleProgress progress = present.get();
        if (progress != null) {
            progress.step(area, step, runFractionBefore);
        }
    }

    @Override
    public void progress(double runFraction) {
        ConsoleProgress progress = present.get();
        if (progress != null) {
            progress.progress(runFraction);
        }
    }

    @Override
    public void message(String line) {
        running = true;
        ConsoleProgress progress = present.get();
        if (progress != null) {
            progress.message(line);
        }
    }

    @Override
    public boolean isCancelled() {
        ConsoleProgress progress = present.get();
        return progress != null && progress.isCancelled();
    }
}
