package org.goldtrail.server.workflows;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.RunRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the page has started; they go on when the page is closed. One at a time for each workflow. */
public final class RunningJobs {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJobs.class);

    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    /**
     * What a run does now, or how the last one ended.
     *
     * @param running false when it has ended
     * @param area of the present step
     * @param step its label
     * @param fraction of the whole run, 0 to 1
     * @param started when it began
     * @param message the last line it said
     * @param problem why it ended early; null otherwise
     */
    public record State(
            boolean running,
            String area,
            String step,
            double fraction,
            Instant started,
            String message,
            @Nullable String problem) {}

    /** One run. */
    private static final class Job implements RunListener {
        private volatile State state = new State(true, "", "", 0, Instant.now(), "", null);
        private volatile boolean cancelled;

        @Override
        public synchronized void step(String area, String step, double runFractionBefore) {
            state = new State(true, area, step, runFractionBefore, state.started, state.message, null);
        }

        @Override
        public synchronized void progress(double runFraction) {
            state = new State(true, state.area, state.step, runFraction, state.started, state.message, null);
        }

        @Override
        public synchronized void message(String line) {
            state = new State(true, state.area, state.step, state.fraction, state.started, line, null);
        }

        private synchronized void end(@Nullable String problem) {
            state = new State(false, state.area, state.step, state.fraction, state.started, state.message, problem);
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }

    /**
     * Begins a run and returns at once.
     *
     * @throws GoldtrailException if one of this workflow is going on
     */
    public void start(String id, Workflow workflow, RunRequest request) {
        Job job = new Job();
        jobs.merge(id, job, (before, now) -> {
            if (before.state.running()) {
                throw new GoldtrailException("a run is going on", workflow.name(), "wait for it or cancel it");
            }
            return now;
        });
        Thread.ofPlatform().name("run-" + workflow.name()).daemon().start(() -> run(job, workflow, request));
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
            job.end("internal error: " + e);
        }
    }

    /** Asks a run to end; it does within a second. */
    public void cancel(String id) {
        Job job = jobs.get(id);
        if (job != null) {
            job.cancelled = true;
        }
    }

    /** What the last run of a workflow does or how it ended; empty if there was none. */
    public Optional<State> state(String id) {
        return Optional.ofNullable(jobs.get(id)).map(job -> job.state);
    }
}
