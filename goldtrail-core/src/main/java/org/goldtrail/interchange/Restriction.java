package org.goldtrail.interchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.goldtrail.geometry.ViewGeometry;

/**
 * What of an alignment a format can hold: the rest is left out, and its size is told in pixels at the corner of the field.
 *
 * @param alignment what is left
 * @param remarks what was lost, if anything
 */
record Restriction(SeriesAlignment alignment, List<String> remarks) {
    /** Losses below are not worth a word. */
    private static final double SMALLEST_LOSS_PX = 0.01;

    private static final double SMALLEST_TILT_DEG = 0.005;

    /** Without magnification and distortion of the specimen. */
    static Restriction toRigid(SeriesAlignment full, String program) {
        return of(
                full,
                v -> v.undistorted().with(rigid(v.geometry())),
                program + " knows no magnification or stretch of single views");
    }

    /**
     * Without magnification, distortion and X-axis tilt. An X-axis tilt common to all views only says how the specimen lies in the
     * tomogram: it goes without any loss in the views.
     */
    static Restriction toRigidWithoutXTilt(SeriesAlignment full, String program) {
        double common = meanXTilt(full);
        SeriesAlignment turned =
                full.map(v -> v.with(withXTilt(v.geometry(), v.geometry().xTiltDeg() - common)));
        Restriction restricted = of(
                turned,
                v -> v.undistorted().with(withXTilt(rigid(v.geometry()), 0)),
                program + " knows no magnification, stretch or X-axis tilt of single views");
        if (Math.abs(common) < SMALLEST_TILT_DEG) {
            return restricted;
        }
        List<String> remarks = new ArrayList<>(restricted.remarks());
        remarks.add(String.format(
                Locale.ROOT,
                "%s knows no X-axis tilt: the specimen, levelled here by %+.2f° about x, lies inclined by that in its"
                        + " tomogram.",
                program,
                common));
        return new Restriction(restricted.alignment(), remarks);
    }

    private static double meanXTilt(SeriesAlignment full) {
        return full.usedSections().stream()
                .mapToDouble(v -> full.views().get(v).geometry().xTiltDeg())
                .average()
                .orElse(0);
    }

    /** Without magnification and distortion, and with one X-axis tilt for all views. */
    static Restriction toRigidWithOneXTilt(SeriesAlignment full, String program) {
        double mean = meanXTilt(full);
        return of(
                full,
                v -> v.undistorted().with(withXTilt(rigid(v.geometry()), mean)),
                program + " knows no magnification or stretch of single views and one X-axis tilt for all");
    }

    private static ViewGeometry rigid(ViewGeometry g) {
        return new ViewGeometry(g.axisDeg(), g.tiltDeg(), g.xTiltDeg(), 1, g.shiftXPx(), g.shiftYPx());
    }

    private static ViewGeometry withXTilt(ViewGeometry g, double xTiltDeg) {
        return new ViewGeometry(g.axisDeg(), g.tiltDeg(), xTiltDeg, g.magnification(), g.shiftXPx(), g.shiftYPx());
    }

    private static Restriction of(SeriesAlignment full, UnaryOperator<AlignedView> restrict, String why) {
        SeriesAlignment left = full.map(restrict);
        double worst = 0;
        for (int v : full.usedSections()) {
            worst = Math.max(
                    worst,
                    Projection.largestDifferencePx(
                            full.views().get(v), left.views().get(v), full.width(), full.height()));
        }
        List<String> remarks = new ArrayList<>();
        if (worst > SMALLEST_LOSS_PX) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s: left out, which moves the corners of the field by up to %.2f px; solve with fixed magnification"
                            + " where that matters.",
                    why,
                    worst));
        }
        return new Restriction(left, remarks);
    }
}
