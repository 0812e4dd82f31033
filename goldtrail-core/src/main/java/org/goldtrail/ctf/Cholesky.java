package org.goldtrail.ctf;

/** Small symmetric positive definite systems, solved by Cholesky's factorisation A = L L^T. */
final class Cholesky {
    private final int n;
    private final double[] l;

    private Cholesky(int n, double[] l) {
        this.n = n;
        this.l = l;
    }

    /**
     * Factorises a matrix given row by row (not modified). A pivot that is not positive beside the matrix's diagonal gets
     * a large value: the unknown it belongs to comes out as 0.
     */
    static Cholesky of(double[] a, int n) {
        double[] l = a.clone();
        for (int j = 0; j < n; j++) {
            double pivot = l[j * n + j];
            double scale = Math.abs(pivot);
            for (int k = 0; k < j; k++) {
                pivot -= l[j * n + k] * l[j * n + k];
            }
            double root = pivot > 1e-11 * scale && pivot > 0 ? Math.sqrt(pivot) : 1e30;
            l[j * n + j] = root;
            for (int i = j + 1; i < n; i++) {
                double sum = l[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                l[i * n + j] = sum / root;
            }
        }
        return new Cholesky(n, l);
    }

    /** Logarithm of the determinant. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 2 * Math.log(l[i * n + i]);
        }
        return sum;
    }

    /** L^-1 b, whose square is b^T A^-1 b. */
    double[] forward(double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= l[i * n + k] * x[k];
            }
            x[i] /= l[i * n + i];
        }
        return x;
    }

    /** A^-1 b. */
    double[] solve(double[] b) {
        double[] x = forward(b);
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= l[k * n + i] * x[k];
            }
            x[i] /= l[i * n + i];
        }
        return x;
    }

    /** A^-1, row by row. */
    double[] inverse() {
        double[] inverse = new double[n * n];
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            double[] column = solve(unit);
            for (int i = 0; i < n; i++) {
                inverse[i * n + j] = column[i];
            }
        }
        return inverse;
    }
}
