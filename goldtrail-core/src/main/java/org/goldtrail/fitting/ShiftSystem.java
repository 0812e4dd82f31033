package org.goldtrail.fitting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionCommon_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The linear least squares problem for the shifts along one coordinate of the axis frame, when angles are known:
 *
 * <pre>
 *   minimise  sum_o w_o (d_o - b_v . a_p - s_v)^2   over the shifts s and the bead coordinates a
 * </pre>
 *
 * with {@code b = (cos theta, sin theta), a = (x, z)} across the axis and {@code b = 1, a = y} along it. The bead
 * coordinates are eliminated, which leaves one symmetric matrix over the views. It does not depend on the data, so that
 * the attained minimum is a quadratic form in them: {@link #minimum}.
 */
final class ShiftSystem {
    /** Relative size below which a direction counts as not determined by the data. */
    private static final double RANK_TOLERANCE = 1e-9;

    private final Tracks tracks;
    private final double[] weight;
    private final double[][] basis;
    private final int width;
    /** Generalised inverse of sum w b b^T of each bead, row by row. */
    private final double[][] inverse;

    private final DMatrixRMaj reduced;
    private final CholeskyDecomposition_F64<DMatrixRMaj> cholesky;
    private final LinearSolverDense<DMatrixRMaj> solver;

    /** @param basis b of each view, of length 1 or 2 */
    ShiftSystem(Tracks tracks, double[] weight, double[][] basis) {
        this.tracks = tracks;
        this.weight = weight;
        this.basis = basis;
        this.width = basis[0].length;
        this.inverse = new double[tracks.pointCount][];
        this.reduced = new DMatrixRMaj(tracks.viewCount, tracks.viewCount);
        assemble();
        this.cholesky = DecompositionFactory_DDRM.chol(tracks.viewCount, true);
        this.solver = new LinearSolverChol_DDRM((CholeskyDecompositionCommon_DDRM) cholesky);
    }

    private void assemble() {
        int n = tracks.viewCount;
        for (int p = 0; p < tracks.pointCount; p++) {
            double[] normal = new double[width * width];
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                double[] b = basis[tracks.view[o]];
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j < width; j++) {
                        normal[i * width + j] += weight[o] * b[i] * b[j];
                    }
                }
            }
            inverse[p] = SmallMatrices.pseudoInverse(normal);
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                int v = tracks.view[o];
                reduced.data[v * n + v] += weight[o];
                double[] left = times(inverse[p], basis[v], weight[o]);
                for (int q = tracks.first[p]; q < tracks.first[p + 1]; q++) {
                    reduced.data[v * n + tracks.view[q]] -= weight[q] * dot(left, basis[tracks.view[q]]);
                }
            }
        }
    }

    /** Directions in which the shifts are not determined: one array over the views for each, orthonormal. */
    double[][] nullSpace() {
        int n = tracks.viewCount;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(reduced.copy())) {
            throw new IllegalStateException("eigenvalues of the shift system do not converge");
        }
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, eigen.getEigenvalue(i).real);
        }
        double limit = RANK_TOLERANCE * largest;
        return java.util.stream.IntStream.range(0, n)
                .filter(i -> eigen.getEigenvalue(i).real <= limit)
                .mapToObj(i -> eigen.getEigenVector(i).data.clone())
                .toArray(double[][]::new);
    }

    /**
     * Prepares {@link #shifts}. Views of weight 0 get the shift 0; all others have to be connected.
     *
     * @return false if they are so badly connected that there is no solution
     */
    boolean factorise() {
        int n = tracks.viewCount;
        DMatrixRMaj matrix = reduced.copy();
        double scale = 0;
        for (int v = 0; v < n; v++) {
            scale = Math.max(scale, matrix.data[v * n + v]);
        }
        scale = scale > 0 ? scale : 1;
        boolean[] used = new boolean[n];
        for (int v = 0; v < n; v++) {
            used[v] = reduced.data[v * n + v] > RANK_TOLERANCE * scale;
            matrix.data[v * n + v] += used[v] ? RANK_TOLERANCE * 1e-3 * scale : scale;
        }
        // A shift of the specimen cannot be seen; pinning it down leaves the rest of the solution as it is.
        for (int v = 0; v < n; v++) {
            for (int w = 0; w < n; w++) {
                if (used[v] && used[w]) {
                    matrix.data[v * n + w] += scale / n * dot(basis[v], basis[w]);
                }
            }
        }
        return solver.setA(matrix);
    }

    /**
     * After {@link #factorise}: true if every pivot is far from zero, so that nothing but a shift of the specimen is left
     * undetermined. False means that it may be otherwise.
     */
    boolean surelyDetermined() {
        DMatrixRMaj triangle = cholesky.getT(null);
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int v = 0; v < triangle.numRows; v++) {
            double pivot = triangle.get(v, v) * triangle.get(v, v);
            smallest = Math.min(smallest, pivot);
            largest = Math.max(largest, pivot);
        }
        return smallest > 1e-5 * largest;
    }

    /** The best shifts for data given per observation. */
    double[] shifts(double[] data) {
        int n = tracks.viewCount;
        DMatrixRMaj right = new DMatrixRMaj(n, 1);
        for (int p = 0; p < tracks.pointCount; p++) {
            double[] a = times(inverse[p], moment(p, data), 1);
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                int v = tracks.view[o];
                right.data[v] += weight[o] * (data[o] - dot(a, basis[v]));
            }
        }
        DMatrixRMaj shifts = new DMatrixRMaj(n, 1);
        solver.solve(right, shifts);
        return shifts.data;
    }

    /** The best coordinates a of a bead, given data and shifts. */
    double[] coordinates(int p, double[] data, double[] shifts) {
        double[] moment = new double[width];
        for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
            double[] b = basis[tracks.view[o]];
            for (int i = 0; i < width; i++) {
                moment[i] += weight[o] * b[i] * (data[o] - shifts[tracks.view[o]]);
            }
        }
        return times(inverse[p], moment, 1);
    }

    /** The bilinear form whose value at (d, d) is the sum of squares left after the fit to d. */
    double minimum(double[] d, double[] e, double[] shiftsOfE) {
        double sum = 0;
        for (int p = 0; p < tracks.pointCount; p++) {
            double[] a = coordinates(p, e, shiftsOfE);
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                int v = tracks.view[o];
                sum += weight[o] * d[o] * (e[o] - shiftsOfE[v] - dot(a, basis[v]));
            }
        }
        return sum;
    }

    private double[] moment(int p, double[] data) {
        double[] moment = new double[width];
        for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
            double[] b = basis[tracks.view[o]];
            for (int i = 0; i < width; i++) {
                moment[i] += weight[o] * b[i] * data[o];
            }
        }
        return moment;
    }

    private static double[] times(double[] matrix, double[] vector, double factor) {
        int n = vector.length;
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                product[i] += factor * matrix[i * n + j] * vector[j];
            }
        }
        return product;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
