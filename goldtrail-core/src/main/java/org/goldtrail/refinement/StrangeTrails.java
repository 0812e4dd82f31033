package org.goldtrail.refinement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.goldtrail.fitting.Fit;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * Trails of what is no gold: ice and other dense bodies are tracked beside the beads, but they are neither round nor alike,
 * and their centres are not the same point in all views. A trail that does not look like the beads is taken out if it
 * scatters more than they do. What looks different and fits as well (beads in clumps, of a second size, or at a rim) stays.
 */
public final class StrangeTrails {
    /** Fewer beads that are alike do not say how well beads fit. */
    private static final int LEAST_BEADS = 3;

    /** A stranger's median residual exceeds so many times the beads'. */
    private static final double RESIDUAL_RATIO = 2;

    /** A view that would be left with fewer beads keeps its strangers. */
    private static final int LEAST_BEADS_IN_VIEW = 2;

    private StrangeTrails() {}

    /**
     * Takes strangers out.
     *
     * @param fit a fit to the same markers
     * @param beads the trails that are round and alike, see {@link BeadLikeness}
     * @return the markers without strangers; the same ones if there are none
     */
    public static MarkerSet drop(MarkerSet markers, Fit fit, Set<Integer> beads) {
        if (beads.size() < LEAST_BEADS) {
            return markers;
        }
        List<Observation> all = markers.observations();
        Map<Integer, double[]> residuals = new HashMap<>();
        markers.byMarker().forEach((marker, trail) -> residuals.put(marker, new double[0]));
        for (int marker : residuals.keySet()) {
            residuals.put(
                    marker,
                    java.util.stream.IntStream.range(0, all.size())
                            .filter(i -> all.get(i).marker() == marker && fit.used(i))
                            .mapToDouble(fit::residualPx)
                            .toArray());
        }
        double[] usual = beads.stream()
                .map(marker -> residuals.getOrDefault(marker, new double[0]))
                .filter(r -> r.length > 0)
                .mapToDouble(Statistics::median)
                .toArray();
        if (usual.length < LEAST_BEADS) {
            return markers;
        }
        double limit = RESIDUAL_RATIO * Statistics.median(usual);
        Set<Integer> strangers = new TreeSet<>();
        residuals.forEach((marker, r) -> {
            if (!beads.contains(marker) && r.length > 0 && Statistics.median(r) > limit) {
                strangers.add(marker);
            }
        });
        int[] left = new int[markers.tiltCount()];
        for (Observation o : all) {
            left[o.tilt()] += strangers.contains(o.marker()) ? 0 : 1;
        }
        Set<Integer> needed = new TreeSet<>();
        for (Observation o : all) {
            if (left[o.tilt()] < LEAST_BEADS_IN_VIEW) {
                needed.add(o.marker());
            }
        }
        strangers.removeAll(needed);
        return strangers.isEmpty() ? markers : markers.where(o -> !strangers.contains(o.marker()));
    }
}
