package org.goldtrail.phantom;

import org.goldtrail.geometry.ViewGeometry;

/**
 * The slab of ice as a plane in the laboratory frame: a point (sx, sy, sz) of the slab lies at
 * {@code Rx(xTilt) Ry(pretilt) s}.
 *
 * @param thicknessPx in unbinned pixels
 */
record Slab(double pretiltDeg, double xTiltDeg, double thicknessPx) {
    /** The rotation, row by row. */
    double[][] rotation() {
        double p = Math.toRadians(pretiltDeg);
        double a = Math.toRadians(xTiltDeg);
        double cp = Math.cos(p);
        double sp = Math.sin(p);
        double ca = Math.cos(a);
        double sa = Math.sin(a);
        return new double[][] {{cp, 0, sp}, {sa * sp, ca, -sa * cp}, {-ca * sp, sa, ca * cp}};
    }

    double[] toLab(double sx, double sy, double sz) {
        double[][] r = rotation();
        return new double[] {
            r[0][0] * sx + r[0][1] * sy + r[0][2] * sz,
            r[1][0] * sx + r[1][1] * sy + r[1][2] * sz,
            r[2][0] * sx + r[2][1] * sy + r[2][2] * sz
        };
    }

    /** How much longer the path of the beam through the slab is than its thickness. */
    double pathFactor(ViewGeometry view) {
        double[] n = toLab(0, 0, 1);
        double t = Math.toRadians(view.tiltDeg());
        double cosine = Math.abs(-n[0] * Math.sin(t) + n[2] * Math.cos(t));
        return 1 / Math.max(cosine, 0.05);
    }

    /**
     * The affine map from the image (relative to its centre) to the plane of height sz in the slab:
     * {sx0, dsx/dqx, dsx/dqy, sy0, dsy/dqx, dsy/dqy}.
     */
    double[] imageToPlane(ViewGeometry view, double sz) {
        double[] o = toLab(0, 0, sz);
        double[] ex = toLab(1, 0, 0);
        double[] ey = toLab(0, 1, 0);
        double x0 = view.projectX(o[0], o[1], o[2]);
        double y0 = view.projectY(o[0], o[1], o[2]);
        double[] p = view.projectionMatrix();
        double a = p[0] * ex[0] + p[1] * ex[1] + p[2] * ex[2];
        double b = p[0] * ey[0] + p[1] * ey[1] + p[2] * ey[2];
        double c = p[3] * ex[0] + p[4] * ex[1] + p[5] * ex[2];
        double d = p[3] * ey[0] + p[4] * ey[1] + p[5] * ey[2];
        double det = a * d - b * c;
        double ia = d / det;
        double ib = -b / det;
        double ic = -c / det;
        double id = a / det;
        return new double[] {-(ia * x0 + ib * y0), ia, ib, -(ic * x0 + id * y0), ic, id};
    }
}
