package org.goldtrail.workflow.judgement;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * How much of what a solution predicts is seen. What does not fit is trimmed before the solution is judged, so that residuals
 * look fine even where half a series does not fit; then beads are missing where they should be.
 */
final class SeenShare {
    private SeenShare() {}

    /**
     * Observations of all beads in all used views, as a part of the places in the field where the solution puts them.
     *
     * @param used sections of the views in use
     * @param marginPx places nearer to the border do not count
     * @return 0 to 1; NaN where no place is in the field
     */
    static double of(TiltSeriesInput input, Fit fit, MarkerSet markers, List<Integer> used, double marginPx) {
        Set<Long> seen = new HashSet<>();
        for (Observation o : markers.observations()) {
            seen.add(key(o.marker(), o.tilt()));
        }
        long places = 0;
        long found = 0;
        for (int marker : fit.markers()) {
            for (int view : used) {
                double[] at = fit.predict(marker, view);
                if (at[0] >= marginPx
                        && at[1] >= marginPx
                        && at[0] <= input.width() - 1 - marginPx
                        && at[1] <= input.height() - 1 - marginPx) {
                    places++;
                    found += seen.contains(key(marker, view)) ? 1 : 0;
                }
            }
        }
        return places == 0 ? Double.NaN : found / (double) places;
    }

    private static long key(int marker, int tilt) {
        return (long) marker << 32 | tilt;
    }
}
