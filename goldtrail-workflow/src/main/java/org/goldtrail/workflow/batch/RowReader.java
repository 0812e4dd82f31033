package org.goldtrail.workflow.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.batch.Attempt.End;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.Verdict;

/** Tells where a series stands from its workflow folder and the record of the last try; keeps nothing. */
public final class RowReader {
    private final BatchFolder batch;

    public RowReader(BatchFolder batch) {
        this.batch = batch;
    }

    /** The row of a series as it is now. */
    public SeriesRow read(BatchSeries series) {
        Optional<Attempt> attempt = batch.attempt(series.name());
        if (series.problem().isPresent()) {
            return row(series, SeriesState.BROKEN, "", List.of(series.problem().get()), 2, attempt);
        }
        Path folder = batch.workflow(series.name());
        if (!Workflow.isWorkflow(folder)) {
            return withoutWorkflow(series, attempt);
        }
        try {
            return ofWorkflow(series, Workflow.open(folder), attempt);
        } catch (GoldtrailException e) {
            return row(series, SeriesState.BROKEN, "", List.of(String.valueOf(e.getMessage())), 2, attempt);
        }
    }

    /** The step that somebody is running on a series now; empty if nobody is. */
    public Optional<String> runningStep(String name) {
        Path folder = batch.workflow(name);
        if (FolderLock.holder(folder).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(folder.resolve("running.json"), Map.class)
                    .map(m -> String.valueOf(m.get("step")))
                    .orElse("begins"));
        } catch (GoldtrailException e) {
            return Optional.of("between steps"); // the file was being replaced
        }
    }

    private SeriesRow withoutWorkflow(BatchSeries series, Optional<Attempt> attempt) {
        SeriesState state = attempt.map(a -> state(a.end())).orElse(SeriesState.WAITING);
        List<String> reasons = attempt.flatMap(Attempt::sentence).stream().toList();
        return row(series, state, "", reasons, attempt.map(Attempt::exitCode).orElse(0), attempt);
    }

    private static SeriesState state(End end) {
        return switch (end) {
            case RUNNING, CANCELLED -> SeriesState.INTERRUPTED;
            case DONE -> SeriesState.OPEN;
            case REFUSED -> SeriesState.BROKEN;
            case ERROR -> SeriesState.ERROR;
        };
    }

    private SeriesRow ofWorkflow(BatchSeries series, Workflow workflow, Optional<Attempt> attempt) {
        Optional<String> running = runningStep(series.name());
        List<StepStatus> status = workflow.status();
        Optional<Verdict> verdict = WorkflowEngine.verdict(status);
        List<StepStatus> planned =
                status.stream().filter(s -> s.step().runsUnattended()).toList();
        boolean done = planned.stream().allMatch(StepStatus::isDone);
        boolean failed = verdict.filter(v -> v.grade() == Verdict.Grade.FAILED).isPresent();
        End end = attempt.map(Attempt::end).orElse(End.DONE);
        SeriesState state = running.isPresent()
                ? SeriesState.RUNNING
                : done ? SeriesState.DONE : failed ? SeriesState.FAILED : state(end);
        boolean told = state == SeriesState.DONE || state == SeriesState.FAILED || state == SeriesState.OPEN;
        List<String> reasons = told
                ? Stream.concat(
                                state == SeriesState.OPEN ? toDo(planned).stream() : Stream.empty(),
                                verdict.map(Verdict::reasons).orElse(List.of()).stream())
                        .toList()
                : attempt.filter(a -> state != SeriesState.RUNNING).flatMap(Attempt::sentence).stream()
                        .toList();
        String last = planned.stream()
                .filter(StepStatus::isDone)
                .reduce((a, b) -> b)
                .map(s -> s.step().id())
                .orElse("");
        return new SeriesRow(
                series.name(),
                series.stack(),
                workflow.folder(),
                state,
                running.orElse(last),
                verdict.map(v -> v.grade().word()).orElse(""),
                reasons,
                told ? verdict.map(v -> v.grade().exitCode()).orElse(0) : exitCode(state, attempt),
                seconds(status),
                attempt.map(Attempt::cpuSeconds).orElse(Double.NaN),
                attempt.map(Attempt::readBytes).orElse(-1L),
                attempt.map(Attempt::writtenBytes).orElse(-1L),
                new FigureReader(workflow, status).read(),
                List.of());
    }

    /** What an open series still needs: "alignment.fixMarkers and 3 steps after it are not up to date". */
    private static Optional<String> toDo(List<StepStatus> planned) {
        List<String> left = planned.stream()
                .filter(s -> !s.isDone())
                .map(s -> s.step().id())
                .toList();
        return switch (left.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(left.getFirst() + " is not up to date");
            case 2 -> Optional.of(left.getFirst() + " and 1 step after it are not up to date");
            default ->
                Optional.of(left.getFirst() + " and " + (left.size() - 1) + " steps after it are not up to date");
        };
    }

    private static int exitCode(SeriesState state, Optional<Attempt> attempt) {
        return state == SeriesState.RUNNING || state == SeriesState.INTERRUPTED
                ? 0
                : attempt.map(Attempt::exitCode).orElse(0);
    }

    private static double seconds(List<StepStatus> status) {
        return status.stream()
                .flatMap(s -> s.provenance().stream())
                .mapToDouble(Provenance::seconds)
                .sum();
    }

    private SeriesRow row(
            BatchSeries series,
            SeriesState state,
            String step,
            List<String> reasons,
            int exitCode,
            Optional<Attempt> attempt) {
        boolean over = state.isUnlucky();
        return new SeriesRow(
                series.name(),
                series.stack(),
                batch.workflow(series.name()),
                state,
                step,
                "",
                reasons,
                over ? exitCode : 0,
                attempt.map(Attempt::seconds).orElse(0.0),
                attempt.map(Attempt::cpuSeconds).orElse(Double.NaN),
                attempt.map(Attempt::readBytes).orElse(-1L),
                attempt.map(Attempt::writtenBytes).orElse(-1L),
                SeriesFigures.UNKNOWN,
                List.of());
    }
}
