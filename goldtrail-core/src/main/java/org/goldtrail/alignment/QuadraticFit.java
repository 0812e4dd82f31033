package org.goldtrail.alignment;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * Pixels about a place, and the surface of at most second degree through them by least squares. Pixels far off the surface,
 * such as those of a bead that nobody has tracked, can be left out of both the surface and the scatter about it.
 */
final class QuadraticFit {
    /** Terms of a surface of second degree: 1, u, v, u², uv, v². */
    static final int TERMS = 6;

    /** Pixels farther off than so many standard deviations are no noise. */
    private static final double OUTLIER_SD = 3;

    private static final int TRIMS = 5;

    /** Standard deviation of normal noise over the median of its absolute values. */
    private static final double SD_OF_MEDIAN = 1.4826;

    private final double unit;
    private double[] u = new double[256];
    private double[] v = new double[256];
    private double[] values = new double[256];
    private int count;
    private double[] surface = new double[TERMS];
    private double scatter;

    /** @param unit length in which the terms are measured, so that they are of one size */
    QuadraticFit(double unit) {
        this.unit = unit;
    }

    /** Adds a pixel at an offset from the place. */
    void add(double dx, double dy, double value) {
        if (count == u.length) {
            u = Arrays.copyOf(u, 2 * count);
            v = Arrays.copyOf(v, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        u[count] = dx / unit;
        v[count] = dy / unit;
        values[count++] = value;
    }

    int count() {
        return count;
    }

    /** Fits the first so many terms to all pixels. */
    QuadraticFit fitAll(int terms) {
        fit(terms, Double.POSITIVE_INFINITY);
        return this;
    }

    /** Fits the first so many terms to the pixels that are not far off the surface. */
    QuadraticFit fitMost(int terms) {
        // from the median on, since least squares follow what is far off
        double[] off = Arrays.copyOf(values, count);
        Arrays.sort(off);
        surface = new double[] {off[count / 2], 0, 0, 0, 0, 0};
        for (int round = 0; round < TRIMS; round++) {
            for (int i = 0; i < count; i++) {
                off[i] = Math.abs(values[i] - at(u[i], v[i]));
            }
            Arrays.sort(off);
            double limit = OUTLIER_SD * SD_OF_MEDIAN * off[count / 2];
            if (!(limit > 0)) {
                return fitAll(terms);
            }
            fit(terms, limit);
        }
        return this;
    }

    private void fit(int terms, double limit) {
        DMatrixRMaj normal = new DMatrixRMaj(terms, terms);
        DMatrixRMaj right = new DMatrixRMaj(terms, 1);
        double[] t = new double[TERMS];
        int used = 0;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            if (Math.abs(values[i] - at(u[i], v[i])) > limit) {
                continue;
            }
            terms(u[i], v[i], t);
            for (int k = 0; k < terms; k++) {
                for (int j = 0; j < terms; j++) {
                    normal.data[k * terms + j] += t[k] * t[j];
                }
                right.data[k] += t[k] * values[i];
            }
            used++;
            sum += values[i];
        }
        double[] before = surface;
        var solver = LinearSolverFactory_DDRM.symmPosDef(terms);
        DMatrixRMaj solution = new DMatrixRMaj(terms, 1);
        if (used > terms && solver.setA(normal.copy())) {
            solver.solve(right, solution);
            surface = Arrays.copyOf(solution.getData(), TERMS);
        } else {
            surface = new double[] {used == 0 ? 0 : sum / used, 0, 0, 0, 0, 0};
        }
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double was = values[i] - (before[0] + rest(before, u[i], v[i]));
            if (Math.abs(was) <= limit) {
                double d = values[i] - at(u[i], v[i]);
                squares += d * d;
            }
        }
        scatter = Math.sqrt(squares / Math.max(1, used - terms));
    }

    private static void terms(double u, double v, double[] out) {
        out[0] = 1;
        out[1] = u;
        out[2] = v;
        out[3] = u * u;
        out[4] = u * v;
        out[5] = v * v;
    }

    private double at(double atU, double atV) {
        return surface[0] + rest(surface, atU, atV);
    }

    private static double rest(double[] c, double u, double v) {
        return c[1] * u + c[2] * v + c[3] * u * u + c[4] * u * v + c[5] * v * v;
    }

    /** The surface at an offset from the place. */
    double value(double dx, double dy) {
        return at(dx / unit, dy / unit);
    }

    /** Standard deviation of the pixels taken about the surface. */
    double scatter() {
        return scatter;
    }
}
