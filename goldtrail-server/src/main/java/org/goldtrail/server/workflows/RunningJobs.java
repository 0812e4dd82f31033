package org.goldtrail.server.workflows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.RunRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the page has started; they go on when the page is closed. One at a time for each workflow. */
public final class RunningJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJobs.class);
    private static final long PATIENCE_MS = 3000;

    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    /**
     * What a run does now, or how the last one ended.
     *
     * @param running false when it has ended
     * @param step id of the present step
     * @param fraction of the whole run, 0 to 1
     * @param stepFraction of the present step, 0 to 1
     * @param started when it began
     * @param message the last line it said
     * @param cancelling whether it was asked to end
     * @param problem why it ended early; null otherwise
     */
    public record State(
            boolean running,
            String step,
            double fraction,
            double stepFraction,
            Instant started,
            String message,
            boolean cancelling,
            @Nullable String problem) {}

    /**
     * Begins a run and returns at once.
     *
     * @throws GoldtrailException if one of this workflow is going on, here or in another process
     */
    public void start(String id, Workflow workflow, RunRequest request) {
        Job job = new Job(request);
        jobs.merge(id, job, (before, now) -> {
            if (before.isRunning()) {
                throw new GoldtrailException("a run is going on", workflow.name(), "wait for it or cancel it");
            }
            return now;
        });
        Thread thread = Thread.ofPlatform()
                .name("run-" + workflow.name())
                .daemon()
                .unstarted(() -> run(job, workflow, request));
        threads.put(id, thread);
        thread.start();
    }

    private static void run(Job job, Workflow workflow, RunRequest request) {
        try {
            workflow.run(job).request(request);
            job.end(null);
        } catch (CancelledException e) {
            job.end("cancelled");
        } catch (GoldtrailException e) {
            job.end(e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("run of {}", workflow.name(), e);
            job.end("an error of the program: " + e);
        }
    }

    /** Asks a run to end; it does within a second. */
    public void cancel(String id) {
        Job job = jobs.get(id);
        if (job != null) {
            job.cancel();
        }
    }

    /** What the last run of a workflow does or how it ended; empty if there was none. */
    public Optional<State> state(String id) {
        return Optional.ofNullable(jobs.get(id)).map(Job::state);
    }

    /** The last lines that the last run has said. */
    public List<String> lines(String id) {
        Job job = jobs.get(id);
        return job == null ? List.of() : job.lines();
    }

    /** Ends all runs and waits for them a little, so that no folder is left in the middle of a change. */
    @Override
    public void close() {
        jobs.values().forEach(Job::cancel);
        long until = System.nanoTime() + PATIENCE_MS * 1_000_000;
        for (Thread thread : threads.values()) {
            try {
                thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
