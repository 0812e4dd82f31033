package org.goldtrail.server.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.workflows.OpenWorkflows;
import org.goldtrail.server.workflows.WatchedFolder;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchSeries;
import org.goldtrail.workflow.batch.FigureReader;
import org.goldtrail.workflow.batch.RowReader;
import org.goldtrail.workflow.batch.SeriesFigures;
import org.goldtrail.workflow.batch.SeriesRow;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.judgement.Verdict;

/**
 * The rows of the project page. Rows are read anew only where a file of the workflow folder has changed. A page on which nothing
 * happens asks every six seconds for all of its series: all files of a folder are looked at more seldom than that, every 20
 * seconds, so that most of its questions cost a look at few files of each.
 */
final class ProjectTable {
    private static final int MOST_ROWS = 2000;
    private static final Duration WHOLE_LOOK = Duration.ofSeconds(20);

    private final Map<Path, WatchedFolder> watched = new ConcurrentHashMap<>();
    private final Map<Path, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(long stamp, Map<String, Object> row) {}

    List<Map<String, Object>> of(Path folder, OpenWorkflows workflows) {
        RowReader reader = new RowReader(new BatchFolder(folder));
        List<Map<String, Object>> rows = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        for (Path entry : entries(folder)) {
            if (rows.size() < MOST_ROWS && Workflow.isWorkflow(entry)) {
                rows.add(row(entry, workflows));
                taken.add(Workflow.open(entry).stack());
            }
        }
        for (BatchSeries series : new BatchFolder(folder).series()) {
            if (!Workflow.isWorkflow(new BatchFolder(folder).workflow(series.name()))) {
                SeriesRow waiting = reader.read(series);
                rows.add(withoutWorkflow(
                        series.name(), series.stack(), waiting.state().word(), waiting.told()));
                taken.add(series.stack());
            }
        }
        for (Path entry : entries(folder)) {
            String name = String.valueOf(entry.getFileName());
            if (Files.isRegularFile(entry) && FilesApi.isStack(name) && !taken.contains(entry)) {
                rows.add(withoutWorkflow(name, entry, "no workflow", ""));
            }
        }
        return rows;
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> withoutWorkflow(String name, Path stack, String state, String told) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("stack", stack.toString());
        row.put("state", state);
        row.put("told", told);
        return row;
    }

    private Map<String, Object> row(Path folder, OpenWorkflows workflows) {
        long stamp = watched.computeIfAbsent(folder, f -> new WatchedFolder(f, WHOLE_LOOK))
                .stamp();
        Kept known = kept.get(folder);
        // A process that was killed has left no file behind that tells of it.
        if (known == null || known.stamp != stamp || "running".equals(known.row.get("state"))) {
            known = new Kept(stamp, read(folder, workflows));
            kept.put(folder, known);
        }
        return known.row;
    }

    private static Map<String, Object> read(Path folder, OpenWorkflows workflows) {
        Map<String, Object> row = new LinkedHashMap<>();
        Workflow workflow = Workflow.open(folder);
        row.put("name", workflow.name());
        row.put("folder", folder.toString());
        row.put("stack", workflow.stack().toString());
        row.put("id", workflows.open(folder));
        Decision.of(folder).ifPresent(d -> row.put("decision", d.kind().word()));
        try {
            List<StepStatus> status = workflow.status();
            row.put("areas", areas(status));
            Optional<Verdict> verdict = WorkflowEngine.verdict(status);
            verdict.ifPresent(v -> {
                row.put("verdict", v.grade().word());
                row.put("told", String.join("; ", v.reasons()));
                row.put("advice", v.advice());
            });
            Optional<StepStatus> running =
                    status.stream().filter(s -> s.state() == State.RUNNING).findFirst();
            boolean done =
                    status.stream().filter(s -> s.step().runsUnattended()).allMatch(StepStatus::isDone);
            row.put("state", running.isPresent() ? "running" : done ? "done" : "open");
            running.ifPresent(s -> row.put("step", s.step().id()));
            row.put(
                    "seconds",
                    status.stream()
                            .flatMap(s -> s.provenance().stream())
                            .mapToDouble(Provenance::seconds)
                            .sum());
            figures(row, new FigureReader(workflow, status).read());
        } catch (GoldtrailException e) {
            row.put("state", "broken");
            row.put("told", e.problem() + "; " + e.hint());
        }
        return row;
    }

    /** The worst state of the steps of each area that an unattended run does. */
    private static Map<String, String> areas(List<StepStatus> status) {
        List<String> order = List.of("done", "open", "closed", "outdated", "failed", "running");
        Map<String, String> areas = new LinkedHashMap<>();
        for (StepStatus s : status) {
            boolean counts = s.step().runsUnattended() || s.provenance().isPresent();
            if (counts) {
                areas.merge(
                        s.step().area().id(), s.state().word(), (a, b) -> order.indexOf(a) >= order.indexOf(b) ? a : b);
            }
        }
        return areas;
    }

    private static void figures(Map<String, Object> row, SeriesFigures f) {
        put(row, "residualMeanPx", f.residualMeanPx());
        put(row, "leaveOutPx", f.leaveOutPx());
        put(row, "cornerPx", f.cornerPx());
        put(row, "axisDeg", f.axisDeg());
        put(row, "pixelSizeAngstrom", f.pixelSizeAngstrom());
        if (f.beads() >= 0) {
            row.put("beads", f.beads());
        }
        if (f.views() >= 0) {
            row.put("views", f.views());
            row.put("viewsUsed", f.viewsUsed());
        }
    }

    private static void put(Map<String, Object> row, String name, double value) {
        if (Double.isFinite(value)) {
            row.put(name, value);
        }
    }
}
