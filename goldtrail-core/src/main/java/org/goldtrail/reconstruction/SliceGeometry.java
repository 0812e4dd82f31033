package org.goldtrail.reconstruction;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;

/** Which alignments SIRT and SART can follow, slice by slice across the tilt axis. */
final class SliceGeometry {
    /** Rows by which the surfaces may lie off in a view for the specimen's skew, which slices cannot follow. */
    private static final double MOST_ROW_SHIFT_PX = 0.5;

    private SliceGeometry() {}

    /**
     * Refuses what they cannot.
     *
     * @param zFactors two for each section, see {@link org.goldtrail.geometry.AlignedMapping}
     * @param excluded sections (0-based) that do not matter
     * @param thickness of the specimen in pixels
     * @throws GoldtrailException if views differ in X-axis tilt, a tilt is too steep, or the skew is too large
     */
    static void check(List<ViewGeometry> geometry, List<double[]> zFactors, Set<Integer> excluded, int thickness) {
        double xTilt = Double.NaN;
        for (int i = 0; i < geometry.size(); i++) {
            ViewGeometry view = geometry.get(i);
            String where = String.format(Locale.ROOT, "view %d (%+.1f°)", i + 1, view.tiltDeg());
            if (!excluded.contains(i) && !(Math.abs(view.tiltDeg()) <= BoxView.STEEPEST_TILT_DEG)) {
                throw new GoldtrailException(
                        "a view cannot be projected at this tilt angle",
                        where,
                        "correct the angle or exclude the view");
            }
            if (excluded.contains(i)) {
                continue;
            }
            xTilt = Double.isNaN(xTilt) ? view.xTiltDeg() : xTilt;
            if (Math.abs(view.xTiltDeg() - xTilt) > 1e-6) {
                throw new GoldtrailException(
                        String.format(
                                Locale.ROOT,
                                "the view has an X-axis tilt of %.2f° and others one of %.2f°, which SIRT and SART do not know",
                                view.xTiltDeg(),
                                xTilt),
                        where,
                        "use weighted back-projection with the SIRT-like filter, or an alignment with one X-axis tilt");
            }
            checkFactors(zFactors.get(i), xTilt, thickness, where);
        }
    }

    private static void checkFactors(double[] factors, double xTiltDeg, int thickness, String where) {
        boolean turned = xTiltDeg != 0 && (factors[0] != 0 || factors[1] != 0);
        if (turned || Math.abs(factors[1]) * thickness / 2 > MOST_ROW_SHIFT_PX) {
            throw new GoldtrailException(
                    "the alignment skews the specimen more than slices of SIRT and SART can follow",
                    where,
                    "use weighted back-projection with the SIRT-like filter, or an alignment without skew");
        }
    }

    /** The X-axis tilt that all used views have; 0 if there is none. */
    static double xTiltDeg(List<ViewGeometry> geometry, Set<Integer> excluded) {
        for (int i = 0; i < geometry.size(); i++) {
            if (!excluded.contains(i)) {
                return geometry.get(i).xTiltDeg();
            }
        }
        return 0;
    }
}
