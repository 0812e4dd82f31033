package org.goldtrail.refinement;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.fitting.Fit;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * The step "trim markers": observations far from their reprojections and beads that do not fit as a whole are taken out,
 * but never so many that nothing is left.
 */
public final class TrimMarkers {
    /**
     * What is too far off.
     *
     * @param observationSd an observation is trimmed when its residual exceeds so many standard deviations
     * @param markerRatio a bead is trimmed when its median residual exceeds so many times the usual one
     */
    public record Limits(double observationSd, double markerRatio) {
        /** What fits most series. */
        public static final Limits USUAL = new Limits(5, 3.5);
    }

    private static final int LEAST_MARKERS = 3;

    /**
     * Where fewer observations of a view would be left it is not clear which of them are wrong: the best ones stay, up to a
     * larger limit, and the robust solution weighs them.
     */
    private static final int LEAST_IN_VIEW = 3;

    private static final double UNCLEAR_RATIO = 3;

    private TrimMarkers() {}

    /**
     * Trims by the residuals of a fit to the same markers.
     *
     * @param minimumOccupancy beads left with fewer observations go, too
     * @return the remaining markers, or all of them if fewer than three beads would remain
     */
    public static MarkerSet trim(MarkerSet markers, Fit fit, int minimumOccupancy) {
        return trim(markers, fit, Limits.USUAL, minimumOccupancy);
    }

    /** As above, with other limits. */
    public static MarkerSet trim(MarkerSet markers, Fit fit, Limits limits, int minimumOccupancy) {
        double[] used = fit.usedResidualsPx();
        if (used.length == 0) {
            return markers;
        }
        double sd = Math.max(Statistics.median(used) / 1.1774, 0.02);
        Map<Integer, Double> perView = viewScale(markers, fit, sd);
        Set<Integer> badMarkers = badMarkers(markers, fit, limits.markerRatio * Statistics.median(used));
        Set<Observation> kept = new HashSet<>();
        Map<Integer, Integer> occupancy = new HashMap<>();
        List<Observation> all = markers.observations();
        int[] inView = new int[markers.tiltCount()];
        for (int i : byResidual(fit, all.size())) {
            Observation o = all.get(i);
            double limit = limits.observationSd * perView.getOrDefault(o.tilt(), sd);
            limit *= inView[o.tilt()] < LEAST_IN_VIEW ? UNCLEAR_RATIO : 1;
            if (!badMarkers.contains(o.marker()) && !(fit.residualPx(i) > limit)) {
                kept.add(o);
                occupancy.merge(o.marker(), 1, Integer::sum);
                inView[o.tilt()]++;
            }
        }
        MarkerSet trimmed =
                markers.where(o -> kept.contains(o) && occupancy.getOrDefault(o.marker(), 0) >= minimumOccupancy);
        return trimmed.markerCount() < Math.min(LEAST_MARKERS, markers.markerCount()) ? markers : trimmed;
    }

    /** The observations, those that fit best first; those that took no part last. */
    private static List<Integer> byResidual(Fit fit, int count) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(fit::residualPx))
                .toList();
    }

    /** Views differ in noise; a view is allowed up to twice the usual scatter before its observations are blamed. */
    private static Map<Integer, Double> viewScale(MarkerSet markers, Fit fit, double sd) {
        Map<Integer, java.util.ArrayList<Double>> residuals = new HashMap<>();
        List<Observation> all = markers.observations();
        for (int i = 0; i < all.size(); i++) {
            if (fit.used(i)) {
                residuals
                        .computeIfAbsent(all.get(i).tilt(), k -> new java.util.ArrayList<>())
                        .add(fit.residualPx(i));
            }
        }
        Map<Integer, Double> scale = new HashMap<>();
        residuals.forEach((view, r) -> {
            double own = Statistics.median(
                            r.stream().mapToDouble(Double::doubleValue).toArray())
                    / 1.1774;
            scale.put(view, Math.clamp(own, sd, 2 * sd));
        });
        return scale;
    }

    private static Set<Integer> badMarkers(MarkerSet markers, Fit fit, double limit) {
        Map<Integer, java.util.ArrayList<Double>> residuals = new HashMap<>();
        List<Observation> all = markers.observations();
        for (int i = 0; i < all.size(); i++) {
            residuals
                    .computeIfAbsent(all.get(i).marker(), k -> new java.util.ArrayList<>())
                    .add(fit.residualPx(i));
        }
        Set<Integer> bad = new HashSet<>();
        residuals.forEach((marker, r) -> {
            double median = Statistics.median(
                    r.stream().mapToDouble(Double::doubleValue).toArray());
            if (median > limit) {
                bad.add(marker);
            }
        });
        return bad;
    }
}
