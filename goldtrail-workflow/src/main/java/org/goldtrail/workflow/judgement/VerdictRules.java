package org.goldtrail.workflow.judgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.ResidualTrend;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;

/**
 * Judges a run by what was measured: residual, leave-out error, predicted error at the worst corner, drift of the beads, beads
 * in each view and angular coverage.
 */
public final class VerdictRules {
    /** Errors up to this part of the bead's diameter, but at least one pixel and at most two, are called good. */
    private static final double ERROR_IN_DIAMETERS = 0.1;

    private static final double LEAST_ERROR_PX = 1;
    private static final double LARGEST_ERROR_PX = 2;
    /** The alignment, which averages over beads, must be better than one of them; truth is seen to be worse than predicted. */
    private static final double CORNER_ERROR_IN_DIAMETERS = 0.03;

    private static final double LEAST_CORNER_ERROR_PX = 0.5;
    private static final double LARGEST_CORNER_ERROR_PX = 1;
    private static final int FEW_BEADS = 5;

    /** So many views are named in a sentence. */
    private static final int MOST_NAMED = 5;

    private static final double LEAST_COVERAGE = 0.8;
    private static final double LEAST_RANGE_DEG = 50;
    private static final double ANGLE_DIFFERENCE_DEG = 0.5;

    private VerdictRules() {}

    /** A model that is free enough follows most of a drift, so that what is left stands for two to three times as much. */
    private static final double LARGEST_DRIFT_PX = 0.3;

    /** A drift that does not stand out from the measurement may be neighbouring specimen under the beads. */
    private static final double DRIFT_OVER_MEASUREMENT = 1.3;

    /** Judges a solved series. */
    public static Verdict of(TiltSeriesInput input, Tracked found) {
        SeriesSolution solution = found.solution();
        List<ExcludedView> excluded = solution.excluded();
        Fit fit = solution.fit();
        OptionalDouble pixel = input.pixelSizeAngstrom();
        double limit = Math.clamp(ERROR_IN_DIAMETERS * found.bead().diameterPx(), LEAST_ERROR_PX, LARGEST_ERROR_PX);
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
        double cornerLimit = Math.clamp(
                CORNER_ERROR_IN_DIAMETERS * found.bead().diameterPx(), LEAST_CORNER_ERROR_PX, LARGEST_CORNER_ERROR_PX);
        if (!(mean <= limit)) {
            reasons.add("the mean residual of " + Units.length(mean, pixel) + " is high");
            advice = "look at the largest residuals and trim them, or check the bead diameter";
        }
        if (!(leaveOut <= 1.5 * limit)) {
            reasons.add("beads left out are predicted only to " + Units.length(leaveOut, pixel));
            advice = "add beads where there are none, or use a simpler model";
        }
        if (!(corner <= cornerLimit)) {
            reasons.add("the worst corner is known only to " + Units.length(corner, pixel));
            advice = "trust the field only where there are beads";
        }
        int worst = worstCorner(solution, used);
        if (worst >= 0 && corner <= cornerLimit && !(solution.predicted().cornerPx(worst) <= 2 * cornerLimit)) {
            reasons.add("the worst corner of " + Units.view(worst, tilts[worst]) + " is known only to "
                    + Units.length(solution.predicted().cornerPx(worst), pixel));
            advice = "check this view, or discard it with --exclude";
        }
        if (!weak.isEmpty()) {
            int named = weak.size() > MOST_NAMED + 1 ? MOST_NAMED : weak.size();
            reasons.add("resting on fewer than 3 beads: " + String.join(", ", weak.subList(0, named))
                    + (named < weak.size() ? " and " + (weak.size() - named) + " more" : ""));
            advice = advice.isEmpty() ? "check these views, or discard them with --exclude" : advice;
        }
        int usableByUser = tilts.length
                - (int) excluded.stream().filter(e -> e.kind().equals("user")).count();
        if (used.size() < LEAST_COVERAGE * usableByUser) {
            reasons.add(String.format(Locale.ROOT, "only %d of %d views could be used", used.size(), usableByUser));
            advice = advice.isEmpty() ? "see alignment/*.excluded.csv for the reasons" : advice;
        }
        ResidualTrend trend = ResidualTrend.of(fit, found.evidence().likeness().beads());
        if (trend.driftPx() > Math.max(LARGEST_DRIFT_PX, DRIFT_OVER_MEASUREMENT * trend.measurementPx())) {
            reasons.add("the beads drift by at least " + Units.length(trend.driftPx(), pixel)
                    + " against each other: the specimen seems to have changed its shape");
            advice = advice.isEmpty() ? "expect no more detail than that, and less where it drifts most" : advice;
        }
        AngularCoverage coverage = AngularCoverage.of(
                tilts,
                v -> excluded.stream()
                        .noneMatch(e -> e.section() == v && e.kind().equals("user")),
                used::contains);
        if (!coverage.lost().isEmpty()) {
            reasons.add("unused are " + String.join(" and ", coverage.lost()));
            advice = advice.isEmpty()
                    ? "the missing wedge is larger: see alignment/*.excluded.csv for the reasons"
                    : advice;
        }
        if (coverage.rangeDeg() < LEAST_RANGE_DEG) {
            reasons.add(String.format(Locale.ROOT, "the views span only %.0f°", coverage.rangeDeg()));
            advice = advice.isEmpty() ? "axis and depth are poorly known: check them" : advice;
        }
        int beads = solution.markers().markerCount();
        if (beads < FEW_BEADS) {
            reasons.add("only " + beads + " beads");
            advice = advice.isEmpty() ? "check the result in its corners" : advice;
        }
        Verdict.Grade grade = reasons.isEmpty() ? Verdict.Grade.GOOD : Verdict.Grade.QUESTIONABLE;
        return new Verdict(grade, reasons, figures(input, found, used.size(), coverage, trend), advice);
    }

    private static int worstCorner(SeriesSolution solution, List<Integer> used) {
        int worst = -1;
        for (int v : used) {
            if (worst < 0
                    || solution.predicted().cornerPx(v) > solution.predicted().cornerPx(worst)) {
                worst = v;
            }
        }
        return worst;
    }

    private static String figures(
            TiltSeriesInput input, Tracked found, int used, AngularCoverage coverage, ResidualTrend trend) {
        SeriesSolution solution = found.solution();
        List<ExcludedView> excluded = solution.excluded();
        Fit fit = solution.fit();
        OptionalDouble pixel = input.pixelSizeAngstrom();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "residual %s, leave-out %s, corner %s, drift %s, %d beads (%d round and alike, %s), %d of %d views, axis %.1f° (%s), trails %.0f against %.0f of decoys",
                Units.length(fit.meanPx(), pixel),
                Units.length(solution.leaveOut().beadsPx(), pixel),
                Units.length(solution.predicted().cornerPx(), pixel),
                Units.length(trend.driftPx(), pixel),
                solution.markers().markerCount(),
                found.evidence().beads(),
                found.evidence().figures(),
                used,
                input.sections(),
                fit.axisDeg(),
                solution.handOrigin().isEmpty() ? "hand not known" : "hand from " + solution.handOrigin(),
                found.trailScore(),
                found.decoyScore()));
        found.bead()
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
        coverage.small().forEach(gap -> text.append(", ").append(gap));
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

    /**
     * The verdict on a series without beads.
     *
     * @param why a clause for people
     * @param figures as a clause; empty where it did not come to any
     */
    public static Verdict noBeads(String why, String figures) {
        return new Verdict(
                Verdict.Grade.FAILED,
                List.of("no beads found: " + why),
                figures,
                "give --bead-diameter if there are beads, or align this series by another method");
    }
}
