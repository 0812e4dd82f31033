package org.goldtrail.workflow.batch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.judgement.Verdict;
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
            List<Step<?>> before = doneBefore(task);
            SeriesRun.Result result = SeriesRun.run(options(task), task.steps().request(), listener);
            if (result.verdict().grade() != Verdict.Grade.FAILED) {
                result = followUp(task, before, listener).orElse(result);
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

    /** The steps that had been done before a part of the steps is done again; none where nothing is to follow. */
    private List<Step<?>> doneBefore(BatchTask task) {
        Path folder = batch.workflow(task.name());
        if (!task.steps().isFollowedUp() || !Workflow.isWorkflow(folder)) {
            return List.of();
        }
        List<Step<?>> done = new ArrayList<>();
        Workflow.open(folder).status().stream()
                .filter(s -> s.isDone() || s.state() == State.OUTDATED)
                .forEach(s -> done.add(s.step()));
        return done;
    }

    /** Brings up to date what had been done before: the steps of every run, and then those that a run leaves out. */
    private Optional<SeriesRun.Result> followUp(BatchTask task, List<Step<?>> before, RunListener listener) {
        Optional<SeriesRun.Result> result = before.stream()
                .filter(Step::runsUnattended)
                .reduce((earlier, later) -> later)
                .map(last -> SeriesRun.run(options(task), RunRequest.upTo(last), listener));
        for (Step<?> step : before) {
            State state =
                    Workflow.open(batch.workflow(task.name())).status(step.id()).state();
            if (!step.runsUnattended() && (state == State.OUTDATED || state == State.OPEN)) {
                result = Optional.of(SeriesRun.run(options(task), RunRequest.step(step), listener));
            }
        }
        return result;
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
        private final String stackStamp;

        Recorder(BatchTask task) {
            this.task = task;
            // As it was when it was read first: one that is written anew meanwhile is another one.
            this.stackStamp = Fingerprint.stamp(Path.of(task.stack()));
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
                    stackStamp);
        }
    }
}
