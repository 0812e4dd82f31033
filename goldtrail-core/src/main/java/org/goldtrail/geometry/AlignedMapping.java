package org.goldtrail.geometry;

import org.goldtrail.GoldtrailException;

/**
 * One view's way from raw to aligned, as IMOD's newstack and tilt divide it between .xf, .tlt, .xtilt and .zfac:
 *
 * <pre>
 *   a = A (q - c_raw) + d + c_aligned
 *   a_x = x cos(theta) + y sin(theta) sin(alpha) + z (sin(theta) cos(alpha) + xzFactor)
 *   a_y = y cos(alpha) - z (sin(alpha) - yzFactor)
 * </pre>
 *
 * For a plain view {@code A = R(-rho)/m}, {@code d = -A t} and both factors are 0. With a {@link SpecimenDistortion} the
 * six numbers A, xzFactor and yzFactor are the only ones that make both sides agree for every specimen point. Checked
 * against a solution of IMOD's own with stretch and skew (its .tltxf, .tlt and .zfac reproduce its residuals to 0.001 px).
 *
 * @param a11 A, row 1
 * @param a12 A, row 1
 * @param a21 A, row 2
 * @param a22 A, row 2
 * @param shiftXPx d in x, raw pixels
 * @param shiftYPx d in y, raw pixels
 * @param xzFactor first column of .zfac
 * @param yzFactor second column of .zfac
 */
public record AlignedMapping(
        double a11,
        double a12,
        double a21,
        double a22,
        double shiftXPx,
        double shiftYPx,
        double xzFactor,
        double yzFactor) {

    /** @throws GoldtrailException if the view is tilted by 90°, where x and y cannot be told from the image */
    public static AlignedMapping of(ViewGeometry view, SpecimenDistortion distortion) {
        double[] p = distortion.projectionMatrix(view);
        double theta = Math.toRadians(view.tiltDeg());
        double alpha = Math.toRadians(view.xTiltDeg());
        double det = p[0] * p[4] - p[1] * p[3];
        if (Math.abs(det) < 1e-9) {
            throw new GoldtrailException(
                    "a view tilted by " + view.tiltDeg() + "° has no aligned image",
                    "",
                    "give the right tilt angle or exclude the view");
        }
        if (distortion.isNone()) {
            // The same without rounding errors, so that the factors are exactly 0.
            XfTransform plain = XfTransform.of(view);
            return new AlignedMapping(plain.a11(), plain.a12(), plain.a21(), plain.a22(), plain.dx(), plain.dy(), 0, 0);
        }
        double cosTheta = Math.cos(theta);
        double sinTheta = Math.sin(theta);
        double cosAlpha = Math.cos(alpha);
        double sinAlpha = Math.sin(alpha);
        // A [p0 p1; p3 p4] = [cosTheta, sinTheta sinAlpha; 0, cosAlpha]
        double a11 = (cosTheta * p[4] - sinTheta * sinAlpha * p[3]) / det;
        double a12 = (sinTheta * sinAlpha * p[0] - cosTheta * p[1]) / det;
        double a21 = -cosAlpha * p[3] / det;
        double a22 = cosAlpha * p[0] / det;
        return new AlignedMapping(
                a11,
                a12,
                a21,
                a22,
                -(a11 * view.shiftXPx() + a12 * view.shiftYPx()),
                -(a21 * view.shiftXPx() + a22 * view.shiftYPx()),
                a11 * p[2] + a12 * p[5] - sinTheta * cosAlpha,
                a21 * p[2] + a22 * p[5] + sinAlpha);
    }

    /** The part that is applied to the raw view: a line of .xf. */
    public XfTransform transform() {
        return new XfTransform(a11, a12, a21, a22, shiftXPx, shiftYPx);
    }

    /** The part that is left to the back-projection: a line of .zfac. */
    public double[] zFactors() {
        return new double[] {xzFactor, yzFactor};
    }
}
