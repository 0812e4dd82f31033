package org.goldtrail.workflow.judgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /**
     * A model that is free enough follows most of a drift, so that what is left stands for two to three times as much. It adds
     * to the error of the worst corner.
     */
    private static final double LEAST_DEFORMATION_IN_DRIFTS = 2;

    /** Below this share of the places where beads should be seen, what did not fit has been taken out before it was judged. */
    private static final double LEAST_SEEN = 0.85;

    /** With fewer views a trail has too few points to find out those that are wrong. */
    private static final int FEW_VIEWS = 12;

    private VerdictRules() {}

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
            reasons.add(
                    Double.isNaN(leaveOut)
                            ? "too few beads to tell the leave-out error"
                            : "beads left out are predicted only to " + Units.length(leaveOut, pixel));
            advice = "add beads where there are none, or use a simpler model";
        }
        if (!(corner <= cornerLimit)) {
            reasons.add("the worst corner is known only to " + Units.length(corner, pixel));
            advice = "check the tilt angles, and trust the field only where there are beads";
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
        if (corner <= cornerLimit && Math.hypot(corner, LEAST_DEFORMATION_IN_DRIFTS * trend.driftPx()) > cornerLimit) {
            reasons.add("the beads drift by " + Units.length(trend.driftPx(), pixel)
                    + " against each other at least: the specimen seems to have changed its shape");
            advice = advice.isEmpty() ? "expect no more detail than that, and less where it drifts most" : advice;
        }
        double seenShare =
                SeenShare.of(input, fit, solution.markers(), used, found.bead().diameterPx());
        if (seenShare < LEAST_SEEN) {
            reasons.add(String.format(
                    Locale.ROOT, "beads are seen in only %.0f %% of the places where they should be", 100 * seenShare));
            advice = "check the tilt angles and their order; look at what was trimmed in the occupancy plot";
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
        if (coverage.widestGap().filter(AngularCoverage.Gap::harms).isPresent()) {
            reasons.add(coverage.widestGap().get().clause());
            advice = advice.isEmpty() ? "expect streaks as from a larger missing wedge" : advice;
        }
        if (used.size() < FEW_VIEWS) {
            reasons.add("only " + used.size() + " views");
            advice = advice.isEmpty() ? "check each residual by eye" : advice;
        }
        if (coverage.rangeDeg() < LEAST_RANGE_DEG) {
            reasons.add(String.format(Locale.ROOT, "the views span only %.0f°", coverage.rangeDeg()));
            advice = advice.isEmpty() ? "axis and depth are poorly known: check them" : advice;
        }
        int beads = solution.markers().markerCount();
        Optional<String> caution = BeadTest.caution(beads, found.evidence());
        if (caution.isPresent()) {
            reasons.add(caution.get());
            advice = advice.isEmpty() ? "look at the gold bead gallery" : advice;
        }
        if (beads < FEW_BEADS) {
            reasons.add("only " + beads + " beads");
            advice = advice.isEmpty() ? "check the result in its corners" : advice;
        }
        Verdict.Grade grade = reasons.isEmpty() ? Verdict.Grade.GOOD : Verdict.Grade.QUESTIONABLE;
        return new Verdict(
                grade, reasons, VerdictFigures.of(input, found, used.size(), coverage, trend, seenShare), advice);
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
