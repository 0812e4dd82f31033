package org.goldtrail.interchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.goldtrail.geometry.ViewGeometry;
import org.jspecify.annotations.Nullable;

/**
 * The views of a series while they are read, one for each section. Those of which the file says nothing take no part, and get the
 * mean axis of the others, their nominal angle where it is known, and no shift.
 */
final class Views {
    private final @Nullable ViewGeometry[] geometry;
    private final AlignedView.Nominal[] nominal;
    private final String[] reasons;

    /** @param missing why a view of which nothing is said takes no part */
    Views(int sections, KnownSeries known, String missing) {
        geometry = new @Nullable ViewGeometry[sections];
        nominal = new AlignedView.Nominal[sections];
        reasons = new String[sections];
        for (int v = 0; v < sections; v++) {
            reasons[v] = missing;
            nominal[v] = v < known.nominalTiltsDeg().size()
                    ? AlignedView.Nominal.UNKNOWN.withTilt(
                            known.nominalTiltsDeg().get(v))
                    : AlignedView.Nominal.UNKNOWN;
        }
    }

    void set(int section, ViewGeometry view) {
        geometry[section] = view;
        reasons[section] = "";
    }

    void nominal(int section, UnaryOperator<AlignedView.Nominal> change) {
        nominal[section] = change.apply(nominal[section]);
    }

    /** The view takes no part. */
    void reason(int section, String why) {
        reasons[section] = why;
    }

    boolean has(int section) {
        return geometry[section] != null;
    }

    List<AlignedView> list() {
        double sin = 0;
        double cos = 0;
        for (@Nullable ViewGeometry g : geometry) {
            if (g != null) {
                sin += Math.sin(Math.toRadians(g.axisDeg()));
                cos += Math.cos(Math.toRadians(g.axisDeg()));
            }
        }
        double axisDeg = Math.toDegrees(Math.atan2(sin, cos));
        List<AlignedView> views = new ArrayList<>();
        for (int v = 0; v < geometry.length; v++) {
            @Nullable ViewGeometry g = geometry[v];
            ViewGeometry known = g != null
                    ? g
                    : ViewGeometry.of(axisDeg, nominal[v].tiltDeg().orElse(0));
            AlignedView view = AlignedView.used(known, nominal[v]);
            views.add(reasons[v].isEmpty() ? view : view.unused(reasons[v]));
        }
        return views;
    }
}
