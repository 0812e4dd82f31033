package org.goldtrail.app.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.TextTable.Cell;
import org.goldtrail.app.console.Words;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.judgement.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One of many workflows in a line.
 *
 * @param folder its folder
 * @param state in a few words
 * @param verdict while there is one
 * @param figures of the steps that are done, later steps last
 * @param remark why it cannot go on; empty if it can
 */
record SeriesLine(Path folder, String state, Optional<Verdict> verdict, Map<String, Object> figures, String remark) {
    private static final List<String> FIGURES =
            List.of("residualMeanPx", "leaveOutPx", "traces", "viewsUsed", "axisDeg");

    /** Looks at many folders. */
    static List<SeriesLine> of(List<Path> folders) {
        SeriesLine[] lines = new SeriesLine[folders.size()];
        WorkerPool.shared().forEach(lines.length, Progress.SILENT, i -> lines[i] = of(folders.get(i)));
        return List.of(lines);
    }

    private static SeriesLine of(Path folder) {
        try {
            Workflow workflow = Workflow.open(folder);
            List<StepStatus> status = workflow.status();
            Map<String, Object> figures = new LinkedHashMap<>();
            status.stream()
                    .filter(StepStatus::isDone)
                    .forEach(s -> figures.putAll(
                            s.provenance().map(Provenance::figures).orElse(Map.of())));
            return new SeriesLine(folder, state(status), WorkflowEngine.verdict(status), figures, remark(status));
        } catch (GoldtrailException e) {
            return new SeriesLine(folder, "unreadable", Optional.empty(), Map.of(), String.valueOf(e.getMessage()));
        }
    }

    private static String state(List<StepStatus> status) {
        Optional<StepStatus> running = first(status, State.RUNNING);
        if (running.isPresent()) {
            return "running " + running.get().step().name();
        }
        if (first(status, State.FAILED).isPresent()) {
            return "failed";
        }
        List<StepStatus> own =
                status.stream().filter(s -> s.step().runsUnattended()).toList();
        long done = own.stream().filter(StepStatus::isDone).count();
        if (done == own.size()) {
            return "done";
        }
        String outdated = first(status, State.OUTDATED).isPresent() ? ", outdated" : "";
        return done == 0 && outdated.isEmpty() ? "not run yet" : done + " of " + own.size() + " steps" + outdated;
    }

    private static Optional<StepStatus> first(List<StepStatus> status, State state) {
        return status.stream().filter(s -> s.state() == state).findFirst();
    }

    /** Why the first step that is not done is so. */
    private static String remark(List<StepStatus> status) {
        return status.stream()
                .filter(s -> s.state() == State.FAILED || s.state() == State.OUTDATED)
                .filter(s -> !s.reasons().isEmpty())
                .findFirst()
                .map(s -> s.step().name() + ": " + s.reasons().getFirst())
                .orElse("");
    }

    static void print(List<SeriesLine> lines) {
        Style style = Style.console();
        TextTable table = new TextTable(Words.listWidth(), "");
        table.head(
                style,
                "series",
                "state",
                "verdict",
                "residual",
                "leave-out",
                "beads",
                "views",
                "axis",
                lines.stream().allMatch(l -> l.remark.isEmpty()) ? "" : "remark");
        for (SeriesLine line : lines) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(line.name()));
            cells.add(Cell.of(line.state));
            cells.add(new Cell(
                    line.verdict.map(v -> v.grade().word()).orElse("-"),
                    text -> line.verdict.map(v -> style.grade(v.grade(), text)).orElse(text)));
            cells.add(Cell.of(line.figure("residualMeanPx", "%.2f px")));
            cells.add(Cell.of(line.figure("leaveOutPx", "%.2f px")));
            cells.add(Cell.of(line.figure("traces", "%.0f")));
            cells.add(Cell.of(line.figure("viewsUsed", "%.0f")));
            cells.add(Cell.of(line.figure("axisDeg", "%.1f°")));
            cells.add(Cell.of(line.remark));
            table.cells(cells.toArray(Cell[]::new));
        }
        table.print();
        long notDone = lines.stream().filter(l -> !l.state.equals("done")).count();
        System.out.println(Words.count(lines.size(), "workflow") + ", " + (lines.size() - notDone) + " done");
    }

    private String name() {
        String text = folder.toString();
        return text.isEmpty() ? "." : text;
    }

    private String figure(String name, String format) {
        @Nullable Object value = figures.get(name);
        return value instanceof Number n ? String.format(Locale.ROOT, format, n.doubleValue()) : "-";
    }

    Map<String, Object> json() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("folder", folder.toString());
        out.put("state", state);
        out.put("verdict", StatusJson.verdict(verdict));
        for (String name : FIGURES) {
            Object value = figures.get(name);
            if (value != null) {
                out.put(name, value);
            }
        }
        out.put("remark", remark);
        return out;
    }
}
