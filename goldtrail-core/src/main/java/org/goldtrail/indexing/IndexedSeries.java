package org.goldtrail.indexing;

import org.goldtrail.fitting.Fit;
import org.goldtrail.markers.MarkerSet;

/**
 * Trails and the model that explains them: what each step from "iterative reindexing" on takes and gives.
 *
 * @param markers the working markers
 * @param fit their solution, with as many markers
 */
public record IndexedSeries(MarkerSet markers, Fit fit) {

    /** Whether a view is tied to the others by enough markers to be used. */
    public boolean isPlaced(int view) {
        return fit.connected(view) && fit.beadsInView(view) >= 2;
    }
}
