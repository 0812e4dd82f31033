package org.goldtrail.phantom.score;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.linsol.svd.SolvePseudoInverseSvd_DDRM;

/** Linear least squares through the pseudo-inverse: of all best solutions the shortest. */
final class LeastSquares {
    private LeastSquares() {}

    /**
     * Minimises |A X - B|. Arguments not modified.
     *
     * @param a m x n
     * @param b m x k
     * @return n x k
     */
    static DMatrixRMaj solve(DMatrixRMaj a, DMatrixRMaj b) {
        SolvePseudoInverseSvd_DDRM solver = new SolvePseudoInverseSvd_DDRM(a.numRows, a.numCols);
        DMatrixRMaj x = new DMatrixRMaj(a.numCols, b.numCols);
        if (!solver.setA(a.copy())) {
            throw new ArithmeticException("the singular value decomposition of a least-squares problem failed");
        }
        solver.solve(b, x);
        return x;
    }
}
