package org.goldtrail.fitting;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The normal equations of the unknowns of the views, after the bead positions have been eliminated. With J and K the
 * derivatives of an image point by the unknowns and by its bead's position,
 *
 * <pre>
 *   S = sum_o w J^T J - sum_p W_p V_p^-1 W_p^T,   W_p = sum_o w J^T K,   V_p = sum_o w K^T K
 * </pre>
 *
 * (the Schur complement of the arrow-shaped full matrix), and {@code g = sum_o w J^T r}, since the beads sit where their
 * own gradient vanishes.
 */
final class NormalEquations {
    /** S, symmetric. */
    final DMatrixRMaj matrix;
    /** g, the right hand side. */
    final double[] gradient;

    NormalEquations(Scene scene, UnknownMap map, double[] weight) {
        int n = map.count;
        matrix = new DMatrixRMaj(n, n);
        gradient = new double[n];
        Tracks tracks = scene.tracks;
        double[] dx = new double[ViewVariable.COUNT];
        double[] dy = new double[ViewVariable.COUNT];
        double[] mixed = new double[3 * n];
        double[] solved = new double[3 * n];
        int[] touched = new int[n];
        boolean[] isTouched = new boolean[n];
        double[] product = new double[3];
        for (int p = 0; p < tracks.pointCount; p++) {
            int count = 0;
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                if (weight[o] == 0) {
                    continue;
                }
                int v = tracks.view[o];
                Scene.derivatives(scene.view[v], scene.point[p], dx, dy);
                count = addObservation(scene, map.terms[v], o, weight[o], dx, dy, mixed, touched, isTouched, count);
            }
            Arrays.sort(touched, 0, count);
            for (int i = 0; i < count; i++) {
                int k = 3 * touched[i];
                SmallMatrices.times3(scene.pointInverse[p], mixed[k], mixed[k + 1], mixed[k + 2], product);
                System.arraycopy(product, 0, solved, 3 * i, 3);
            }
            eliminate(count, touched, mixed, solved);
            for (int i = 0; i < count; i++) {
                Arrays.fill(mixed, 3 * touched[i], 3 * touched[i] + 3, 0);
                isTouched[touched[i]] = false;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                matrix.data[i * n + j] = matrix.data[j * n + i];
            }
        }
    }

    private int addObservation(
            Scene scene,
            UnknownMap.Term[] terms,
            int o,
            double w,
            double[] dx,
            double[] dy,
            double[] mixed,
            int[] touched,
            boolean[] isTouched,
            int already) {
        int count = already;
        int n = gradient.length;
        double[] m = scene.matrix[scene.tracks.view[o]];
        for (UnknownMap.Term term : terms) {
            int i = term.unknown();
            double jx = w * term.coefficient() * dx[term.variable()];
            double jy = w * term.coefficient() * dy[term.variable()];
            gradient[i] += jx * scene.residualX[o] + jy * scene.residualY[o];
            for (int axis = 0; axis < 3; axis++) {
                mixed[3 * i + axis] += jx * m[axis] + jy * m[3 + axis];
            }
            if (!isTouched[i]) {
                isTouched[i] = true;
                touched[count++] = i;
            }
            for (UnknownMap.Term other : terms) {
                int j = other.unknown();
                if (j >= i) {
                    matrix.data[i * n + j] +=
                            other.coefficient() * (jx * dx[other.variable()] + jy * dy[other.variable()]);
                }
            }
        }
        return count;
    }

    private void eliminate(int count, int[] touched, double[] mixed, double[] solved) {
        int n = gradient.length;
        for (int i = 0; i < count; i++) {
            double a = solved[3 * i];
            double b = solved[3 * i + 1];
            double c = solved[3 * i + 2];
            int row = touched[i] * n;
            for (int j = i; j < count; j++) {
                int k = 3 * touched[j];
                matrix.data[row + touched[j]] -= a * mixed[k] + b * mixed[k + 1] + c * mixed[k + 2];
            }
        }
    }
}
