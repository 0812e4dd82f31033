package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.image.Statistics;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * Cuts by fixed residuals that a person may ask for, besides those that follow from the data.
 *
 * @param observationPx an observation further from its reprojection is taken out
 * @param medianOfMarkerPx a marker whose median residual is larger is taken out as a whole
 */
record ResidualCuts(OptionalDouble observationPx, OptionalDouble medianOfMarkerPx) {
    private static final int LEAST_MARKERS = 3;

    /** The series without what is cut; unchanged, with a warning, where fewer than three markers would remain. */
    IndexedSeries apply(StepContext context, IndexedSeries series) {
        if (observationPx.isEmpty() && medianOfMarkerPx.isEmpty()) {
            return series;
        }
        Map<Integer, List<Double>> perMarker = new HashMap<>();
        Set<Observation> bad = new HashSet<>();
        List<Observation> all = series.markers().observations();
        for (int i = 0; i < all.size(); i++) {
            double residual = series.fit().residualPx(i);
            if (Double.isNaN(residual)) {
                continue;
            }
            perMarker
                    .computeIfAbsent(all.get(i).marker(), k -> new ArrayList<>())
                    .add(residual);
            if (residual > observationPx.orElse(Double.POSITIVE_INFINITY)) {
                bad.add(all.get(i));
            }
        }
        double limit = medianOfMarkerPx.orElse(Double.POSITIVE_INFINITY);
        Set<Integer> badMarkers = new HashSet<>();
        perMarker.forEach((marker, residuals) -> {
            if (Statistics.median(residuals.stream().mapToDouble(r -> r).toArray()) > limit) {
                badMarkers.add(marker);
            }
        });
        MarkerSet kept = series.markers().where(o -> !bad.contains(o) && !badMarkers.contains(o.marker()));
        if (kept.markerCount() < LEAST_MARKERS) {
            context.warning("The limits in pixels would leave fewer than " + LEAST_MARKERS
                    + " markers, so that they were not applied; raise them.");
            return series;
        }
        return kept.size() == series.markers().size() ? series : series.withMarkers(kept);
    }
}
