package org.goldtrail.server.markers;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * What an editing session holds at one moment.
 *
 * @param markers all observations, those in discarded views included
 * @param discarded sections a person has discarded, 0-based
 * @param done what made this state of the one before, for people; empty for the first
 */
record MarkerState(MarkerSet markers, Set<Integer> discarded, String done) {
    MarkerState {
        discarded = Set.copyOf(discarded);
    }

    MarkerState with(MarkerSet other, String how) {
        return new MarkerState(other, discarded, how);
    }

    MarkerState with(List<Observation> observations, String how) {
        return with(new MarkerSet(markers.tiltCount(), observations), how);
    }

    MarkerState withDiscarded(Set<Integer> sections, String how) {
        return new MarkerState(markers, new TreeSet<>(sections), how);
    }

    /** The observations that a fit may use. */
    MarkerSet usable() {
        return discarded.isEmpty() ? markers : markers.where(o -> !discarded.contains(o.tilt()));
    }
}
