package org.goldtrail.alignment;

import java.util.Optional;

/**
 * A linear map of the plane as a quarter turn and three steps that each move pixels along one axis only:
 *
 * <pre>
 *   [a b]   [alpha p] [1 0  ] [1 r]
 *   [c d] = [0     1] [q beta] [0 1]
 * </pre>
 *
 * A rotation by phi becomes shears by -tan(phi/2), sin(phi) and -tan(phi/2) (A. W. Paeth, Graphics Interface '86, 77-81;
 * M. Unser, P. Thevenaz, L. Yaroslavsky, IEEE Trans. Image Process. 4, 1995, 1371-1381, doi:10.1109/83.465102); a
 * magnification goes all into beta where the shears stay as small as that (with alpha = 1 a row of the first step is the same
 * distance from its samples everywhere), otherwise half into alpha and half into beta, both near 1. What is exact: the map.
 * What each step costs: an interpolation in one dimension, along memory.
 *
 * @param quarterTurns by which the image is turned first, counter-clockwise, 0 to 3
 * @param alpha along x in the first step
 * @param p y's share in x in the first step
 * @param q x's share in y in the second step
 * @param beta along y in the second step
 * @param r y's share in x in the last step
 */
record ShearFactors(int quarterTurns, double alpha, double p, double q, double beta, double r) {
    /** Steps between samples may be off 1 by so much. */
    private static final double MOST_STRETCH = 1 / 32.0;

    /** A shear within the octant of a rotation is at most tan(22.5 degrees); twice that is borne. */
    private static final double MOST_SHEAR = 0.85;

    /** A shear of a rotation by half of a right angle, and a little for its magnification. */
    private static final double OCTANT = 0.45;

    private static final double TINY = 1e-6;

    /**
     * Factors a map.
     *
     * @return empty for a reflection, or where the magnification is too far from 1
     */
    static Optional<ShearFactors> of(double a11, double a12, double a21, double a22) {
        int turns = Math.floorMod((int) Math.rint(Math.atan2(a21 - a12, a11 + a22) / (Math.PI / 2)), 4);
        double a = a11;
        double b = a12;
        double c = a21;
        double d = a22;
        for (int i = 0; i < turns; i++) { // turned back by 90 degrees: x' = y, y' = -x
            double x1 = a;
            double x2 = b;
            a = c;
            b = d;
            c = -x1;
            d = -x2;
        }
        double determinant = a * d - b * c;
        if (!(determinant > 0.5 && a > 0)) {
            return Optional.empty();
        }
        double even = Math.sqrt(determinant);
        if (Math.abs(c) > TINY) {
            ShearFactors whole = new ShearFactors(turns, 1, (a - 1) / c, c, determinant, (d - determinant) / c);
            if (whole.isMild() && Math.abs(whole.p) <= OCTANT && Math.abs(whole.r) <= OCTANT) {
                return Optional.of(whole);
            }
            ShearFactors three = new ShearFactors(turns, even, (a - even) / c, c, even, (d - even) / c);
            if (three.isMild()) {
                return Optional.of(three);
            }
        }
        ShearFactors two = new ShearFactors(turns, a, 0, c, determinant / a, b / a);
        return two.isMild() ? Optional.of(two) : Optional.empty();
    }

    private boolean isMild() {
        return Math.abs(alpha - 1) <= MOST_STRETCH
                && Math.abs(beta - 1) <= MOST_STRETCH
                && Math.abs(p) <= MOST_SHEAR
                && Math.abs(q) <= MOST_SHEAR
                && Math.abs(r) <= MOST_SHEAR;
    }
}
