package org.goldtrail.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.goldtrail.workflow.engine.RunListener;

/** Watches a run, meddles at the beginning of steps, and cancels it. */
public final class TestListener implements RunListener {
    private final Consumer<String> atStep;
    public final List<String> messages = new ArrayList<>();
    public volatile String lastStep = "";
    /** Cancels once this step has begun. */
    public String cancelAtStep = "";

    /** It is the n-th time in that step that somebody asks whether to go on; the next step at the latest. */
    public int cancelAtQuestion = 1;

    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean passed;

    public TestListener(Consumer<String> atStep) {
        this.atStep = atStep;
    }

    @Override
    public void step(String area, String step, double runFractionBefore) {
        passed |= lastStep.equals(cancelAtStep) && !lastStep.isEmpty();
        lastStep = step;
        atStep.accept(step);
    }

    @Override
    public void progress(double runFraction) {}

    @Override
    public synchronized void message(String line) {
        messages.add(line);
    }

    @Override
    public boolean isCancelled() {
        return passed || lastStep.equals(cancelAtStep) && questions.incrementAndGet() >= cancelAtQuestion;
    }

    public static void createFolders(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
