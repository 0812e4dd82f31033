package org.goldtrail.indexing;

import org.goldtrail.geometry.ViewGeometry;

/**
 * The specimen point that several views of known geometry see, by least squares, with a weak belief about its height:
 *
 * <pre>
 *   minimise sum_i |P_i X + t_i - q_i|^2 / sigma^2 + (z - z0)^2 / sigma_z^2
 * </pre>
 *
 * The normal equations are kept as running sums, so observations are added one by one.
 */
final class Triangulation {
    private final double noisePx;
    private final double[] a = new double[6]; // xx xy xz yy yz zz of the normal matrix
    private final double[] b = new double[3];
    private int count;

    Triangulation(double noisePx) {
        this.noisePx = noisePx;
    }

    /** Adds an observation relative to the image centre. */
    void add(ViewGeometry view, double qx, double qy) {
        add(view.projectionMatrix(), qx - view.shiftXPx(), qy - view.shiftYPx());
    }

    /**
     * Adds an observation.
     *
     * @param p the view's projection matrix, not modified
     * @param rx its place relative to the image centre, less the view's shift
     * @param ry the same in y
     */
    void add(double[] p, double rx, double ry) {
        double w = 1 / (noisePx * noisePx);
        a[0] += w * (p[0] * p[0] + p[3] * p[3]);
        a[1] += w * (p[0] * p[1] + p[3] * p[4]);
        a[2] += w * (p[0] * p[2] + p[3] * p[5]);
        a[3] += w * (p[1] * p[1] + p[4] * p[4]);
        a[4] += w * (p[1] * p[2] + p[4] * p[5]);
        a[5] += w * (p[2] * p[2] + p[5] * p[5]);
        b[0] += w * (p[0] * rx + p[3] * ry);
        b[1] += w * (p[1] * rx + p[4] * ry);
        b[2] += w * (p[2] * rx + p[5] * ry);
        count++;
    }

    int count() {
        return count;
    }

    /**
     * The estimate.
     *
     * @param x specimen coordinate
     * @param y specimen coordinate
     * @param z specimen coordinate
     * @param inverse covariance: xx xy xz yy yz zz
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Point(double x, double y, double z, double[] inverse) {
        /** Variance of the projection onto a direction of specimen space. */
        double variance(double dx, double dy, double dz) {
            return dx * dx * inverse[0]
                    + 2 * dx * dy * inverse[1]
                    + 2 * dx * dz * inverse[2]
                    + dy * dy * inverse[3]
                    + 2 * dy * dz * inverse[4]
                    + dz * dz * inverse[5];
        }
    }

    /** Solves with the height believed to be {@code z0} give or take {@code sigmaZ}. */
    Point solve(double z0, double sigmaZ) {
        double w = 1 / (sigmaZ * sigmaZ);
        double xx = a[0];
        double xy = a[1];
        double xz = a[2];
        double yy = a[3];
        double yz = a[4];
        double zz = a[5] + w;
        double bz = b[2] + w * z0;
        // A view at 90 degrees alone would leave x open; a trace of belief keeps the matrix regular.
        xx += 1e-9 * w;
        yy += 1e-9 * w;
        double c00 = yy * zz - yz * yz;
        double c01 = xz * yz - xy * zz;
        double c02 = xy * yz - xz * yy;
        double c11 = xx * zz - xz * xz;
        double c12 = xy * xz - xx * yz;
        double c22 = xx * yy - xy * xy;
        double det = xx * c00 + xy * c01 + xz * c02;
        double[] inv = {c00 / det, c01 / det, c02 / det, c11 / det, c12 / det, c22 / det};
        return new Point(
                inv[0] * b[0] + inv[1] * b[1] + inv[2] * bz,
                inv[1] * b[0] + inv[3] * b[1] + inv[4] * bz,
                inv[2] * b[0] + inv[4] * b[1] + inv[5] * bz,
                inv);
    }
}
