package org.goldtrail.server.workflows;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.jspecify.annotations.Nullable;

/** One run of a workflow: hears how it goes, keeps its last lines, and passes on that it is to end. */
final class Job implements RunListener {
    private static final int MOST_LINES = 400;

    private final double total;
    private final Deque<String> lines = new ArrayDeque<>();
    private final Instant started = Instant.now();
    private String step = "";
    private String message = "";
    private double before;
    private double fraction;
    private boolean running = true;
    private @Nullable String problem;
    private volatile boolean cancelled;

    Job(RunRequest request) {
        this.total = Math.max(
                1e-9, request.steps().stream().mapToDouble(Step::weight).sum());
    }

    @Override
    public synchronized void step(String area, String label, double runFractionBefore) {
        step = StepCatalogue.steps().stream()
                .filter(s -> s.area().id().equals(area) && s.label().equals(label))
                .map(Step::id)
                .findFirst()
                .orElse(area + "." + label);
        before = runFractionBefore;
        fraction = runFractionBefore;
        message = ""; // what was said before is not about this step
        add("---- " + label);
    }

    @Override
    public synchronized void progress(double runFraction) {
        fraction = runFraction;
    }

    @Override
    public synchronized void message(String line) {
        message = line;
        add(line);
    }

    private void add(String line) {
        lines.add(line);
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
        }
    }

    synchronized void end(@Nullable String why) {
        running = false;
        problem = why;
        if (why != null) {
            add(why);
        }
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    synchronized boolean isRunning() {
        return running;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized RunningJobs.State state() {
        return new RunningJobs.State(
                running, step, rounded(fraction), rounded(stepFraction()), started, message, cancelled, problem);
    }

    private double stepFraction() {
        double share = StepCatalogue.steps().stream()
                        .filter(s -> s.id().equals(step))
                        .mapToDouble(Step::weight)
                        .sum()
                / total;
        return share <= 0 ? 0 : Math.clamp((fraction - before) / share, 0, 1);
    }

    /** So that pages are told no more often than anybody can see. */
    private static double rounded(double x) {
        return Math.round(200 * x) / 200.0;
    }
}
