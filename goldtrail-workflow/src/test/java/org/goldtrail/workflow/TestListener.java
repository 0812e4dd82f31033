package org.goldtrail.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.goldtrail.workflow.engine.RunListener;

/** Watches a run, meddles at the beginning of steps, and cancels it. */
final class TestListener implements RunListener {
    private final Consumer<String> atStep;
    final List<String> messages = new ArrayList<>();
    volatile String lastStep = "";
    /** Cancels as soon as this step has begun. */
    String cancelAtStep = "";

    double cancelAtFraction = 2;
    private volatile boolean cancelled;

    TestListener(Consumer<String> atStep) {
        this.atStep = atStep;
    }

    @Override
    public void step(String area, String step, double runFractionBefore) {
        lastStep = step;
        atStep.accept(step);
    }

    @Override
    public void progress(double runFraction) {
        cancelled |= runFraction > cancelAtFraction;
    }

    @Override
    public synchronized void message(String line) {
        messages.add(line);
    }

    @Override
    public boolean isCancelled() {
        return cancelled || lastStep.equals(cancelAtStep);
    }

    static void createFolders(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
