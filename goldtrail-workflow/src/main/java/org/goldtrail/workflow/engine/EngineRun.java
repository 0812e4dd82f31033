package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.NoCtfException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.task.Cancellation;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.units.Units;

/** One run of some steps, under the folder's lock. */
final class EngineRun {
    private final WorkflowEngine engine;
    private final Path root;
    private RunListener listener;
    private final List<String> ran = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    /** Steps that were not asked for, but that others want as they are set. */
    private final Set<Step<?>> wanted = new LinkedHashSet<>();

    private final Map<String, Double> seconds = new LinkedHashMap<>();

    EngineRun(WorkflowEngine engine, Path root, RunListener listener) {
        this.engine = engine;
        this.root = root;
        this.listener = listener;
    }

    RunReport run(RunRequest request) {
        ComputingSettings computing = engine.settings().of(ComputingSettings.GROUP, ComputingSettings.DEFAULT);
        StepMemory.warning(computing).ifPresent(listener::warning);
        return StepMemory.withThreadsOf(computing, () -> runAll(request));
    }

    private RunReport runAll(RunRequest request) {
        try (Series series = engine.openSeries()) {
            SeriesIndex index = engine.updatedIndex(series);
            RunRecord record = RunRecord.begin(root, series.input().stack(), index, engine.settings());
            index.warnings().forEach(listener::warning);
            listener = record.hearing(listener);
            try (StagingFolder unfinished = StagingFolder.of(root);
                    RunningFile running = RunningFile.begin(root)) {
                MarkerVersions.read(root, series.viewCount())
                        .adoptWorkingFile()
                        .ifPresent(v -> listener.message("taken as version " + v.version() + ": " + v.note()));
                runSteps(withWanted(request, index), series, index, running);
                List<StepStatus> status = engine.state(index).all();
                record.finished(WorkflowEngine.verdict(status), status, engine.values(), seconds);
            } catch (RuntimeException | Error e) {
                record.stopped(e, seconds);
                throw e;
            }
        }
        return report();
    }

    /** Takes in the steps that those asked for want as they are set, and says so; or that the CTF is left as it is. */
    private RunRequest withWanted(RunRequest request, SeriesIndex index) {
        if (!request.withWanted()) {
            return request;
        }
        FolderState state = engine.state(index);
        wanted.addAll(state.wanted(request.steps()));
        if (!wanted.isEmpty()) {
            new RunMembers(state).taken(wanted, request.steps()).ifPresent(listener::message);
        } else if (request.contains("reconstruction.binnedReconstruction")) {
            new RunMembers(state).ctfLeft(root).ifPresent(listener::message);
        }
        return request.with(wanted);
    }

    private void runSteps(RunRequest request, Series series, SeriesIndex index, RunningFile running) {
        BeadSizeTrial trial = new BeadSizeTrial(root, engine);
        if (!(request.measuresBeads() && trial.isUnderWay())) {
            Optional<NoAlignmentException> first = attempt(request, series, index, running);
            if (first.isEmpty()) {
                return;
            }
            Optional<BeadSize> denser = request.measuresBeads() ? trial.begin() : Optional.empty();
            denser.ifPresent(size -> listener.message(first.get().problem() + "; the smaller and denser ones of "
                    + Units.length(size.diameterPx(), series.pixelSizeAngstrom()) + " are tried"));
        }
        if (trial.isUnderWay()) {
            if (attempt(request, series, index, running).isEmpty()) {
                trial.keep();
                return;
            }
            listener.message("they are no better, and the first ones are taken up again");
            trial.takeBack();
            // The folder is to show, and say of itself, what follows from its settings.
            if (attempt(request, series, index, running).isEmpty()) {
                return;
            }
        }
        // What earlier runs have left of the alignment must not pass for this one's.
        FailedAttempt.keep(root);
    }

    /** Runs the steps of a request; returns why the series carries no alignment, if so. */
    private Optional<NoAlignmentException> attempt(
            RunRequest request, Series series, SeriesIndex index, RunningFile running) {
        try {
            pass(request, series, index, running);
            return Optional.empty();
        } catch (NoAlignmentException e) {
            return Optional.of(e);
        }
    }

    /** Runs the steps of a request, one after the other. */
    private void pass(RunRequest request, Series series, SeriesIndex index, RunningFile running) {
        RunProgress progress = new RunProgress(request.steps(), listener);
        Set<String> ahead = new HashSet<>();
        for (int i = 0; i < request.steps().size(); i++) {
            Step<?> step = request.steps().get(i);
            FolderState state = engine.state(index);
            StepStatus status = state.of(step);
            boolean again = request.again().contains(step) && !ran.contains(step.id());
            if (status.isDone() && !again) {
                passOver(step, state, status, series);
                progress.skip(step);
                continue;
            }
            if (status.state() == State.CLOSED) {
                throw new GoldtrailException(
                        step.id() + " cannot run yet: " + String.join("; ", status.reasons()), root.toString(), "");
            }
            List<Step<?>> planned = request
                    .steps()
                    .subList(i + 1, request.steps().size())
                    .stream()
                    .filter(s -> !state.of(s).isDone() || request.again().contains(s))
                    .toList();
            Progress stepProgress = progress.begin(step);
            stepProgress.checkCancelled();
            running.step(step);
            Settings settings = engine.settings();
            MarkerVersions versions = MarkerVersions.read(root, series.viewCount());
            Optional<MarkerVersion> head = versions.head();
            StepRunner runner = new StepRunner(new StepEnvironment(
                    root,
                    series,
                    engine.facts(index, settings),
                    settings,
                    state,
                    new ProvenanceStore(root),
                    versions,
                    planned,
                    ahead,
                    listener));
            Provenance done;
            try {
                done = Cancellation.hearing(
                        stepProgress, () -> runner.run(step, request.onWorkingMarkers(), stepProgress));
            } catch (NoCtfException e) {
                if (!wanted.contains(step)) {
                    throw e;
                }
                // What needs no CTF is made all the same.
                listener.warning(e.problem() + "; " + e.hint());
                continue;
            }
            stepProgress.report(1);
            tellOfEdits(head, step, MarkerVersions.read(root, series.viewCount()));
            ran.add(step.id());
            seconds.merge(step.id(), done.seconds(), Double::sum);
        }
    }

    /** Says so where a step has replaced markers that a person has made, and how to have them back. */
    private void tellOfEdits(Optional<MarkerVersion> before, Step<?> step, MarkerVersions after) {
        Optional<MarkerVersion> edited = before.filter(b -> !b.isOfStep());
        Optional<MarkerVersion> now = after.head();
        if (edited.isEmpty()
                || now.isEmpty()
                || after.follows(now.get(), edited.get().version())) {
            return;
        }
        listener.warning(String.format(
                Locale.ROOT,
                "version %d of the markers (%s) is set aside: %s starts from what the step before it has left; to have"
                        + " version %d back: goldtrail markers restore %s %d",
                edited.get().version(),
                edited.get().note(),
                step.id(),
                edited.get().version(),
                root,
                edited.get().version()));
    }

    /** A step that is up to date is not run, but the working markers go on to what it has made. */
    private void passOver(Step<?> step, FolderState state, StepStatus status, Series series) {
        skipped.add(step.id());
        OptionalInt made = status.provenance().map(Provenance::markersOut).orElse(OptionalInt.empty());
        if (made.isPresent() && step.inputs().contains(Item.WORKING_MARKERS)) {
            MarkerVersions versions = MarkerVersions.read(root, series.viewCount());
            state.markersIn(step)
                    .ifPresent(start -> versions.pass(step.id(), start, versions.version(made.getAsInt())));
        }
    }

    private RunReport report() {
        return new RunReport(engine.verdict(), ran, skipped, seconds);
    }
}
