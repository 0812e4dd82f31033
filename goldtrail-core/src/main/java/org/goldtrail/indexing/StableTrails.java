package org.goldtrail.indexing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
        return select(trails, minimumOccupancy, relaxedOccupancy, 0);
    }

    /**
     * As above, with a wish for each view.
     *
     * @param markersPerView shorter trails are taken, too, until every view has so many that has them at all
     */
    public static MarkerSet select(MarkerSet trails, int minimumOccupancy, int relaxedOccupancy, int markersPerView) {
        Map<Integer, Integer> length = new HashMap<>();
        for (Map.Entry<Integer, List<Observation>> trail : trails.byMarker().entrySet()) {
            length.put(trail.getKey(), trail.getValue().size());
        }
        int least = minimumOccupancy;
        int[] possible = perView(trails, length, relaxedOccupancy);
        while (least > relaxedOccupancy
                && (count(length, least) < ENOUGH_TRAILS
                        || lacks(perView(trails, length, least), possible, markersPerView))) {
            least--;
        }
        int occupancy = least;
        return trails.where(o -> length.getOrDefault(o.marker(), 0) >= occupancy)
                .renumbered();
    }

    private static int[] perView(MarkerSet trails, Map<Integer, Integer> length, int least) {
        return trails.where(o -> length.getOrDefault(o.marker(), 0) >= least).markersPerTilt();
    }

    private static boolean lacks(int[] perView, int[] possible, int wanted) {
        return IntStream.range(0, perView.length).anyMatch(v -> perView[v] < wanted && possible[v] > perView[v]);
    }

    private static long count(Map<Integer, Integer> length, int least) {
        return length.values().stream().filter(n -> n >= least).count();
    }
}
