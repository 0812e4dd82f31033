package org.goldtrail.workflow.batch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ResourceException;
import org.goldtrail.task.CancelledException;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SeriesRun;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.batch.Attempt.End;
import org.goldtrail.workflow.engine.FolderInUseException;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.units.Times;

/** Does in this process what {@code goldtrail run} does, for one series of a batch, and keeps a record of how it went. */
public final class TaskRunner {
    private static final int IN_USE = 5;
    private static final int NO_RESOURCES = 6;
    private static final int CANCELLED = 130;

    private final BatchFolder batch;
    private final String job;

    /**
     * @param job the cluster's name for this process; empty where there is no cluster
     */
    public TaskRunner(BatchFolder batch, String job) {
        this.batch = batch;
        this.job = job;
    }

    /**
     * Runs a series. Whatever becomes of it is in the record, also a lack of memory, after which the process should end.
     *
     * @throws GoldtrailException if the batch knows no such series, or its record cannot be written
     */
    public Attempt run(String name, RunListener listener) {
        BatchTask task = batch.task(name)
                .orElseThrow(() -> new GoldtrailException(
                        "there is no such series in the batch", name, "look at " + batch.file("series.json")));
        Recorder recorder = new Recorder(task);
        batch.write(recorder.attempt(End.RUNNING, 0, ""));
        Attempt attempt;
        try {
            Optional<Step<?>> last = lastDone(task);
            SeriesRun.Result result = SeriesRun.run(options(task), task.steps().request(), listener);
            if (last.isPresent()) {
                result = SeriesRun.run(options(task), RunRequest.upTo(last.get()), listener);
            }
            listener.message(result.verdict().line());
            attempt = recorder.attempt(End.DONE, result.verdict().grade().exitCode(), "");
        } catch (CancelledException e) {
            attempt = recorder.attempt(End.CANCELLED, CANCELLED, "cancelled");
        } catch (FolderInUseException e) {
            attempt = recorder.attempt(End.ERROR, IN_USE, e.getMessage());
        } catch (ResourceException e) {
            boolean memory = e.where().isEmpty();
            attempt = recorder.attempt(
                    End.ERROR, NO_RESOURCES, memory ? e.problem() + "; " + moreMemory() : e.getMessage());
        } catch (GoldtrailException e) {
            attempt = recorder.attempt(End.REFUSED, 2, e.getMessage());
        } catch (OutOfMemoryError e) {
            attempt = recorder.attempt(End.ERROR, NO_RESOURCES, notEnoughMemory());
        } catch (RuntimeException | Error e) {
            batch.write(recorder.attempt(
                    End.ERROR, 1, "internal error (" + e + "); please report it with " + batch.log(name)));
            throw e;
        }
        attempt.sentence().ifPresent(listener::message);
        batch.write(attempt);
        return attempt;
    }

    /** The last step that had been done before a part of the steps is done again; empty where nothing is to follow. */
    private Optional<Step<?>> lastDone(BatchTask task) {
        Path folder = batch.workflow(task.name());
        if (!task.steps().isFollowedUp() || !Workflow.isWorkflow(folder)) {
            return Optional.empty();
        }
        return Workflow.open(folder).status().stream()
                .filter(s -> s.step().runsUnattended())
                .filter(s -> s.isDone() || s.state() == StepStatus.State.OUTDATED)
                .reduce((earlier, later) -> later)
                .map(StepStatus::step);
    }

    private RunOptions options(BatchTask task) {
        Settings settings = Settings.NONE;
        for (var setting : task.settings().entrySet()) {
            settings = settings.with(setting.getKey(), setting.getValue());
        }
        return new RunOptions(
                Path.of(task.stack()), Optional.of(batch.workflow(task.name())), settings, Optional.empty(), false);
    }

    private static String notEnoughMemory() {
        long heapMb = Runtime.getRuntime().maxMemory() >> 20;
        return String.format(Locale.ROOT, "the memory of %d MB is not enough; %s", heapMb, moreMemory());
    }

    private static String moreMemory() {
        return String.format(
                Locale.ROOT,
                "run the batch again with --retry-failed --heap %dMB",
                2 * (Runtime.getRuntime().maxMemory() >> 20));
    }

    /** The name of this machine. */
    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this host";
        }
    }

    /** Knows since when and at what cost. */
    private final class Recorder {
        private final BatchTask task;
        private final Instant started = Instant.now();
        private final ProcessCost before = ProcessCost.now();

        Recorder(BatchTask task) {
            this.task = task;
        }

        Attempt attempt(End end, int exitCode, @org.jspecify.annotations.Nullable String problem) {
            ProcessCost cost = ProcessCost.now().since(before);
            return new Attempt(
                    task.name(),
                    task.number(),
                    end,
                    exitCode,
                    problem == null ? "" : problem,
                    host(),
                    ProcessHandle.current().pid(),
                    job,
                    WorkerPool.shared().threads(),
                    Times.of(started),
                    Duration.between(started, Instant.now()).toMillis() / 1000.0,
                    cost.cpuSeconds(),
                    cost.readBytes(),
                    cost.writtenBytes(),
                    Fingerprint.stamp(Path.of(task.stack())));
        }
    }
}
