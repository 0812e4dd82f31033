package org.goldtrail.phantom.score;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.phantom.Truth;

/**
 * The residual that even the best rigid alignment leaves on a specimen that changes its shape: points and views (axis,
 * tilt, magnification and shift of each) are fitted in turn, which never makes the residual larger.
 */
public final class RigidFloor {
    private static final int ROUNDS = 60;
    private static final double DEG = Math.PI / 180;

    private RigidFloor() {}

    /**
     * @param tilts start values; blank, blurred and displaced views are left out
     * @param xyz start values of the points
     * @param x image coordinates by view and point
     * @param cx centre of the views
     * @return rms distance in raw pixels
     */
    public static double px(
            List<Truth.TiltTruth> tilts, double[][] xyz, double[][] x, double[][] y, double cx, double cy) {
        List<Truth.TiltTruth> good =
                tilts.stream().filter(t -> "good".equals(t.status())).toList();
        ViewGeometry[] views = new ViewGeometry[good.size()];
        for (int i = 0; i < views.length; i++) {
            Truth.TiltTruth t = good.get(i);
            views[i] = new ViewGeometry(t.phi(), t.theta(), 0, t.mag(), t.shift()[0], t.shift()[1]);
        }
        double[][] points = new double[xyz.length][];
        double rms = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            for (int p = 0; p < points.length; p++) {
                points[p] = point(views, good, x, y, p, cx, cy);
            }
            for (int i = 0; i < views.length; i++) {
                int row = good.get(i).index();
                views[i] = view(views[i], points, x[row], y[row], cx, cy);
                for (int p = 0; p < points.length; p++) {
                    double[] m = points[p];
                    double dx = views[i].projectX(m[0], m[1], m[2]) + cx - x[row][p];
                    double dy = views[i].projectY(m[0], m[1], m[2]) + cy - y[row][p];
                    sum += dx * dx + dy * dy;
                }
            }
            double next = Math.sqrt(sum / ((double) views.length * points.length));
            if (rms - next < 1e-6) {
                return Math.min(rms, next);
            }
            rms = next;
        }
        return rms;
    }

    /** The point that fits its images best. */
    private static double[] point(
            ViewGeometry[] views, List<Truth.TiltTruth> good, double[][] x, double[][] y, int p, double cx, double cy) {
        DMatrixRMaj a = new DMatrixRMaj(2 * views.length, 3);
        DMatrixRMaj b = new DMatrixRMaj(2 * views.length, 1);
        for (int i = 0; i < views.length; i++) {
            double[] m = views[i].projectionMatrix();
            for (int k = 0; k < 3; k++) {
                a.set(2 * i, k, m[k]);
                a.set(2 * i + 1, k, m[3 + k]);
            }
            int row = good.get(i).index();
            b.set(2 * i, 0, x[row][p] - cx - views[i].shiftXPx());
            b.set(2 * i + 1, 0, y[row][p] - cy - views[i].shiftYPx());
        }
        DMatrixRMaj s = LeastSquares.solve(a, b);
        return new double[] {s.get(0), s.get(1), s.get(2)};
    }

    /** One Gauss-Newton step on the five numbers of a view, kept only if it helps. */
    private static ViewGeometry view(ViewGeometry v, double[][] points, double[] x, double[] y, double cx, double cy) {
        int n = points.length;
        DMatrixRMaj a = new DMatrixRMaj(2 * n, 5);
        DMatrixRMaj b = new DMatrixRMaj(2 * n, 1);
        for (int p = 0; p < n; p++) {
            double[] m = points[p];
            double qx = v.projectX(m[0], m[1], m[2]);
            double qy = v.projectY(m[0], m[1], m[2]);
            double ux = qx - v.shiftXPx();
            double uy = qy - v.shiftYPx();
            ViewGeometry turned = v.withTilt(v.tiltDeg() + 1e-4);
            double tiltX = (turned.projectX(m[0], m[1], m[2]) - qx) * 1e4;
            double tiltY = (turned.projectY(m[0], m[1], m[2]) - qy) * 1e4;
            double[] rows = {-uy * DEG, tiltX, ux, 1, 0, ux * DEG, tiltY, uy, 0, 1};
            System.arraycopy(rows, 0, a.data, 10 * p, 10);
            b.set(2 * p, 0, x[p] - cx - qx);
            b.set(2 * p + 1, 0, y[p] - cy - qy);
        }
        DMatrixRMaj s = LeastSquares.solve(a, b);
        ViewGeometry next = new ViewGeometry(
                v.axisDeg() + s.get(0),
                v.tiltDeg() + s.get(1),
                0,
                v.magnification() * (1 + s.get(2)),
                v.shiftXPx() + s.get(3),
                v.shiftYPx() + s.get(4));
        return sum(next, points, x, y, cx, cy) <= sum(v, points, x, y, cx, cy) ? next : v;
    }

    private static double sum(ViewGeometry v, double[][] points, double[] x, double[] y, double cx, double cy) {
        double sum = 0;
        for (int p = 0; p < points.length; p++) {
            double[] m = points[p];
            double dx = v.projectX(m[0], m[1], m[2]) + cx - x[p];
            double dy = v.projectY(m[0], m[1], m[2]) + cy - y[p];
            sum += dx * dx + dy * dy;
        }
        return sum;
    }
}
