package org.goldtrail.workflow.batch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.goldtrail.formats.CsvTable;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.batch.SeriesFigures.Ctf;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.engine.SeriesIndex;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.files.Json;

/** Reads the figures of a series from what its steps have left in the workflow folder. */
public final class FigureReader {
    /** AreTomo3 judges patches of views tilted by less apart from the rest. */
    private static final double LOW_TILT_DEG = 31;

    private final Workflow workflow;
    private final List<StepStatus> status;

    /** @param status of all steps, as they are now */
    public FigureReader(Workflow workflow, List<StepStatus> status) {
        this.workflow = workflow;
        this.status = status;
    }

    /** The figures; those that are not known yet are NaN or -1. */
    public SeriesFigures read() {
        SeriesIndex index = workflow.series();
        GeneralSettings general = workflow.settings().of(GeneralSettings.GROUP, GeneralSettings.DEFAULT);
        Map<String, Object> bead = figures("detection.measureBeads");
        Map<String, Object> solved = figures("alignment.fixMarkers");
        if (solved.isEmpty()) {
            solved = figures("refinement.finalSelection");
        }
        Map<String, Object> tomogram = figures("reconstruction.binnedReconstruction");
        Map<String, Object> solution = solutionFile();
        Views views = solved.isEmpty() ? Views.NONE : views();
        return new SeriesFigures(
                number(solved, "residualMeanPx"),
                number(map(solution, "residual"), "medianPx"),
                number(solved, "leaveOutPx"),
                number(solved, "cornerPx"),
                count(solved, "traces"),
                count(solved, "observations"),
                number(bead, "beadDiameterPx"),
                count(solved, "viewsUsed"),
                index.tiltsDeg().size(),
                number(solved, "axisDeg"),
                Boolean.TRUE.equals(map(solution, "hand").get("known")),
                solved.getOrDefault("model", "").toString(),
                number(tomogram, "thicknessPx"),
                views.shiftPx,
                views.tiltOffsetDeg,
                views.xTiltDeg,
                views.uncoveredLow,
                views.uncoveredAll,
                index.pixelSizeAngstrom().orElse(Double.NaN),
                general.sphericalAberrationMm(),
                general.voltageKv(),
                index.width(),
                index.height(),
                ctf());
    }

    private Ctf ctf() {
        Map<String, Object> ctf = figures("ctf.estimateCTF");
        return new Ctf(
                number(ctf, "defocusAngstrom"),
                number(ctf, "phaseShiftDeg"),
                number(ctf, "resolutionAngstrom"),
                number(ctf, "score"),
                number(ctf, "hand"));
    }

    /** What a step has found; empty unless it is done, be it long ago. */
    private Map<String, Object> figures(String step) {
        return status.stream()
                .filter(s -> s.step().id().equals(step))
                .filter(s -> s.isDone() || s.state() == StepStatus.State.OUTDATED)
                .flatMap(s -> s.provenance().stream())
                .map(p -> p.figures())
                .findFirst()
                .orElse(Map.of());
    }

    @SuppressWarnings("unchecked") // objects of a JSON file have names
    private Map<String, Object> solutionFile() {
        return Json.read(alignment(".solution.json"), Map.class).orElse(Map.of());
    }

    private Path alignment(String ending) {
        return workflow.folder().resolve("alignment").resolve(workflow.name() + ending);
    }

    @SuppressWarnings("unchecked") // objects of a JSON file have names
    private static Map<String, Object> map(Map<String, Object> of, String name) {
        return of.get(name) instanceof Map<?, ?> m ? (Map<String, Object>) m : Map.of();
    }

    private static double number(Map<String, Object> of, String name) {
        return of.get(name) instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    private static int count(Map<String, Object> of, String name) {
        return of.get(name) instanceof Number n ? n.intValue() : -1;
    }

    /** Means over the used views. */
    private record Views(
            double shiftPx, double tiltOffsetDeg, double xTiltDeg, double uncoveredLow, double uncoveredAll) {
        static final Views NONE = new Views(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private Views views() {
        Path file = alignment(".views.csv");
        if (!Files.exists(file)) {
            return Views.NONE;
        }
        CsvTable table = CsvTable.read(file);
        int used = table.column("used");
        double[] tilt = column(table, used, "tiltDeg");
        double[] nominal = column(table, used, "nominalDeg");
        double[] shiftX = column(table, used, "shiftXPx");
        double[] shiftY = column(table, used, "shiftYPx");
        double[] xTilt = column(table, used, "xTiltDeg");
        double[] coverage = column(table, used, "coverage");
        IntPredicate low = v -> Math.abs(tilt[v]) < LOW_TILT_DEG;
        int n = tilt.length;
        return new Views(
                mean(n, v -> true, v -> Math.hypot(shiftX[v], shiftY[v])),
                mean(n, v -> true, v -> tilt[v] - nominal[v]),
                mean(n, v -> true, v -> xTilt[v]),
                mean(n, low, v -> 1 - coverage[v]),
                mean(n, v -> true, v -> 1 - coverage[v]));
    }

    /** A column of the used views; NaN where a field is empty or there is no such column. */
    private static double[] column(CsvTable table, int used, String name) {
        int column = table.optionalColumn(name.toLowerCase(Locale.ROOT));
        return table.rows().stream()
                .filter(r -> r.text(used).equals("true"))
                .mapToDouble(r -> r.numberOrNaN(column))
                .toArray();
    }

    private static double mean(int count, IntPredicate which, IntToDoubleFunction of) {
        return IntStream.range(0, count)
                .filter(which)
                .mapToDouble(of)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
