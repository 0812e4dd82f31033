package org.goldtrail.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.TiltSeriesInput;

/**
 * Judges a run by what was measured: residual, leave-out error, predicted error at the worst corner, beads in each view and
 * angular coverage.
 */
final class VerdictRules {
    /** Errors up to this part of the bead's diameter, but at least one pixel and at most two, are called good. */
    private static final double ERROR_IN_DIAMETERS = 0.1;

    private static final double LEAST_ERROR_PX = 1;
    private static final double LARGEST_ERROR_PX = 2;
    private static final int FEW_BEADS = 5;
    private static final double LEAST_COVERAGE = 0.8;
    private static final double LEAST_RANGE_DEG = 50;
    private static final double ANGLE_DIFFERENCE_DEG = 0.5;

    private VerdictRules() {}

    /**
     * @param alike how many of the beads are round and like each other
     */
    static Verdict of(
            TiltSeriesInput input,
            Detection.Outcome detection,
            Indexing.Outcome indexing,
            Refinement.Outcome solution,
            List<ExcludedView> excluded,
            int alike) {
        Fit fit = solution.fit();
        OptionalDouble pixel = input.pixelSizeAngstrom();
        double limit = Math.clamp(ERROR_IN_DIAMETERS * detection.bead().diameterPx(), LEAST_ERROR_PX, LARGEST_ERROR_PX);
        List<String> reasons = new ArrayList<>();
        String advice = "";
        double[] tilts = input.tiltsDeg();
        List<Integer> used = new ArrayList<>();
        List<String> weak = new ArrayList<>();
        for (int v = 0; v < tilts.length; v++) {
            int view = v;
            if (excluded.stream().noneMatch(e -> e.section() == view)) {
                used.add(v);
                if (fit.weak(v)) {
                    weak.add(Units.view(v, tilts[v]));
                }
            }
        }
        double mean = fit.meanPx();
        double leaveOut = solution.leaveOut().beadsPx();
        double corner = solution.predicted().cornerPx();
        if (!(mean <= limit)) {
            reasons.add("the mean residual of " + Units.length(mean, pixel) + " is high");
            advice = "look at the largest residuals and trim them, or check the bead diameter";
        }
        if (!(leaveOut <= 1.5 * limit)) {
            reasons.add("beads left out are predicted only to " + Units.length(leaveOut, pixel));
            advice = "add beads where there are none, or use a simpler model";
        }
        if (!(corner <= limit)) {
            reasons.add("the worst corner is known only to " + Units.length(corner, pixel));
            advice = "trust the field only where there are beads";
        }
        int worst = worstCorner(solution, used);
        if (worst >= 0 && corner <= limit && !(solution.predicted().cornerPx(worst) <= 2 * limit)) {
            reasons.add("the worst corner of " + Units.view(worst, tilts[worst]) + " is known only to "
                    + Units.length(solution.predicted().cornerPx(worst), pixel));
            advice = "check this view, or discard it with --exclude";
        }
        if (!weak.isEmpty()) {
            reasons.add("resting on fewer than 3 beads: " + String.join(", ", weak));
            advice = advice.isEmpty() ? "check these views, or discard them with --exclude" : advice;
        }
        int usableByUser = tilts.length
                - (int) excluded.stream().filter(e -> e.kind().equals("user")).count();
        if (used.size() < LEAST_COVERAGE * usableByUser) {
            reasons.add(String.format(Locale.ROOT, "only %d of %d views could be used", used.size(), usableByUser));
            advice = advice.isEmpty() ? "see alignment/*.excluded.csv for the reasons" : advice;
        }
        double range = range(used, tilts);
        if (range < LEAST_RANGE_DEG) {
            reasons.add(String.format(Locale.ROOT, "the views span only %.0f°", range));
            advice = advice.isEmpty() ? "axis and depth are poorly known: check them" : advice;
        }
        int beads = solution.markers().markerCount();
        if (beads < FEW_BEADS) {
            reasons.add("only " + beads + " beads");
            advice = advice.isEmpty() ? "check the result in its corners" : advice;
        }
        Verdict.Grade grade = reasons.isEmpty() ? Verdict.Grade.GOOD : Verdict.Grade.QUESTIONABLE;
        return new Verdict(
                grade, reasons, figures(input, detection, indexing, solution, excluded, used.size(), alike), advice);
    }

    private static int worstCorner(Refinement.Outcome solution, List<Integer> used) {
        int worst = -1;
        for (int v : used) {
            if (worst < 0
                    || solution.predicted().cornerPx(v) > solution.predicted().cornerPx(worst)) {
                worst = v;
            }
        }
        return worst;
    }

    private static double range(List<Integer> used, double[] tiltsDeg) {
        var angles = used.stream().mapToDouble(v -> tiltsDeg[v]).summaryStatistics();
        return angles.getMax() - angles.getMin();
    }

    private static String figures(
            TiltSeriesInput input,
            Detection.Outcome detection,
            Indexing.Outcome indexing,
            Refinement.Outcome solution,
            List<ExcludedView> excluded,
            int used,
            int alike) {
        Fit fit = solution.fit();
        OptionalDouble pixel = input.pixelSizeAngstrom();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "residual %s, leave-out %s, corner %s, %d beads (%d round and alike), %d of %d views, axis %.1f° (%s), trails %.0f against %.0f of decoys",
                Units.length(fit.meanPx(), pixel),
                Units.length(solution.leaveOut().beadsPx(), pixel),
                Units.length(solution.predicted().cornerPx(), pixel),
                solution.markers().markerCount(),
                alike,
                used,
                input.sections(),
                fit.axisDeg(),
                solution.handOrigin().isEmpty() ? "hand not known" : "hand from " + solution.handOrigin(),
                indexing.trailScore(),
                indexing.decoyScore()));
        detection
                .bead()
                .secondDiameterPx()
                .ifPresent(d -> text.append(", a second bead size of ").append(Units.length(d, pixel)));
        if (angleSourcesDiffer(input)) {
            text.append(", angles from ").append(input.angles().name()).append(" although others differ");
        }
        if (!excluded.isEmpty()) {
            double[] tilts = input.tiltsDeg();
            text.append(", not used: ")
                    .append(String.join(
                            ", ",
                            excluded.stream()
                                    .map(e -> Units.view(e.section(), tilts[e.section()]) + " " + e.kind())
                                    .toList()));
        }
        fit.notes().forEach(note -> text.append(", ").append(note));
        return text.toString();
    }

    /** Whether another source of angles is off by more than half a degree anywhere. */
    private static boolean angleSourcesDiffer(TiltSeriesInput input) {
        double[] used = input.tiltsDeg();
        return input.otherAngles().stream()
                .filter(other -> other.tiltsDeg().size() == used.length)
                .anyMatch(other -> java.util.stream.IntStream.range(0, used.length)
                        .anyMatch(v -> Math.abs(other.tiltsDeg().get(v) - used[v]) > ANGLE_DIFFERENCE_DEG));
    }

    static Verdict noBeads(String why, Indexing.Outcome indexing) {
        return new Verdict(
                Verdict.Grade.FAILED,
                List.of("no beads found: " + why),
                String.format(
                        Locale.ROOT,
                        "trails %.0f against %.0f of decoys",
                        indexing.trailScore(),
                        indexing.decoyScore()),
                "give --bead-diameter if there are beads, or align this series by another method");
    }
}
