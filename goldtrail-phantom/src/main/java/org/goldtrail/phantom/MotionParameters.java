package org.goldtrail.phantom;

/**
 * How the views are displaced and scaled against each other.
 *
 * @param shiftFraction standard deviation of a view's shift, as a fraction of the width
 * @param jumpCount number of good views that jump away from both neighbours and back
 * @param jumpFraction length of a jump between neighbouring views, as a fraction of the width
 * @param displacedCount number of views so far off that they may be left out
 * @param displacedFraction their shift, as a fraction of the width
 * @param magnificationDrift change of magnification from the lowest to the highest tilt
 * @param magnificationJitter standard deviation of the magnification from view to view
 * @param deformationPx amplitude of a smooth in-plane deformation that grows with the dose
 * @param domePx amplitude of a bulging of the slab that grows with the dose
 */
public record MotionParameters(
        double shiftFraction,
        int jumpCount,
        double jumpFraction,
        int displacedCount,
        double displacedFraction,
        double magnificationDrift,
        double magnificationJitter,
        double deformationPx,
        double domePx) {
    /** Gaussian shifts of 1.5 % of the width, nothing else. */
    public static MotionParameters standard() {
        return new MotionParameters(0.015, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    public MotionParameters withJumps(int count, double fraction) {
        return new MotionParameters(
                shiftFraction,
                count,
                fraction,
                displacedCount,
                displacedFraction,
                magnificationDrift,
                magnificationJitter,
                deformationPx,
                domePx);
    }

    public MotionParameters withDisplaced(int count, double fraction) {
        return new MotionParameters(
                shiftFraction,
                jumpCount,
                jumpFraction,
                count,
                fraction,
                magnificationDrift,
                magnificationJitter,
                deformationPx,
                domePx);
    }

    public MotionParameters withShifts(double fraction) {
        return new MotionParameters(
                fraction,
                jumpCount,
                jumpFraction,
                displacedCount,
                displacedFraction,
                magnificationDrift,
                magnificationJitter,
                deformationPx,
                domePx);
    }

    public MotionParameters withMagnification(double drift, double jitter) {
        return new MotionParameters(
                shiftFraction,
                jumpCount,
                jumpFraction,
                displacedCount,
                displacedFraction,
                drift,
                jitter,
                deformationPx,
                domePx);
    }

    public MotionParameters withDeformation(double inPlanePx, double bulgePx) {
        return new MotionParameters(
                shiftFraction,
                jumpCount,
                jumpFraction,
                displacedCount,
                displacedFraction,
                magnificationDrift,
                magnificationJitter,
                inPlanePx,
                bulgePx);
    }
}
