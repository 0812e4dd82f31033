package org.goldtrail.server.markers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.server.plots.Columns;

/** What has to be taken away from one state and added to it to make another, so that the page need not load all of it. */
record Difference(List<Observation> removed, List<Observation> added, Set<Integer> discarded) {

    static Difference between(MarkerState before, MarkerState after) {
        List<Observation> old = before.markers().observations();
        List<Observation> now = after.markers().observations();
        Set<Observation> oldSet = new HashSet<>(old);
        Set<Observation> nowSet = new HashSet<>(now);
        List<Observation> removed = new ArrayList<>();
        List<Observation> added = new ArrayList<>();
        for (Observation o : old) {
            if (!nowSet.contains(o)) {
                removed.add(o);
            }
        }
        for (Observation o : now) {
            if (!oldSet.contains(o)) {
                added.add(o);
            }
        }
        return new Difference(removed, added, new TreeSet<>(after.discarded()));
    }

    /** As it goes to the page. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("removed", columns(removed));
        json.put("added", columns(added));
        json.put("discarded", discarded);
        return json;
    }

    /** Observations as columns. */
    static Map<String, Object> columns(List<Observation> observations) {
        return new Columns()
                .whole("marker", observations, Observation::marker)
                .whole("tilt", observations, Observation::tilt)
                .number("x", observations, 3, Observation::x)
                .number("y", observations, 3, Observation::y)
                .number("cc", observations, 4, Observation::cc)
                .map();
    }
}
