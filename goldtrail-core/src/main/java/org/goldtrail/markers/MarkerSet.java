package org.goldtrail.markers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Indexed observations: which bead is seen where in which view ("working markers", "trails"). Immutable; observations
 * are sorted by marker, then tilt, at most one for each pair.
 */
public final class MarkerSet {
    private static final Comparator<Observation> ORDER =
            Comparator.comparingInt(Observation::marker).thenComparingInt(Observation::tilt);

    private final int tiltCount;
    private final List<Observation> observations;

    /**
     * @param tiltCount number of sections of the raw stack
     * @throws IllegalArgumentException if a tilt lies outside, or a marker has two observations in one view
     */
    public MarkerSet(int tiltCount, List<Observation> observations) {
        this.tiltCount = tiltCount;
        List<Observation> sorted = new ArrayList<>(observations);
        sorted.sort(ORDER);
        for (int i = 0; i < sorted.size(); i++) {
            Observation o = sorted.get(i);
            if (o.tilt() < 0 || o.tilt() >= tiltCount) {
                throw new IllegalArgumentException("view " + o.tilt() + " of " + tiltCount + " does not exist");
            }
            if (i > 0 && ORDER.compare(sorted.get(i - 1), o) == 0) {
                throw new IllegalArgumentException("marker " + o.marker() + " is twice in view " + o.tilt());
            }
        }
        this.observations = List.copyOf(sorted);
    }

    public int tiltCount() {
        return tiltCount;
    }

    /** All observations, sorted by marker, then tilt. */
    public List<Observation> observations() {
        return observations;
    }

    public int size() {
        return observations.size();
    }

    /** The observations by marker number, each list sorted by tilt. */
    public TreeMap<Integer, List<Observation>> byMarker() {
        TreeMap<Integer, List<Observation>> trails = new TreeMap<>();
        for (Observation o : observations) {
            trails.computeIfAbsent(o.marker(), k -> new ArrayList<>()).add(o);
        }
        return trails;
    }

    public int markerCount() {
        int count = 0;
        for (int i = 0; i < observations.size(); i++) {
            if (i == 0
                    || observations.get(i).marker() != observations.get(i - 1).marker()) {
                count++;
            }
        }
        return count;
    }

    /** Number of markers seen in each view. */
    public int[] markersPerTilt() {
        int[] counts = new int[tiltCount];
        for (Observation o : observations) {
            counts[o.tilt()]++;
        }
        return counts;
    }

    public MarkerSet where(Predicate<Observation> keep) {
        return new MarkerSet(tiltCount, observations.stream().filter(keep).toList());
    }

    /** The same trails numbered 0, 1, 2 ... without gaps, in their present order. */
    public MarkerSet renumbered() {
        List<Observation> renumbered = new ArrayList<>(observations.size());
        int number = -1;
        for (int i = 0; i < observations.size(); i++) {
            Observation o = observations.get(i);
            if (i == 0 || o.marker() != observations.get(i - 1).marker()) {
                number++;
            }
            renumbered.add(o.ofMarker(number));
        }
        return new MarkerSet(tiltCount, renumbered);
    }
}
