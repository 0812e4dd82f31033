package org.goldtrail.phantom.score;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an {@link AlignmentScore}. Unless said otherwise they are of the good views used.
 *
 * @param px distances of the test points in raw pixels
 * @param nm the same in nm
 * @param beadDiametersRms rms distance in bead diameters
 * @param rigidFloorPx what the best rigid alignment would leave
 * @param hardPx of the blurred and displaced views used; null if there is none
 * @param medianOfTiltRmsPx median of the views' rms
 * @param worstTilt section with the largest rms
 * @param worstTiltRmsPx its rms
 * @param shiftPartPx rms of the part of the error that is a shift of a whole view
 * @param restPartPx rms of the rest
 * @param axis error of the axis
 * @param angles error of the tilt angles
 * @param magnification error of the magnifications
 * @param mirroredXf whether a line of the .xf mirrors its view
 * @param slab how the slab lies in the estimated frame
 * @param specimenScale singular values of the map from true to estimated specimen
 * @param specimenHandedness +1 for the right hand, -1 for a mirrored specimen
 */
public record AlignmentFit(
        ResidualStatistics px,
        ResidualStatistics nm,
        double beadDiametersRms,
        double rigidFloorPx,
        @Nullable ResidualStatistics hardPx,
        double medianOfTiltRmsPx,
        int worstTilt,
        double worstTiltRmsPx,
        double shiftPartPx,
        double restPartPx,
        AxisError axis,
        AngleError angles,
        MagnificationError magnification,
        boolean mirroredXf,
        SlabInEstimate slab,
        List<Double> specimenScale,
        int specimenHandedness,
        List<ViewError> views) {
    /** Axis of the .xf minus the true one, modulo 180°. */
    public record AxisError(double meanTrueDeg, double errorMeanDeg, double errorSdDeg, double nominalErrorDeg) {}

    /** Straight line through estimated against true angles; its offset, and a scale of -1, cannot be known. */
    public record AngleError(double scale, double offsetDeg, double restSdDeg, double restMaxDeg) {}

    /** Estimated over true magnification. */
    public record MagnificationError(double scaleMean, double errorSd) {}

    /** Normal and height of the true slab in the estimated frame: pure gauge. */
    public record SlabInEstimate(List<Double> normal, double tiltAboutYDeg, double tiltAboutXDeg, double centreZPx) {}

    /** Errors of one view, blank ones excepted. */
    public record ViewError(
            int tilt,
            double thetaDeg,
            String status,
            ResidualStatistics px,
            double meanDxPx,
            double meanDyPx,
            double axisErrorDeg,
            double estimatedThetaDeg) {}

    /** Whether the specimen has its right hand. */
    public boolean isHandKept() {
        return specimenHandedness > 0;
    }

    String report() {
        StringBuilder s = new StringBuilder();
        statistics(s, "px", px);
        statistics(s, "nm", nm);
        s.append(String.format(
                Locale.ROOT,
                "  of it whole-image shifts %.4f px rms, the rest %.4f; rigid floor of this data %.4f px; "
                        + "median of the views' rms %.4f; worst section %d with %.4f\n",
                shiftPartPx,
                restPartPx,
                rigidFloorPx,
                medianOfTiltRmsPx,
                worstTilt,
                worstTiltRmsPx));
        if (hardPx != null) {
            s.append(String.format(Locale.ROOT, "  blurred or displaced views used: rms %.4f px\n", hardPx.rms()));
        }
        s.append(String.format(
                Locale.ROOT,
                "  axis error mean %.3f sd %.3f deg (nominal was off by %.2f); angles: scale %.5f offset %.3f "
                        + "rest sd %.3f deg; mag sd %.5f\n",
                axis.errorMeanDeg(),
                axis.errorSdDeg(),
                axis.nominalErrorDeg(),
                angles.scale(),
                angles.offsetDeg(),
                angles.restSdDeg(),
                magnification.errorSd()));
        s.append(String.format(
                Locale.ROOT,
                "  slab in the estimate: tilted %.2f deg about y, %.2f about x, centre z %.1f px; "
                        + "specimen scale %.4f %.4f %.4f, %s\n",
                slab.tiltAboutYDeg(),
                slab.tiltAboutXDeg(),
                slab.centreZPx(),
                specimenScale.get(0),
                specimenScale.get(1),
                specimenScale.get(2),
                isHandKept() ? "hand kept" : "MIRRORED"));
        if (mirroredXf) {
            s.append("  WARNING: a line of the .xf mirrors its view\n");
        }
        return s.toString();
    }

    private static void statistics(StringBuilder s, String unit, ResidualStatistics r) {
        s.append(String.format(
                Locale.ROOT,
                "  residual %s : rms %.4f  median %.4f  95%% %.4f  max %.4f\n",
                unit,
                r.rms(),
                r.median(),
                r.p95(),
                r.max()));
    }

    /** A table of the views. */
    public String table() {
        StringBuilder s = new StringBuilder(
                "  tilt   theta status       rms  median     95%     max    meandx  meandy  axis_err\n");
        for (ViewError v : views) {
            s.append(String.format(
                    Locale.ROOT,
                    "  %4d %7.2f %-9s %7.3f %7.3f %7.3f %7.3f   %7.3f %7.3f %8.3f\n",
                    v.tilt(),
                    v.thetaDeg(),
                    v.status(),
                    v.px().rms(),
                    v.px().median(),
                    v.px().p95(),
                    v.px().max(),
                    v.meanDxPx(),
                    v.meanDyPx(),
                    v.axisErrorDeg()));
        }
        return s.toString();
    }
}
