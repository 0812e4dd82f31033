package org.goldtrail.ctf;

import org.goldtrail.geometry.ViewGeometry;

/**
 * The middle of the slab as a plane {@code z = slopeX x + slopeY y} through the specimen centre, and its height in the
 * views. The height z' of a specimen point along the beam is the third component of {@code Ry(theta) Rx(alpha) X}; the
 * defocus there is {@code D - hand z'}.
 *
 * @param slopeX dz/dx, 0 for a specimen that lies flat
 * @param slopeY dz/dy, 0 for a specimen that lies flat
 */
public record SpecimenPlane(double slopeX, double slopeY) {
    /** The plane of a specimen that lies flat at zero tilt. */
    public static final SpecimenPlane FLAT = new SpecimenPlane(0, 0);

    /** Angle between the plane and the tomogram's, degrees. */
    public double steepestDeg() {
        return Math.toDegrees(Math.atan(Math.hypot(slopeX, slopeY)));
    }

    /**
     * Height of the plane in one view as a linear function of the place in the image.
     *
     * @param view where the view lies
     * @return heights per pixel along x and y; at a point q relative to the image centre the height is
     *     {@code gx (qx - tx) + gy (qy - ty)} in pixels
     */
    public double[] heightGradient(ViewGeometry view) {
        double[] p = view.projectionMatrix();
        double theta = Math.toRadians(view.tiltDeg());
        double alpha = Math.toRadians(view.xTiltDeg());
        double[] h = {-Math.sin(theta), Math.cos(theta) * Math.sin(alpha), Math.cos(theta) * Math.cos(alpha)};
        // points of the plane are X = (x, y, slopeX x + slopeY y)
        double a = p[0] + p[2] * slopeX;
        double b = p[1] + p[2] * slopeY;
        double c = p[3] + p[5] * slopeX;
        double d = p[4] + p[5] * slopeY;
        double hx = h[0] + h[2] * slopeX;
        double hy = h[1] + h[2] * slopeY;
        double det = a * d - b * c;
        if (Math.abs(det) < 0.02) {
            // seen edge-on the height is undefined; the view is useless anyway
            return new double[] {0, 0};
        }
        return new double[] {(hx * d - hy * c) / det, (-hx * b + hy * a) / det};
    }

    /**
     * How much higher than the middle plane a parallel plane appears at the same place of the image, per pixel by which it
     * lies above the middle along z (1 / cos tilt in a plain series).
     */
    public double heightPerZ(ViewGeometry view) {
        double[] p = view.projectionMatrix();
        double[] g = heightGradient(view);
        double theta = Math.toRadians(view.tiltDeg());
        double alpha = Math.toRadians(view.xTiltDeg());
        return Math.cos(theta) * Math.cos(alpha) - g[0] * p[2] - g[1] * p[5];
    }

    /** Height above the specimen centre at a pixel of the view (pixel-index coordinates), in raw pixels. */
    public double heightPx(ViewGeometry view, int width, int height, double x, double y) {
        double[] g = heightGradient(view);
        return g[0] * (x - (width - 1) / 2.0 - view.shiftXPx()) + g[1] * (y - (height - 1) / 2.0 - view.shiftYPx());
    }
}
