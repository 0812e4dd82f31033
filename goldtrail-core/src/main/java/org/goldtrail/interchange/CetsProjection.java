package org.goldtrail.interchange;

import java.nio.file.Path;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import tools.jackson.databind.JsonNode;

/** One projection of CETS: a sequence of rotations and translations, in whatever order, as a view. */
final class CetsProjection {
    private static final double TOLERANCE = 1e-4;

    private CetsProjection() {}

    /**
     * The view of a sequence: affine matrices multiply, translations add, in the order of the list; the product is {@code Rz(rho)
     * Ry(theta) Rx(alpha)}.
     *
     * @throws GoldtrailException if it is no rotation
     */
    static ViewGeometry fold(JsonNode projection, double pixel, Path file) {
        double[][] r = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        double[] t = new double[3];
        for (JsonNode step : projection.path("sequence")) {
            if (step.path("affine").isArray()) {
                double[][] m = matrix(step.path("affine"), file);
                r = times(m, r);
                t = times(m, t);
            } else if (step.path("translation").isArray()) {
                for (int i = 0; i < Math.min(3, step.path("translation").size()); i++) {
                    t[i] += step.path("translation").path(i).asDouble(Double.NaN);
                }
            } else {
                throw new GoldtrailException(
                        "a step of a projection is neither affine nor a translation",
                        file.toString(),
                        "only rigid alignments can be taken over");
            }
        }
        requireRotation(r, file);
        // R = Rz Ry Rx: r31 = -sin(theta), r11 = cos(rho) cos(theta), r21 = sin(rho) cos(theta), r32 = cos(theta)
        // sin(alpha)
        double theta = Math.atan2(-r[2][0], Math.hypot(r[0][0], r[1][0]));
        double rho = Math.atan2(r[1][0], r[0][0]);
        double alpha = Math.atan2(r[2][1], r[2][2]);
        return CetsFormat.geometry(rho, theta, alpha, t[0] / pixel, t[1] / pixel);
    }

    /** {@code Ry(theta) Rx(alpha)} of a view. */
    static double[][] tilt(ViewGeometry view) {
        double theta = Math.toRadians(view.tiltDeg());
        double alpha = Math.toRadians(view.xTiltDeg());
        double[][] y = {{Math.cos(theta), 0, Math.sin(theta)}, {0, 1, 0}, {-Math.sin(theta), 0, Math.cos(theta)}};
        double[][] x = {{1, 0, 0}, {0, Math.cos(alpha), -Math.sin(alpha)}, {0, Math.sin(alpha), Math.cos(alpha)}};
        return times(y, x);
    }

    /** {@code Rz(rho)} of a view. */
    static double[][] inPlane(ViewGeometry view) {
        double rho = Math.toRadians(view.axisDeg());
        return new double[][] {{Math.cos(rho), -Math.sin(rho), 0}, {Math.sin(rho), Math.cos(rho), 0}, {0, 0, 1}};
    }

    private static double[][] matrix(JsonNode node, Path file) {
        double[][] m = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                m[i][j] = node.path(i).path(j).asDouble(Double.NaN);
            }
        }
        requireRotation(m, file);
        return m;
    }

    private static void requireRotation(double[][] m, Path file) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double dot = m[0][i] * m[0][j] + m[1][i] * m[1][j] + m[2][i] * m[2][j];
                if (!(Math.abs(dot - (i == j ? 1 : 0)) < TOLERANCE)) {
                    throw new GoldtrailException(
                            "a projection holds a matrix that is no rotation of 3 x 3 numbers",
                            file.toString(),
                            "only rigid alignments can be taken over");
                }
            }
        }
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] c = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
            }
        }
        return c;
    }

    private static double[] times(double[][] a, double[] v) {
        double[] out = new double[3];
        for (int i = 0; i < 3; i++) {
            out[i] = a[i][0] * v[0] + a[i][1] * v[1] + a[i][2] * v[2];
        }
        return out;
    }
}
