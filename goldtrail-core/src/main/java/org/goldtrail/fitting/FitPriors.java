package org.goldtrail.fitting;

/**
 * How far views are expected to differ, as standard deviations: for rotation, magnification, stretch, skew and X-tilt from
 * the mean of the series, for tilt from the nominal angle. An infinite one means no expectation. They enter the least
 * squares problem with the weight {@code sigma_noise^2 / sigma^2}, so that they matter only where beads do not tell.
 *
 * @param axisDeg rotation
 * @param tiltDeg tilt angle
 * @param magnification relative
 * @param stretch relative
 * @param skewDeg skew
 * @param xTiltDeg X-tilt
 */
public record FitPriors(
        double axisDeg, double tiltDeg, double magnification, double stretch, double skewDeg, double xTiltDeg) {
    private static final double NONE_AT_ALL = Double.POSITIVE_INFINITY;

    /** No expectation: plain least squares. */
    public static final FitPriors NONE =
            new FitPriors(NONE_AT_ALL, NONE_AT_ALL, NONE_AT_ALL, NONE_AT_ALL, NONE_AT_ALL, NONE_AT_ALL);

    /** What any working microscope keeps to; beads that do not determine a number within this do not determine it. */
    public static final FitPriors PLAUSIBLE = new FitPriors(2, 3, 0.03, 0.05, 2, 3);

    public FitPriors withAxisDeg(double sigma) {
        return new FitPriors(sigma, tiltDeg, magnification, stretch, skewDeg, xTiltDeg);
    }

    public FitPriors withTiltDeg(double sigma) {
        return new FitPriors(axisDeg, sigma, magnification, stretch, skewDeg, xTiltDeg);
    }

    public FitPriors withMagnification(double sigma) {
        return new FitPriors(axisDeg, tiltDeg, sigma, stretch, skewDeg, xTiltDeg);
    }

    /** Another standard deviation for one quantity, in the solver's units; shifts have none. */
    FitPriors with(ViewVariable variable, double sigma) {
        double deg = Math.toDegrees(sigma);
        return switch (variable) {
            case SHIFT_X, SHIFT_Y -> this;
            case AXIS -> withAxisDeg(deg);
            case TILT -> withTiltDeg(deg);
            case MAGNIFICATION -> withMagnification(sigma);
            case STRETCH -> new FitPriors(axisDeg, tiltDeg, magnification, sigma, skewDeg, xTiltDeg);
            case SKEW -> new FitPriors(axisDeg, tiltDeg, magnification, stretch, deg, xTiltDeg);
            case X_TILT -> new FitPriors(axisDeg, tiltDeg, magnification, stretch, skewDeg, deg);
        };
    }

    /** Standard deviation in the solver's units, infinite for shifts. */
    double sigma(ViewVariable variable) {
        return switch (variable) {
            case SHIFT_X, SHIFT_Y -> Double.POSITIVE_INFINITY;
            case AXIS -> Math.toRadians(axisDeg);
            case TILT -> Math.toRadians(tiltDeg);
            case MAGNIFICATION -> magnification;
            case STRETCH -> stretch;
            case SKEW -> Math.toRadians(skewDeg);
            case X_TILT -> Math.toRadians(xTiltDeg);
        };
    }
}
