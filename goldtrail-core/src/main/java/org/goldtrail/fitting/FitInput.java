package org.goldtrail.fitting;

import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/** What a fit starts from: bead trails in raw pixel-index coordinates, nominal tilt angles and the image size. */
public final class FitInput {
    private final MarkerSet markers;
    private final double[] tiltDeg;
    private final int widthPx;
    private final int heightPx;

    /**
     * @param tiltDeg nominal tilt angle of each section; not modified
     * @throws GoldtrailException if their number differs from the sections', or a number is not finite
     */
    public FitInput(MarkerSet markers, double[] tiltDeg, int widthPx, int heightPx) {
        if (tiltDeg.length != markers.tiltCount()) {
            throw new GoldtrailException(
                    tiltDeg.length + " tilt angles do not fit " + markers.tiltCount() + " views",
                    "",
                    "give one angle for each section of the stack");
        }
        for (int v = 0; v < tiltDeg.length; v++) {
            if (!Double.isFinite(tiltDeg[v]) || Math.abs(tiltDeg[v]) >= 90) {
                throw new GoldtrailException(
                        "the tilt angle " + tiltDeg[v] + " is impossible", "view " + (v + 1), "correct the angles");
            }
        }
        for (Observation o : markers.observations()) {
            if (!Double.isFinite(o.x()) || !Double.isFinite(o.y())) {
                throw new GoldtrailException(
                        "marker " + o.marker() + " has no finite position",
                        viewName(o.tilt(), tiltDeg[o.tilt()]),
                        "remove this observation");
            }
        }
        if (widthPx < 1 || heightPx < 1) {
            throw new GoldtrailException(
                    "an image of " + widthPx + " x " + heightPx + " pixels is impossible",
                    "",
                    "give the raw image size");
        }
        this.markers = markers;
        this.tiltDeg = tiltDeg.clone();
        this.widthPx = widthPx;
        this.heightPx = heightPx;
    }

    /** The same series with other trails. */
    public FitInput withMarkers(MarkerSet other) {
        return new FitInput(other, tiltDeg, widthPx, heightPx);
    }

    public MarkerSet markers() {
        return markers;
    }

    public int tiltCount() {
        return tiltDeg.length;
    }

    public double tiltDeg(int view) {
        return tiltDeg[view];
    }

    public double[] tiltDeg() {
        return tiltDeg.clone();
    }

    public int widthPx() {
        return widthPx;
    }

    public int heightPx() {
        return heightPx;
    }

    /** How a view is shown to people: "view 41 (+60.0°)". */
    public static String viewName(int view, double tiltDeg) {
        return String.format(Locale.ROOT, "view %d (%+.1f°)", view + 1, tiltDeg);
    }

    String viewName(int view) {
        return viewName(view, tiltDeg[view]);
    }

    List<Observation> observations() {
        return markers.observations();
    }
}
