package org.goldtrail.server.markers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.workflow.units.Units;
import org.jspecify.annotations.Nullable;

/** Changes of a marker set by hand. Pure: each makes a new state of an old one. */
final class MarkerEdits {
    private final double[] tiltsDeg;
    private final int width;
    private final int height;

    MarkerEdits(double[] tiltsDeg, int width, int height) {
        this.tiltsDeg = tiltsDeg;
        this.width = width;
        this.height = height;
    }

    /**
     * Does what the page asks for.
     *
     * @throws GoldtrailException if that is impossible
     */
    MarkerState apply(MarkerState before, Edit edit) {
        String kind = edit.kind() == null ? "" : edit.kind();
        return switch (kind) {
            case "add" -> add(before, edit);
            case "move" -> move(before, edit);
            case "delete" -> delete(before, edit.markersOrNone(), edit.tiltsOrNone());
            case "deleteMarkers" -> deleteMarkers(before, edit.markersOrNone());
            case "merge" -> merge(before, edit.marker(), edit.other());
            case "split" -> split(before, edit.marker(), edit.tilt());
            case "discard" -> discard(before, edit.tiltsOrNone(), true);
            case "restore" -> discard(before, edit.tiltsOrNone(), false);
            default -> throw impossible("there is no edit named \"" + kind + "\"", "load the page again");
        };
    }

    private MarkerState add(MarkerState before, Edit edit) {
        demandPlace(edit);
        boolean fresh = edit.marker() < 0;
        int marker = fresh ? nextMarker(before.markers()) : edit.marker();
        if (find(before.markers(), marker, edit.tilt()) != null) {
            throw impossible(
                    "marker " + marker + " is in " + view(edit.tilt()) + " already", "move it, or delete it first");
        }
        List<Observation> all = new ArrayList<>(before.markers().observations());
        all.add(new Observation(marker, edit.tilt(), edit.x(), edit.y()));
        return before.with(all, (fresh ? "new marker " : "added marker ") + marker + " in " + view(edit.tilt()));
    }

    private MarkerState move(MarkerState before, Edit edit) {
        demandPlace(edit);
        Observation old = demand(before.markers(), edit.marker(), edit.tilt());
        List<Observation> all = new ArrayList<>(before.markers().observations());
        all.remove(old);
        // Its score belonged to the old place.
        all.add(new Observation(old.marker(), old.tilt(), edit.x(), edit.y()));
        return before.with(all, "moved marker " + edit.marker() + " in " + view(edit.tilt()));
    }

    MarkerState delete(MarkerState before, int[] markers, int[] tilts) {
        if (markers.length != tilts.length || markers.length == 0) {
            throw impossible("no observation was named", "select some");
        }
        Set<Long> gone = new HashSet<>();
        for (int i = 0; i < markers.length; i++) {
            demand(before.markers(), markers[i], tilts[i]);
            gone.add(key(markers[i], tilts[i]));
        }
        String how = markers.length == 1
                ? "deleted marker " + markers[0] + " in " + view(tilts[0])
                : "deleted " + gone.size() + " observations";
        return before.with(before.markers().where(o -> !gone.contains(key(o.marker(), o.tilt()))), how);
    }

    private static long key(int marker, int tilt) {
        return ((long) marker << 32) | tilt;
    }

    MarkerState deleteMarkers(MarkerState before, int[] markers) {
        Set<Integer> gone = IntStream.of(markers).boxed().collect(Collectors.toSet());
        gone.forEach(m -> demandMarker(before.markers(), m));
        if (gone.isEmpty()) {
            throw impossible("no marker was named", "select some");
        }
        String how = gone.size() == 1 ? "deleted marker " + markers[0] : "deleted " + gone.size() + " markers";
        return before.with(before.markers().where(o -> !gone.contains(o.marker())), how);
    }

    /** Where both are seen in a view, the one that is kept has the better score, else it is the first marker's. */
    private MarkerState merge(MarkerState before, int marker, int other) {
        demandMarker(before.markers(), marker);
        demandMarker(before.markers(), other);
        if (marker == other) {
            throw impossible("a trail cannot be merged with itself", "choose two");
        }
        Map<Integer, Observation> merged = new TreeMap<>();
        List<Observation> all = new ArrayList<>();
        for (Observation o : before.markers().observations()) {
            if (o.marker() == marker || o.marker() == other) {
                merged.merge(o.tilt(), o, (a, b) -> better(a, b, marker));
            } else {
                all.add(o);
            }
        }
        merged.values().forEach(o -> all.add(o.ofMarker(marker)));
        return before.with(all, "merged marker " + other + " into " + marker);
    }

    private static Observation better(Observation a, Observation b, int preferred) {
        if (Double.isNaN(a.cc()) || Double.isNaN(b.cc()) || a.cc() == b.cc()) {
            return a.marker() == preferred ? a : b;
        }
        return a.cc() > b.cc() ? a : b;
    }

    /** What lies at higher tilt than the view becomes a trail of its own. */
    private MarkerState split(MarkerState before, int marker, int tilt) {
        demandMarker(before.markers(), marker);
        int fresh = nextMarker(before.markers());
        List<Observation> all = new ArrayList<>();
        int moved = 0;
        int stayed = 0;
        for (Observation o : before.markers().observations()) {
            boolean beyond = o.marker() == marker && tiltsDeg[o.tilt()] > tiltsDeg[tilt];
            moved += beyond ? 1 : 0;
            stayed += o.marker() == marker && !beyond ? 1 : 0;
            all.add(beyond ? o.ofMarker(fresh) : o);
        }
        if (moved == 0 || stayed == 0) {
            throw impossible(
                    "marker " + marker + " has observations on one side of " + view(tilt) + " only",
                    "split it in a view inside its trail");
        }
        return before.with(all, "split marker " + marker + " after " + view(tilt) + ", the rest is marker " + fresh);
    }

    private MarkerState discard(MarkerState before, int[] tilts, boolean away) {
        Set<Integer> discarded = new TreeSet<>(before.discarded());
        for (int tilt : tilts) {
            demandView(tilt);
            if (away) {
                discarded.add(tilt);
            } else {
                discarded.remove(tilt);
            }
        }
        String which = IntStream.of(tilts).mapToObj(this::view).collect(Collectors.joining(", "));
        return discarded.equals(before.discarded())
                ? before
                : before.withDiscarded(discarded, (away ? "discarded " : "restored ") + which);
    }

    private static int nextMarker(MarkerSet markers) {
        return markers.observations().stream()
                        .max(Comparator.comparingInt(Observation::marker))
                        .map(Observation::marker)
                        .orElse(-1)
                + 1;
    }

    private static @Nullable Observation find(MarkerSet markers, int marker, int tilt) {
        return markers.observations().stream()
                .filter(o -> o.marker() == marker && o.tilt() == tilt)
                .findFirst()
                .orElse(null);
    }

    private Observation demand(MarkerSet markers, int marker, int tilt) {
        demandView(tilt);
        Observation found = find(markers, marker, tilt);
        if (found == null) {
            throw impossible("marker " + marker + " is not in " + view(tilt), "select another");
        }
        return found;
    }

    private void demandMarker(MarkerSet markers, int marker) {
        if (markers.observations().stream().noneMatch(o -> o.marker() == marker)) {
            throw impossible("there is no marker " + marker, "select another");
        }
    }

    private void demandPlace(Edit edit) {
        demandView(edit.tilt());
        if (!(edit.x() >= -0.5 && edit.y() >= -0.5 && edit.x() <= width - 0.5 && edit.y() <= height - 0.5)) {
            throw impossible("this place is outside of the image", "click inside it");
        }
    }

    private void demandView(int tilt) {
        if (tilt < 0 || tilt >= tiltsDeg.length) {
            throw impossible("there is no view " + (tilt + 1), "choose one of " + tiltsDeg.length);
        }
    }

    private String view(int tilt) {
        return Units.view(tilt, tiltsDeg[tilt]);
    }

    private static GoldtrailException impossible(String problem, String hint) {
        return new GoldtrailException(problem, "the working markers", hint);
    }
}
