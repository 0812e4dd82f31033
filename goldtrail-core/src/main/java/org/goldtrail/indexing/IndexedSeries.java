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
            MarkerSet trails, List<? extends @Nullable ViewGeometry> views, double[] tiltDeg, int width, int height) {
        return new IndexedSeries(
                trails, ModelFit.solve(trails, tiltDeg, width, height, ModelFit.complete(views, tiltDeg)));
    }

    /** As above, of an image size that a cloud knows. */
    public static IndexedSeries of(
            MarkerSet trails, List<? extends @Nullable ViewGeometry> views, double[] tiltDeg, ObservationCloud cloud) {
        return of(trails, views, tiltDeg, cloud.width(), cloud.height());
    }

    /** Solves the model of markers of which nothing else is known. */
    public static IndexedSeries solved(MarkerSet markers, double[] tiltDeg, int width, int height) {
        return new IndexedSeries(markers, ModelFit.solve(markers, tiltDeg, width, height, List.of()));
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
