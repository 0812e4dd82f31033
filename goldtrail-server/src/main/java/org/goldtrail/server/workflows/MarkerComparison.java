package org.goldtrail.server.workflows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * How two versions of the working markers differ. Observations are told apart by marker and view.
 *
 * @param markersAdded numbers of markers that the second has and the first has not
 * @param markersRemoved likewise the other way round
 * @param observationsAdded in markers that both have
 * @param observationsRemoved from markers that both have
 * @param moved observations whose position differs by more than a thousandth of a pixel
 * @param meanMovePx their mean distance, raw pixels
 * @param perView views with a difference
 */
record MarkerComparison(
        List<Integer> markersAdded,
        List<Integer> markersRemoved,
        int observationsAdded,
        int observationsRemoved,
        int moved,
        double meanMovePx,
        List<View> perView) {
    private static final double STILL_PX = 1e-3;

    /** Differences in one view, 0-based. */
    record View(int section, int added, int removed, int moved) {}

    private record Key(int marker, int tilt) {}

    static MarkerComparison of(MarkerSet before, MarkerSet after) {
        Map<Key, Observation> first = byKey(before);
        Map<Key, Observation> second = byKey(after);
        Set<Integer> had = before.byMarker().keySet();
        Set<Integer> has = after.byMarker().keySet();
        Map<Integer, int[]> views = new HashMap<>();
        int added = 0;
        int removed = 0;
        int moved = 0;
        double sum = 0;
        Set<Key> all = new HashSet<>(first.keySet());
        all.addAll(second.keySet());
        for (Key key : all) {
            Observation a = first.get(key);
            Observation b = second.get(key);
            int[] view = views.computeIfAbsent(key.tilt, t -> new int[3]);
            if (a == null) {
                added += had.contains(key.marker) ? 1 : 0;
                view[0]++;
            } else if (b == null) {
                removed += has.contains(key.marker) ? 1 : 0;
                view[1]++;
            } else {
                double distance = Math.hypot(a.x() - b.x(), a.y() - b.y());
                if (distance > STILL_PX) {
                    moved++;
                    sum += distance;
                    view[2]++;
                }
            }
        }
        return new MarkerComparison(
                without(has, had), without(had, has), added, removed, moved, moved == 0 ? 0 : sum / moved, list(views));
    }

    private static Map<Key, Observation> byKey(MarkerSet markers) {
        Map<Key, Observation> out = new HashMap<>();
        markers.observations().forEach(o -> out.put(new Key(o.marker(), o.tilt()), o));
        return out;
    }

    private static List<Integer> without(Set<Integer> some, Set<Integer> others) {
        return some.stream().filter(m -> !others.contains(m)).sorted().toList();
    }

    private static List<View> list(Map<Integer, int[]> views) {
        List<View> out = new ArrayList<>();
        views.forEach((tilt, n) -> {
            if (n[0] + n[1] + n[2] > 0) {
                out.add(new View(tilt, n[0], n[1], n[2]));
            }
        });
        out.sort(Comparator.comparingInt(View::section));
        return out;
    }
}
