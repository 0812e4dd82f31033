package org.goldtrail.server.workflows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * How two versions of the working markers differ. A marker of one is that of the other with which it shares the bead in most
 * views, whatever their numbers are: steps number markers anew.
 *
 * @param markersAdded numbers, in the second, of markers that the first has not
 * @param markersRemoved numbers, in the first, of markers that the second has not
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

    private record Pair(int before, int after) {}

    /** @param beadRadiusPx observations that are no further apart show the same bead, raw pixels */
    static MarkerComparison of(MarkerSet before, MarkerSet after, double beadRadiusPx) {
        Map<Integer, Integer> same = pairs(before, after, beadRadiusPx); // number in the second -> in the first
        Map<Key, Observation> first = new HashMap<>();
        before.observations().forEach(o -> first.put(new Key(o.marker(), o.tilt()), o));
        Map<Key, Observation> second = new HashMap<>();
        // A marker that is new has a number of its own, apart from all numbers of the first.
        after.observations()
                .forEach(o -> second.put(new Key(same.getOrDefault(o.marker(), -1 - o.marker()), o.tilt()), o));
        Set<Integer> had = before.byMarker().keySet();
        Set<Integer> has = new HashSet<>(same.values());
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
                without(after.byMarker().keySet(), same.keySet()),
                without(had, has),
                added,
                removed,
                moved,
                moved == 0 ? 0 : sum / moved,
                list(views));
    }

    /** One to one, those with most views in common first; among equal ones those whose number has stayed. */
    private static Map<Integer, Integer> pairs(MarkerSet before, MarkerSet after, double reachPx) {
        Map<Integer, List<Observation>> views =
                before.observations().stream().collect(Collectors.groupingBy(Observation::tilt));
        Map<Pair, Integer> common = new HashMap<>();
        for (Observation now : after.observations()) {
            for (Observation then : views.getOrDefault(now.tilt(), List.of())) {
                if (Math.hypot(now.x() - then.x(), now.y() - then.y()) <= reachPx) {
                    common.merge(new Pair(then.marker(), now.marker()), 1, Integer::sum);
                }
            }
        }
        List<Pair> best = common.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Pair, Integer> e) -> -e.getValue())
                        .thenComparing(e -> e.getKey().before != e.getKey().after)
                        .thenComparing(e -> e.getKey().after))
                .map(Map.Entry::getKey)
                .toList();
        Map<Integer, Integer> same = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Pair pair : best) {
            if (!same.containsKey(pair.after) && taken.add(pair.before)) {
                same.put(pair.after, pair.before);
            }
        }
        return same;
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
