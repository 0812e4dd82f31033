package org.goldtrail.server.markers;

import org.jspecify.annotations.Nullable;

/**
 * A change that the page asks for.
 *
 * @param kind what to do: add, move, delete, deleteMarkers, merge, split, discard, restore
 * @param marker the marker meant; for add, -1 makes a new one
 * @param other the marker that is merged into it
 * @param tilt section, 0-based
 * @param x raw pixel-index coordinate
 * @param y likewise, upwards
 * @param markers for delete, the marker of each observation; for deleteMarkers, all that go
 * @param tilts for delete, the section of each observation; for discard and restore, the sections
 */
record Edit(
        @Nullable String kind,
        int marker,
        int other,
        int tilt,
        double x,
        double y,
        int @Nullable [] markers,
        int @Nullable [] tilts) {

    int[] markersOrNone() {
        return markers == null ? new int[0] : markers;
    }

    int[] tiltsOrNone() {
        return tilts == null ? new int[0] : tilts;
    }
}
