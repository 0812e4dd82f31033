package org.goldtrail.fitting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Covariance of the unknowns of the views at the solution: noise variance times the inverse normal matrix. */
final class Covariance {
    private final UnknownMap map;
    private final Scene scene;
    private final DMatrixRMaj covariance;

    Covariance(BundleAdjustment adjustment) {
        this(adjustment, adjustment.noiseVariance());
    }

    Covariance(BundleAdjustment adjustment, double noiseVariance) {
        map = adjustment.map();
        scene = adjustment.scene();
        covariance = inverse(adjustment.equations().matrix);
        CommonOps_DDRM.scale(noiseVariance, covariance);
    }

    private static DMatrixRMaj inverse(DMatrixRMaj matrix) {
        int n = matrix.numRows;
        double trace = CommonOps_DDRM.trace(matrix);
        for (int i = 0; i < n; i++) {
            matrix.data[i * n + i] += 1e-12 * trace / n;
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(n);
        DMatrixRMaj inverse = new DMatrixRMaj(n, n);
        if (!solver.setA(matrix)) {
            inverse.fill(Double.NaN);
            return inverse;
        }
        solver.invert(inverse);
        return inverse;
    }

    double variance(int unknown) {
        return covariance.get(unknown, unknown);
    }

    /**
     * The direction in which the unknowns are known worst, measured in given yardsticks.
     *
     * @param yardstick for each unknown; 0 for those that do not count
     * @param direction receives the direction, of length 1 in yardsticks
     * @return the variance along it, in yardsticks squared
     */
    double worst(double[] yardstick, double[] direction) {
        int n = map.count;
        for (int i = 0; i < n; i++) {
            direction[i] =
                    yardstick[i] > 0 ? 1 + 0.5 * Math.sin(12.9898 * i) : 0; // any vector of mixed signs and sizes
        }
        double variance = 0;
        for (int round = 0; round < 60; round++) {
            double[] next = new double[n];
            double norm = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n && yardstick[i] > 0; j++) {
                    if (yardstick[j] > 0) {
                        next[i] += covariance.data[i * n + j] * direction[j] / yardstick[j];
                    }
                }
                next[i] = yardstick[i] > 0 ? next[i] / yardstick[i] : 0;
                norm += next[i] * next[i];
            }
            variance = Math.sqrt(norm);
            for (int i = 0; i < n && variance > 0; i++) {
                direction[i] = next[i] / variance;
            }
        }
        return variance;
    }

    /**
     * Standard deviation, in each view, of the image of a specimen point, both coordinates together, as far as it is not
     * the same as another position of the point: the deviations in all views are projected off those that a moved point
     * makes.
     *
     * @param at specimen point
     * @return one length per view in raw pixels; 0 for views that no trail reaches
     */
    double[] imageErrorPx(double[] at, boolean[] connected) {
        int views = map.terms.length;
        int n = map.count;
        int rows = 2 * views;
        double[][] derivative = new double[rows][ViewVariable.COUNT];
        for (int v = 0; v < views; v++) {
            Scene.derivatives(scene.view[v], at, derivative[2 * v], derivative[2 * v + 1]);
        }
        DMatrixRMaj spread = new DMatrixRMaj(rows, rows);
        double[] row = new double[n];
        for (int r = 0; r < rows; r++) {
            java.util.Arrays.fill(row, 0);
            for (UnknownMap.Term term : map.terms[r / 2]) {
                double d = term.coefficient() * derivative[r][term.variable()];
                int from = term.unknown() * n;
                for (int j = 0; j < n; j++) {
                    row[j] += d * covariance.data[from + j];
                }
            }
            for (int c = 0; c < rows; c++) {
                double sum = 0;
                for (UnknownMap.Term term : map.terms[c / 2]) {
                    sum += term.coefficient() * derivative[c][term.variable()] * row[term.unknown()];
                }
                spread.data[r * rows + c] = sum;
            }
        }
        DMatrixRMaj off = offMovedPoint(connected);
        DMatrixRMaj half = new DMatrixRMaj(rows, rows);
        CommonOps_DDRM.mult(off, spread, half);
        double[] error = new double[views];
        for (int r = 0; r < rows; r++) {
            double variance = 0;
            for (int c = 0; c < rows; c++) {
                variance += half.data[r * rows + c] * off.data[r * rows + c];
            }
            error[r / 2] += Math.max(0, variance);
        }
        for (int v = 0; v < views; v++) {
            error[v] = connected[v] ? Math.sqrt(error[v]) : 0;
        }
        return error;
    }

    /** {@code I - P (P^T P)^-1 P^T}, with P the stacked projection matrices of the connected views. */
    private DMatrixRMaj offMovedPoint(boolean[] connected) {
        int views = connected.length;
        double[] normal = new double[6];
        for (int v = 0; v < views; v++) {
            double[] m = scene.matrix[v];
            for (int k = 0; connected[v] && k < 6; k += 3) {
                normal[0] += m[k] * m[k];
                normal[1] += m[k] * m[k + 1];
                normal[2] += m[k] * m[k + 2];
                normal[3] += m[k + 1] * m[k + 1];
                normal[4] += m[k + 1] * m[k + 2];
                normal[5] += m[k + 2] * m[k + 2];
            }
        }
        double[] inverse = SmallMatrices.inverse3(normal);
        DMatrixRMaj off = CommonOps_DDRM.identity(2 * views);
        double[] left = new double[3];
        for (int r = 0; r < 2 * views; r++) {
            if (!connected[r / 2]) {
                continue;
            }
            double[] m = scene.matrix[r / 2];
            int k = 3 * (r % 2);
            SmallMatrices.times3(inverse, m[k], m[k + 1], m[k + 2], left);
            for (int c = 0; c < 2 * views; c++) {
                if (connected[c / 2]) {
                    double[] q = scene.matrix[c / 2];
                    int j = 3 * (c % 2);
                    off.data[r * 2 * views + c] -= left[0] * q[j] + left[1] * q[j + 1] + left[2] * q[j + 2];
                }
            }
        }
        return off;
    }
}
