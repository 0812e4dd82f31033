package org.goldtrail.workflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.fitting.Fit;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;
import org.goldtrail.workflow.units.Version;

/** The figures of a report: for people with px and nm, for programs as numbers. */
final class ReportFigures {
    private ReportFigures() {}

    /** Names beside their values. */
    static List<String[]> table(ReportData d) {
        List<String[]> rows = new ArrayList<>();
        OptionalDouble pixel = d.pixel();
        double[] tilts = d.index().tilts();
        row(
                rows,
                "raw stack",
                String.format(
                        Locale.ROOT,
                        "%d views of %d x %d px, %+.1f° to %+.1f° (%s), pixel size %s",
                        tilts.length,
                        d.index().width(),
                        d.index().height(),
                        Arrays.stream(tilts).min().orElse(0),
                        Arrays.stream(tilts).max().orElse(0),
                        d.index().angleSource(),
                        pixel.isPresent() ? String.format(Locale.ROOT, "%.3f Å", pixel.getAsDouble()) : "not known"));
        d.bead()
                .ifPresent(b -> row(
                        rows,
                        "bead diameter",
                        Units.length(b.diameterPx(), pixel) + ", " + (b.dark() ? "dark" : "bright")));
        d.solution().ifPresent(s -> solution(rows, s, d));
        row(rows, "hand of the tomogram", d.tomogramHand());
        row(rows, "hand of the defocus", d.defocusHand());
        row(rows, "dose", d.doseSource());
        OptionalDouble thickness = d.number("reconstruction.binnedReconstruction", "thicknessPx");
        if (thickness.isPresent()) {
            boolean guess = d.figure("reconstruction.binnedReconstruction", "thicknessIsGuess")
                    .filter(Boolean.TRUE::equals)
                    .isPresent();
            row(rows, "thickness", Units.length(thickness.getAsDouble(), pixel) + (guess ? ", a guess" : ""));
        }
        return rows;
    }

    private static void solution(List<String[]> rows, SeriesSolution s, ReportData d) {
        Fit fit = s.fit();
        OptionalDouble pixel = d.pixel();
        row(
                rows,
                "residual",
                "mean " + Units.length(fit.meanPx(), pixel) + ", median " + Units.length(fit.medianPx(), pixel)
                        + ", rms " + Units.length(fit.rmsPx(), pixel));
        row(
                rows,
                "leave-out error",
                "of observations " + Units.length(s.leaveOut().observationsPx(), pixel) + ", of whole beads "
                        + Units.length(s.leaveOut().beadsPx(), pixel) + ", of a quarter of the field "
                        + Units.length(s.leaveOut().quarterPx(), pixel));
        row(
                rows,
                "predicted error",
                "centre " + Units.length(s.predicted().centrePx(), pixel) + ", worst corner "
                        + Units.length(s.predicted().cornerPx(), pixel));
        row(
                rows,
                "markers",
                String.format(
                        Locale.ROOT,
                        "%d beads, %d observations, %.0f %% of all that could be",
                        s.markers().markerCount(),
                        s.markers().size(),
                        100 * new ViewFigures(s).occupancy()));
        double[] coverage = new ViewFigures(s).meanAndLeastCoverage();
        row(
                rows,
                "coverage",
                String.format(
                        Locale.ROOT,
                        "beads enclose %.0f %% of the field in the mean of all views used, %.0f %% in the least covered",
                        100 * coverage[0],
                        100 * coverage[1]));
        row(
                rows,
                "views used",
                String.format(
                        Locale.ROOT,
                        "%d of %d",
                        fit.viewCount() - s.unusedSections().size(),
                        fit.viewCount()));
        row(rows, "tilt axis", String.format(Locale.ROOT, "%.2f° from +y, counter-clockwise", fit.axisDeg()));
        row(rows, "model", fit.model() + (s.robust() ? ", outliers weighed down" : ""));
        row(rows, "why this model", s.reason());
    }

    private static void row(List<String[]> rows, String name, String value) {
        rows.add(new String[] {name, value});
    }

    /** Views that take no part, with reasons. */
    static List<String> excluded(ReportData d) {
        double[] tilts = d.index().tilts();
        return d.solution().map(SeriesSolution::excluded).orElse(List.of()).stream()
                .map(e -> Units.view(e.section(), tilts[e.section()]) + ": " + e.reason())
                .toList();
    }

    /** The same as a map for {@code qc.json}; what is not known is left out. */
    static Map<String, Object> json(ReportData d) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", d.name());
        all.put("program", Version.PROGRAM);
        d.verdict().ifPresent(v -> {
            all.put("verdict", v.grade().word());
            all.put("reasons", v.reasons());
            all.put("advice", v.advice());
        });
        all.put("stack", d.stack().toString());
        all.put("views", d.index().tiltsDeg().size());
        d.pixel().ifPresent(p -> all.put("pixelSizeAngstrom", p));
        d.bead().map(BeadSize::diameterPx).ifPresent(px -> length(all, "beadDiameter", px, d.pixel()));
        d.solution().ifPresent(s -> solution(all, s, d));
        all.put(
                "tomogramHandKnown",
                d.solution().filter(s -> !s.handOrigin().isEmpty()).isPresent());
        d.ctf().ifPresent(c -> {
            all.put("ringsFound", c.ringsFound());
            ReportPlots.medianDefocusMicrometre(c).ifPresent(v -> number(all, "medianDefocusMicrometre", v));
            if (c.hand().hand() != 0) {
                all.put("defocusHand", c.hand().hand());
                all.put("defocusHandConfidence", c.hand().confidence());
            }
        });
        d.number("reconstruction.binnedReconstruction", "thicknessPx")
                .ifPresent(v -> length(all, "thickness", v, d.pixel()));
        Map<String, Object> steps = new LinkedHashMap<>();
        for (StepStatus s : d.steps()) {
            steps.put(s.step().id(), s.state().word());
        }
        all.put("steps", steps);
        return all;
    }

    private static void solution(Map<String, Object> all, SeriesSolution s, ReportData d) {
        Fit fit = s.fit();
        OptionalDouble pixel = d.pixel();
        all.put("solutionIsUpToDate", d.solutionIsUpToDate());
        all.put("viewsUsed", fit.viewCount() - s.unusedSections().size());
        all.put("beads", s.markers().markerCount());
        all.put("observations", s.markers().size());
        number(all, "occupancy", new ViewFigures(s).occupancy());
        double[] coverage = new ViewFigures(s).meanAndLeastCoverage();
        number(all, "fieldCoverageMean", coverage[0]);
        number(all, "fieldCoverageLeast", coverage[1]);
        length(all, "residualMean", fit.meanPx(), pixel);
        length(all, "residualMedian", fit.medianPx(), pixel);
        length(all, "leaveOutObservations", s.leaveOut().observationsPx(), pixel);
        length(all, "leaveOutBeads", s.leaveOut().beadsPx(), pixel);
        length(all, "leaveOutQuarter", s.leaveOut().quarterPx(), pixel);
        length(all, "predictedCentre", s.predicted().centrePx(), pixel);
        length(all, "predictedCorner", s.predicted().cornerPx(), pixel);
        number(all, "axisDeg", fit.axisDeg());
        all.put("model", fit.model().toString());
        all.put(
                "excludedViews",
                s.excluded().stream().map(ExcludedView::section).sorted().toList());
    }

    private static void length(Map<String, Object> all, String name, double px, OptionalDouble pixel) {
        number(all, name + "Px", px);
        if (pixel.isPresent()) {
            number(all, name + "Nm", px * pixel.getAsDouble() / 10);
        }
    }

    private static void number(Map<String, Object> all, String name, double value) {
        if (Double.isFinite(value)) {
            all.put(name, Math.round(value * 1e5) / 1e5);
        }
    }
}
