package org.goldtrail.fitting;

/**
 * The choice that beads cannot make: a fit with the axis turned by 180° and all positions mirrored through the centre
 * ({@code X -> -X}) has the same residuals, since {@code R(rho + 180°) = -R(rho)}. With unchanged tilt angles the two give
 * mirrored tomograms.
 */
public final class Hand {
    private Hand() {}

    /** The twin: axis turned by 180°, positions mirrored, the same residuals. Angles stay within (-180°, 180°]. */
    public static Fit flip(Fit fit) {
        return turned(fit, 180);
    }

    /** The twin whose mean axis is nearer to a known one, in degrees. */
    public static Fit nearest(Fit fit, double axisDeg) {
        double away = Math.IEEEremainder(fit.axisDeg() - axisDeg, 360);
        return turned(fit, Math.abs(away) > 90 ? 180 : 0);
    }

    /** The twin whose mean axis lies in (-90°, 90°], for use where no axis is known: the hand is then not known. */
    public static Fit conventional(Fit fit) {
        double axis = Math.IEEEremainder(fit.axisDeg(), 360);
        return turned(fit, axis > -90 && axis <= 90 ? 0 : 180);
    }

    /** Turns all axes by the same angle, so that the mean comes to lie in (-180°, 180°]. */
    private static Fit turned(Fit fit, double byDeg) {
        double mean = fit.axisDeg();
        double wanted = Math.IEEEremainder(mean + byDeg, 360);
        if (wanted <= -180) {
            wanted += 360;
        }
        double change = Math.toRadians(Math.rint((wanted - mean) / 180) * 180);
        double[][] view = new double[fit.viewCount()][];
        for (int v = 0; v < view.length; v++) {
            view[v] = fit.scene().view[v].clone();
            view[v][ViewVariable.AXIS.index] += change;
        }
        return fit.withViews(view);
    }
}
