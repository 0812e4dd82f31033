package org.goldtrail.geometry;

/**
 * What happened to the specimen before it was tilted for one view (plastic sections shrink unevenly under the beam). With
 * X the specimen point of {@link ViewGeometry}, the view sees {@code S X} instead:
 *
 * <pre>
 *   S = [1 + stretch, 0, 0;  tan(skew), 1, 0;  0, 0, 1]
 * </pre>
 *
 * This is what IMOD calls X stretch (dmag) and skew; to IMOD it goes as part of the .xf and as Z factors, see
 * {@link AlignedMapping}.
 *
 * @param stretch relative lengthening across the tilt axis, 0 for none
 * @param skewDeg angle by which the specimen's x axis leans towards y, 0 for none
 */
public record SpecimenDistortion(double stretch, double skewDeg) {
    /** The undistorted specimen. */
    public static final SpecimenDistortion NONE = new SpecimenDistortion(0, 0);

    public boolean isNone() {
        return stretch == 0 && skewDeg == 0;
    }

    /** The 2 x 3 matrix {@code m R(rho) Pxy Ry(theta) Rx(alpha) S} of a view, row by row. */
    public double[] projectionMatrix(ViewGeometry view) {
        double[] p = view.projectionMatrix();
        double k = Math.tan(Math.toRadians(skewDeg));
        return new double[] {p[0] * (1 + stretch) + p[1] * k, p[1], p[2], p[3] * (1 + stretch) + p[4] * k, p[4], p[5]};
    }
}
