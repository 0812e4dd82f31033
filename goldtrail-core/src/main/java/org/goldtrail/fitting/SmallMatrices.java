package org.goldtrail.fitting;

/** Symmetric matrices of order 1 to 3, row by row. */
final class SmallMatrices {
    private static final double TOLERANCE = 1e-10;

    private SmallMatrices() {}

    /** Generalised inverse of a positive semi-definite matrix of order 1 or 2; the argument is not modified. */
    static double[] pseudoInverse(double[] m) {
        if (m.length == 1) {
            return new double[] {m[0] > 0 ? 1 / m[0] : 0};
        }
        double trace = m[0] + m[3];
        double det = m[0] * m[3] - m[1] * m[2];
        if (trace <= 0) {
            return new double[4];
        }
        if (det > TOLERANCE * trace * trace) {
            return new double[] {m[3] / det, -m[1] / det, -m[2] / det, m[0] / det};
        }
        // Of rank 1: m = trace * u u^T, and its generalised inverse is u u^T / trace.
        double f = 1 / (trace * trace);
        return new double[] {m[0] * f, m[1] * f, m[2] * f, m[3] * f};
    }

    /**
     * Inverse of a positive semi-definite 3 x 3 matrix, given as {xx, xy, xz, yy, yz, zz} and returned so, after adding a
     * billionth of its trace to the diagonal; all zero for the zero matrix.
     */
    static double[] inverse3(double[] m) {
        double ridge = 1e-9 * (m[0] + m[3] + m[5]);
        if (ridge <= 0) {
            return new double[6];
        }
        double xx = m[0] + ridge;
        double yy = m[3] + ridge;
        double zz = m[5] + ridge;
        double c0 = yy * zz - m[4] * m[4];
        double c1 = m[4] * m[2] - m[1] * zz;
        double c2 = m[1] * m[4] - yy * m[2];
        double det = xx * c0 + m[1] * c1 + m[2] * c2;
        return new double[] {
            c0 / det,
            c1 / det,
            c2 / det,
            (xx * zz - m[2] * m[2]) / det,
            (m[1] * m[2] - xx * m[4]) / det,
            (xx * yy - m[1] * m[1]) / det
        };
    }

    /** Product of a symmetric matrix {xx, xy, xz, yy, yz, zz} with a vector, written into out. */
    static void times3(double[] m, double x, double y, double z, double[] out) {
        out[0] = m[0] * x + m[1] * y + m[2] * z;
        out[1] = m[1] * x + m[3] * y + m[4] * z;
        out[2] = m[2] * x + m[4] * y + m[5] * z;
    }
}
