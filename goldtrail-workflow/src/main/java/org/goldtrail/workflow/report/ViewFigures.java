package org.goldtrail.workflow.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.goldtrail.fitting.FieldCoverage;
import org.goldtrail.fitting.Fit;
import org.goldtrail.markers.Observation;
import org.goldtrail.workflow.solution.SeriesSolution;

/** Residuals and counts of a solution by view and by marker. */
final class ViewFigures {
    private final SeriesSolution solution;

    ViewFigures(SeriesSolution solution) {
        this.solution = solution;
    }

    /** Mean residual of each view, raw pixels; NaN where none of its observations takes part. */
    double[] residualByViewPx() {
        Fit fit = solution.fit();
        double[] sum = new double[fit.viewCount()];
        int[] count = new int[fit.viewCount()];
        List<Observation> all = solution.markers().observations();
        for (int i = 0; i < all.size(); i++) {
            if (fit.used(i)) {
                sum[all.get(i).tilt()] += fit.residualPx(i);
                count[all.get(i).tilt()]++;
            }
        }
        return IntStream.range(0, sum.length)
                .mapToDouble(v -> count[v] == 0 ? Double.NaN : sum[v] / count[v])
                .toArray();
    }

    /** Mean residual of each marker by its number, raw pixels. */
    Map<Integer, Double> residualByMarkerPx() {
        Fit fit = solution.fit();
        Map<Integer, double[]> sums = new TreeMap<>();
        List<Observation> all = solution.markers().observations();
        for (int i = 0; i < all.size(); i++) {
            if (fit.used(i)) {
                double[] sum = sums.computeIfAbsent(all.get(i).marker(), m -> new double[2]);
                sum[0] += fit.residualPx(i);
                sum[1]++;
            }
        }
        Map<Integer, Double> out = new TreeMap<>();
        sums.forEach((marker, sum) -> out.put(marker, sum[0] / sum[1]));
        return out;
    }

    /** Observations in each view. */
    double[] beadsByView() {
        return Arrays.stream(solution.markers().markersPerTilt())
                .asDoubleStream()
                .toArray();
    }

    /** Observations of each marker by its number. */
    Map<Integer, Integer> viewsByMarker() {
        Map<Integer, Integer> out = new TreeMap<>();
        solution.markers().byMarker().forEach((marker, trail) -> out.put(marker, trail.size()));
        return out;
    }

    /** Views that take no part. */
    boolean[] unused() {
        Set<Integer> sections = solution.unusedSections();
        boolean[] out = new boolean[solution.fit().viewCount()];
        sections.forEach(s -> out[s] = true);
        return out;
    }

    /** The share of the field that the beads of a view enclose, mean and least over the views that take part. */
    double[] meanAndLeastCoverage() {
        boolean[] unused = unused();
        double[] shares = IntStream.range(0, unused.length)
                .filter(v -> !unused[v])
                .mapToDouble(v -> FieldCoverage.hullShare(solution.fit(), v))
                .toArray();
        return new double[] {
            Arrays.stream(shares).average().orElse(Double.NaN),
            Arrays.stream(shares).min().orElse(Double.NaN)
        };
    }

    /** The share of all pairs of marker and view that are observed, over the views that take part. */
    double occupancy() {
        int views = solution.fit().viewCount() - solution.unusedSections().size();
        return solution.markers().size()
                / Math.max(1.0, (double) views * solution.markers().markerCount());
    }
}
