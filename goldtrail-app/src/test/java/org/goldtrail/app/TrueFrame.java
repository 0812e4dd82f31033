package org.goldtrail.app;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.phantom.Truth;
import org.goldtrail.workflow.SeriesFit;

/** Where the points of a simulated specimen lie in the frame of a solved alignment, which is free to be moved and turned. */
final class TrueFrame {
    private TrueFrame() {}

    /**
     * The affine map from true to solved coordinates, three rows of matrix elements and a shift: the truth's points are
     * projected as they were imaged, and triangulated as the alignment says.
     */
    static double[][] of(Truth truth, SeriesFit fit) {
        double[][] points = truth.testPoints().xyz();
        double[][] from = new double[points.length][];
        double[][] to = new double[points.length][];
        for (int p = 0; p < points.length; p++) {
            from[p] = new double[] {points[p][0], points[p][1], points[p][2], 1};
            to[p] = triangulated(truth, fit, p);
        }
        DMatrixRMaj map = solution(from, to);
        double[][] frame = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                frame[row][column] = map.get(column, row);
            }
        }
        return frame;
    }

    private static double[] triangulated(Truth truth, SeriesFit fit, int point) {
        List<SeriesFit.View> views =
                fit.views().stream().filter(SeriesFit.View::used).toList();
        double[][] matrix = new double[2 * views.size()][];
        double[][] seen = new double[2 * views.size()][1];
        for (int i = 0; i < views.size(); i++) {
            ViewGeometry g = views.get(i).geometry();
            int section = views.get(i).section();
            double[] m = g.projectionMatrix();
            matrix[2 * i] = new double[] {m[0], m[1], m[2]};
            matrix[2 * i + 1] = new double[] {m[3], m[4], m[5]};
            seen[2 * i][0] = truth.testPoints().x()[section][point] - (truth.nx() - 1) / 2.0 - g.shiftXPx();
            seen[2 * i + 1][0] = truth.testPoints().y()[section][point] - (truth.ny() - 1) / 2.0 - g.shiftYPx();
        }
        return solution(matrix, seen).getData().clone();
    }

    /** By least squares. */
    private static DMatrixRMaj solution(double[][] matrix, double[][] right) {
        DMatrixRMaj x = new DMatrixRMaj(matrix[0].length, right[0].length);
        if (!CommonOps_DDRM.solve(new DMatrixRMaj(matrix), new DMatrixRMaj(right), x)) {
            throw new IllegalStateException("the points do not tell the frame");
        }
        return x;
    }
}
