package org.goldtrail.phantom;

/**
 * The tilt scheme: regular, dose-symmetric (0, +s, -s, -2s, +2s, +3s ...).
 *
 * @param minimumDeg lowest nominal angle
 * @param maximumDeg highest nominal angle
 * @param stepDeg step between nominal angles
 * @param nominalJitterDeg standard deviation of the recorded angles about the regular scheme
 * @param axisDeg tilt-axis angle rho of the series
 * @param axisDriftDeg change of rho from the lowest to the highest tilt
 * @param axisJitterDeg standard deviation of rho from view to view
 * @param angleOffsetDeg true minus recorded angle, common to all views (cannot be seen in the data)
 * @param angleJitterDeg standard deviation of true minus recorded angle
 */
public record TiltParameters(
        double minimumDeg,
        double maximumDeg,
        double stepDeg,
        double nominalJitterDeg,
        double axisDeg,
        double axisDriftDeg,
        double axisJitterDeg,
        double angleOffsetDeg,
        double angleJitterDeg) {
    public TiltParameters {
        if (!(stepDeg > 0) || maximumDeg - minimumDeg < 2 * stepDeg || minimumDeg < -80 || maximumDeg > 80) {
            throw new IllegalArgumentException("a tilt scheme needs at least three views within ±80°, not " + minimumDeg
                    + " to " + maximumDeg + " by " + stepDeg);
        }
    }

    /** -60° to +60° by 3° about an axis at 85.3°, recorded within 0.02°. */
    public static TiltParameters standard() {
        return new TiltParameters(-60, 60, 3, 0.01, 85.3, 0, 0.02, 0, 0.02);
    }

    public int viewCount() {
        return (int) Math.floor((maximumDeg - minimumDeg) / stepDeg + 1e-6) + 1;
    }

    public TiltParameters withRange(double newMinimumDeg, double newMaximumDeg, double newStepDeg) {
        return new TiltParameters(
                newMinimumDeg,
                newMaximumDeg,
                newStepDeg,
                nominalJitterDeg,
                axisDeg,
                axisDriftDeg,
                axisJitterDeg,
                angleOffsetDeg,
                angleJitterDeg);
    }

    public TiltParameters withAxis(double newAxisDeg) {
        return withAxis(newAxisDeg, axisDriftDeg, axisJitterDeg);
    }

    public TiltParameters withAxis(double newAxisDeg, double newDriftDeg, double newJitterDeg) {
        return new TiltParameters(
                minimumDeg,
                maximumDeg,
                stepDeg,
                nominalJitterDeg,
                newAxisDeg,
                newDriftDeg,
                newJitterDeg,
                angleOffsetDeg,
                angleJitterDeg);
    }

    public TiltParameters withAngleErrors(double newOffsetDeg, double newJitterDeg) {
        return new TiltParameters(
                minimumDeg,
                maximumDeg,
                stepDeg,
                nominalJitterDeg,
                axisDeg,
                axisDriftDeg,
                axisJitterDeg,
                newOffsetDeg,
                newJitterDeg);
    }
}
