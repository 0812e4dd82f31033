package org.goldtrail.indexing;

import java.util.List;
import org.goldtrail.fitting.Fit;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.jspecify.annotations.Nullable;

/**
 * Trails and the model that explains them: what each step from "iterative reindexing" on takes and gives.
 *
 * @param markers the working markers
 * @param fit their solution, with as many markers
 */
public record IndexedSeries(MarkerSet markers, Fit fit) {

    /**
     * Fits the first model to stable trails.
     *
     * @param views geometry of the rough alignment, null for views it could not place
     */
    public static IndexedSeries of(
            MarkerSet trails, List<? extends @Nullable ViewGeometry> views, double[] tiltDeg, ObservationCloud cloud) {
        return new IndexedSeries(
                trails,
                ModelFit.solve(trails, tiltDeg, cloud.width(), cloud.height(), ModelFit.complete(views, tiltDeg)));
    }

    /** The same views with other markers: the model is fitted anew. */
    public IndexedSeries withMarkers(MarkerSet other) {
        return new IndexedSeries(
                other,
                ModelFit.solve(
                        other,
                        fit.input().tiltDeg(),
                        fit.input().widthPx(),
                        fit.input().heightPx(),
                        fit.views()));
    }

    /** Whether a view is tied to the others by enough markers to be used. */
    public boolean isPlaced(int view) {
        return fit.connected(view) && fit.beadsInView(view) >= 2;
    }
}
