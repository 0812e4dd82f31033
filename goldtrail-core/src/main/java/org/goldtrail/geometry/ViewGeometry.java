package org.goldtrail.geometry;

/**
 * Where a specimen point lands in one view. With X relative to the specimen centre and q relative to the image centre
 * {@code ((width-1)/2, (height-1)/2)}, both in raw pixels, y up:
 *
 * <pre>
 *   q = m R(rho) Pxy( Ry(theta) Rx(alpha) X ) + t
 *   R(a) = [cos a, -sin a; sin a, cos a]
 *   Ry: x' =  x cos + z sin, z' = -x sin + z cos
 *   Rx: y' =  y cos - z sin, z' =  y sin + z cos
 * </pre>
 *
 * @param axisDeg rho, from +y to the tilt axis, counter-clockwise positive (IMOD's rotation angle)
 * @param tiltDeg theta
 * @param xTiltDeg alpha, 0 for a plain series
 * @param magnification m, 1 where not refined
 * @param shiftXPx t in x, raw pixels
 * @param shiftYPx t in y, raw pixels
 */
public record ViewGeometry(
        double axisDeg, double tiltDeg, double xTiltDeg, double magnification, double shiftXPx, double shiftYPx) {

    /** A view without shift, magnification or X-axis tilt. */
    public static ViewGeometry of(double axisDeg, double tiltDeg) {
        return new ViewGeometry(axisDeg, tiltDeg, 0, 1, 0, 0);
    }

    public ViewGeometry withShift(double newShiftXPx, double newShiftYPx) {
        return new ViewGeometry(axisDeg, tiltDeg, xTiltDeg, magnification, newShiftXPx, newShiftYPx);
    }

    public ViewGeometry withAxis(double newAxisDeg) {
        return new ViewGeometry(newAxisDeg, tiltDeg, xTiltDeg, magnification, shiftXPx, shiftYPx);
    }

    public ViewGeometry withTilt(double newTiltDeg) {
        return new ViewGeometry(axisDeg, newTiltDeg, xTiltDeg, magnification, shiftXPx, shiftYPx);
    }

    /** The 2 x 3 matrix {@code m R(rho) Pxy Ry(theta) Rx(alpha)}, row by row. */
    public double[] projectionMatrix() {
        double rho = Math.toRadians(axisDeg);
        double theta = Math.toRadians(tiltDeg);
        double alpha = Math.toRadians(xTiltDeg);
        double c = magnification * Math.cos(rho);
        double s = magnification * Math.sin(rho);
        // rows of Pxy Ry Rx
        double xx = Math.cos(theta);
        double xy = Math.sin(theta) * Math.sin(alpha);
        double xz = Math.sin(theta) * Math.cos(alpha);
        double yy = Math.cos(alpha);
        double yz = -Math.sin(alpha);
        return new double[] {c * xx, c * xy - s * yy, c * xz - s * yz, s * xx, s * xy + c * yy, s * xz + c * yz};
    }

    /** x of the image of specimen point (x, y, z), relative to the image centre, in raw pixels. */
    public double projectX(double x, double y, double z) {
        double[] p = projectionMatrix();
        return p[0] * x + p[1] * y + p[2] * z + shiftXPx;
    }

    /** y of the image of specimen point (x, y, z), relative to the image centre, in raw pixels. */
    public double projectY(double x, double y, double z) {
        double[] p = projectionMatrix();
        return p[3] * x + p[4] * y + p[5] * z + shiftYPx;
    }
}
