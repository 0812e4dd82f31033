package org.goldtrail.app.folder;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.TextTable.Cell;
import org.goldtrail.app.console.Words;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.SeriesIndex;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.units.Units;

/** One workflow in full: the series, a table of its steps, the verdict and what to do next. */
public final class StatusPage {
    private static final Set<String> USUALLY_NONE = Set.of("emptyTilts", "viewsWithoutData", "repairedPixels");

    private StatusPage() {}

    static void print(Workflow workflow) {
        Style style = Style.console();
        List<StepStatus> status = workflow.status();
        System.out.println(style.bold(workflow.folder().toString()));
        series(workflow);
        System.out.println();
        steps(status, style).print();
        System.out.println();
        workflow.markers().versions().head().ifPresent(StatusPage::markers);
        workflow.holder().ifPresent(h -> System.out.println("in use by " + h));
        verdictAndNext(workflow, status, style);
    }

    private static void series(Workflow workflow) {
        SeriesIndex series = workflow.series();
        double[] tilts = series.tilts();
        System.out.println("  stack      " + workflow.stack()
                + (Files.exists(workflow.stack())
                        ? ""
                        : "   (not there any more; say where it is: goldtrail run STACK" + " --out "
                                + Folders.word(workflow) + ")"));
        System.out.printf(
                Locale.ROOT,
                "  series     %d views of %d x %d px, %+.1f° to %+.1f°, %s%n",
                tilts.length,
                series.width(),
                series.height(),
                Arrays.stream(tilts).min().orElse(0),
                Arrays.stream(tilts).max().orElse(0),
                series.pixelSizeAngstrom().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "pixel size %.3f Å",
                                series.pixelSizeAngstrom().getAsDouble())
                        : "pixel size not known");
        String discarded =
                workflow.discarded().stream().map(v -> Units.view(v, tilts[v])).collect(Collectors.joining(", "));
        if (!discarded.isEmpty()) {
            System.out.println("  discarded  " + discarded);
        }
        workflow.settings()
                .all()
                .forEach((path, value) -> System.out.println("  set        " + path + " = " + Words.value(value, "")));
    }

    /** Prints some of the steps of a workflow with their figures. */
    public static void printSteps(Workflow workflow, Collection<String> ids) {
        steps(
                        workflow.status().stream()
                                .filter(s -> ids.contains(s.step().id()))
                                .toList(),
                        Style.console())
                .print();
    }

    private static TextTable steps(List<StepStatus> status, Style style) {
        TextTable table = new TextTable(Words.consoleWidth(), "  ");
        table.head(style, "step", "state", "time", "figures, or why");
        for (Area area : Area.values()) {
            List<StepStatus> own =
                    status.stream().filter(s -> s.step().area() == area).toList();
            if (!own.isEmpty()) {
                table.cells(new Cell(area.id(), style::bold), Cell.of(""), Cell.of(""), Cell.of(""));
            }
            for (StepStatus s : own) {
                table.cells(
                        Cell.of("  " + s.step().name()),
                        new Cell(s.state().word(), text -> style.state(s.state(), text)),
                        Cell.of(time(s)),
                        Cell.of(remark(s)));
            }
        }
        return table;
    }

    private static String time(StepStatus s) {
        return s.state() == State.DONE || s.state() == State.OUTDATED
                ? s.provenance().map(p -> Words.seconds(p.seconds())).orElse("")
                : "";
    }

    /** Key figures of a step that is done, the reasons of one that is not. */
    static String remark(StepStatus s) {
        return switch (s.state()) {
            case DONE -> s.provenance().map(StatusPage::figures).orElse("");
            // The others follow when the first is there.
            case CLOSED -> s.reasons().getFirst();
            default -> String.join("; ", s.reasons());
        };
    }

    private static String figures(Provenance p) {
        return p.figures().entrySet().stream()
                .filter(StatusPage::tells)
                .map(StatusPage::figure)
                .collect(Collectors.joining(", "));
    }

    /** Whether a figure is worth reading: what is as it should be is left out. */
    private static boolean tells(Map.Entry<String, Object> figure) {
        return !Boolean.FALSE.equals(figure.getValue())
                && !(USUALLY_NONE.contains(figure.getKey()) && figure.getValue().equals(0));
    }

    private static String figure(Map.Entry<String, Object> figure) {
        return Words.figure(figure.getKey(), figure.getValue());
    }

    private static void markers(MarkerVersion head) {
        System.out.println("working markers: version " + head.version() + " (" + head.origin() + "), "
                + Words.count(head.markers(), "marker") + ", " + Words.count(head.observations(), "observation"));
    }

    private static void verdictAndNext(Workflow workflow, List<StepStatus> status, Style style) {
        Optional<Verdict> verdict = workflow.verdict();
        String next = next(workflow, status);
        if (!next.isEmpty()) {
            System.out.println("next: " + next);
        }
        long outdated = status.stream().filter(s -> s.state() == State.OUTDATED).count();
        if (verdict.isPresent() && outdated > 0) {
            System.out.println(
                    Words.count(outdated, "step") + " outdated: the verdict is on what there was before the change");
        }
        System.out.println(verdict.map(v -> style.grade(v.grade(), v.line())).orElse("verdict: none yet"));
    }

    /** The command that goes on with a workflow; empty where there is nothing to do. */
    static String next(Workflow workflow, List<StepStatus> status) {
        Optional<StepStatus> failed =
                status.stream().filter(s -> s.state() == State.FAILED).findFirst();
        if (status.stream().anyMatch(s -> s.state() == State.RUNNING)) {
            return "";
        }
        if (failed.isPresent()) {
            return "goldtrail log " + Folders.word(workflow) + " "
                    + failed.get().step().id() + ", then change what it says";
        }
        boolean complete =
                status.stream().filter(s -> s.step().runsUnattended()).allMatch(StepStatus::isDone);
        String run = "goldtrail run " + Folders.word(workflow);
        // What a run leaves out is done by its name.
        return complete
                ? status.stream()
                        .filter(s -> s.state() == State.OUTDATED)
                        .findFirst()
                        .map(s -> run + " --step " + s.step().id())
                        .orElse("")
                : run;
    }
}
