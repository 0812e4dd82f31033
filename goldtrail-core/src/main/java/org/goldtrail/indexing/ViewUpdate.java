package org.goldtrail.indexing;

import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Statistics;

/**
 * Improves shift, rotation and magnification of one view so that its reprojections meet their observations:
 *
 * <pre>
 *   q = (1 + s) R(phi) u + t,   u = P X without shift
 * </pre>
 *
 * by least squares for small phi and s, with Tukey weights against mismatches and a belief that phi and s are small, so
 * that a few beads on one side do not turn the view.
 */
final class ViewUpdate {
    private static final double ROTATION_SIGMA_DEG = 0.7;
    private static final double MAGNIFICATION_SIGMA = 0.005;
    private static final double TUKEY = 4.685;

    private ViewUpdate() {}

    /**
     * @param ux reprojections without shift, relative to the image centre
     * @param uy reprojections without shift
     * @param qx observations relative to the image centre
     * @param qy observations
     * @param sigma for each pair, its expected deviation in pixels
     * @param turn whether rotation and magnification may change, too
     */
    static ViewGeometry improve(
            ViewGeometry view, double[] ux, double[] uy, double[] qx, double[] qy, double[] sigma, boolean turn) {
        int n = ux.length;
        if (n == 0) {
            return view;
        }
        double tx = view.shiftXPx();
        double ty = view.shiftYPx();
        double phi = 0;
        double s = 0;
        for (int round = 0; round < 4; round++) {
            double[] deviation = new double[n];
            for (int i = 0; i < n; i++) {
                double rx = qx[i] - ((1 + s) * ux[i] - phi * uy[i] + tx);
                double ry = qy[i] - ((1 + s) * uy[i] + phi * ux[i] + ty);
                deviation[i] = Math.hypot(rx, ry) / sigma[i];
            }
            double scale = Math.max(0.5, Statistics.median(deviation) / 1.1774);
            // Unknowns tx, ty and, where asked, phi and s; the normal matrix is small enough to write out.
            double w0 = 0;
            double wux = 0;
            double wuy = 0;
            double wuu = 0;
            double wqx = 0;
            double wqy = 0;
            double cross = 0;
            double dot = 0;
            for (int i = 0; i < n; i++) {
                double r = deviation[i] / (TUKEY * scale);
                if (r >= 1) {
                    continue;
                }
                double w = (1 - r * r) * (1 - r * r) / (sigma[i] * sigma[i] * scale * scale);
                double dx = qx[i] - ux[i];
                double dy = qy[i] - uy[i];
                w0 += w;
                wux += w * ux[i];
                wuy += w * uy[i];
                wuu += w * (ux[i] * ux[i] + uy[i] * uy[i]);
                wqx += w * dx;
                wqy += w * dy;
                cross += w * (ux[i] * dy - uy[i] * dx);
                dot += w * (ux[i] * dx + uy[i] * dy);
            }
            if (!(w0 > 0)) {
                return view;
            }
            double spread = wuu - (wux * wux + wuy * wuy) / w0;
            if (turn) {
                double rotationBelief = 1 / Math.pow(Math.toRadians(ROTATION_SIGMA_DEG), 2);
                double magnificationBelief = 1 / (MAGNIFICATION_SIGMA * MAGNIFICATION_SIGMA);
                phi = (cross - (wux * wqy - wuy * wqx) / w0) / (spread + rotationBelief);
                s = (dot - (wux * wqx + wuy * wqy) / w0) / (spread + magnificationBelief);
            }
            tx = (wqx - s * wux + phi * wuy) / w0;
            ty = (wqy - s * wuy - phi * wux) / w0;
        }
        return new ViewGeometry(
                view.axisDeg() + Math.toDegrees(phi),
                view.tiltDeg(),
                view.xTiltDeg(),
                view.magnification() * (1 + s),
                tx,
                ty);
    }
}
