package org.goldtrail.indexing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * The step "selection of stable trails": the longest trails of the rough alignment, from which the first 3-D model is
 * made. The occupancy asked for is relaxed until enough of them stand.
 */
public final class StableTrails {
    private static final int ENOUGH_TRAILS = 6;

    private StableTrails() {}

    /**
     * @param minimumOccupancy views a trail should be seen in
     * @param relaxedOccupancy views it must be seen in when there are too few such trails
     */
    public static MarkerSet select(MarkerSet trails, int minimumOccupancy, int relaxedOccupancy) {
        Map<Integer, Integer> length = new HashMap<>();
        for (Map.Entry<Integer, List<Observation>> trail : trails.byMarker().entrySet()) {
            length.put(trail.getKey(), trail.getValue().size());
        }
        int least = minimumOccupancy;
        while (least > relaxedOccupancy && count(length, least) < ENOUGH_TRAILS) {
            least--;
        }
        int occupancy = least;
        return trails.where(o -> length.getOrDefault(o.marker(), 0) >= occupancy)
                .renumbered();
    }

    private static long count(Map<Integer, Integer> length, int least) {
        return length.values().stream().filter(n -> n >= least).count();
    }
}
