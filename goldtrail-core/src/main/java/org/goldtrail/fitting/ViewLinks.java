package org.goldtrail.fitting;

import java.util.Arrays;

/**
 * Which views the trails tie together. Sharing a bead is not enough: two views are tied if no shift of one against the
 * other across the axis is left undetermined. The null space of the shift system across the axis tells: within one rigid
 * piece every null vector has the form {@code a cos(theta) + b sin(theta)} (a shift of the specimen), so the row of any
 * view of the piece follows from the rows of two others.
 */
final class ViewLinks {
    private static final double SAME = 1e-5;

    private ViewLinks() {}

    /**
     * The views of the largest rigid piece.
     *
     * @param nullSpace null vectors over the views, orthonormal
     * @param tilt tilt angles, radians
     * @param seen number of observations in each view
     */
    static boolean[] largestPiece(double[][] nullSpace, double[] tilt, int[] seen) {
        int n = tilt.length;
        boolean[] best = new boolean[n];
        int bestCount = 0;
        double bestTilt = Double.POSITIVE_INFINITY;
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                double span = Math.sin(tilt[b] - tilt[a]);
                if (seen[a] == 0 || seen[b] == 0 || (best[a] && best[b]) || Math.abs(span) < 1e-3) {
                    continue;
                }
                boolean[] piece = new boolean[n];
                int count = 0;
                double lowest = Double.POSITIVE_INFINITY;
                for (int v = 0; v < n; v++) {
                    double fromA = Math.sin(tilt[b] - tilt[v]) / span;
                    double fromB = Math.sin(tilt[v] - tilt[a]) / span;
                    piece[v] = seen[v] > 0 && follows(nullSpace, v, a, fromA, b, fromB);
                    if (piece[v]) {
                        count++;
                        lowest = Math.min(lowest, Math.abs(tilt[v]));
                    }
                }
                if (count > bestCount || (count == bestCount && lowest < bestTilt)) {
                    best = piece;
                    bestCount = count;
                    bestTilt = lowest;
                }
            }
        }
        if (bestCount < 3) {
            Arrays.fill(best, false); // any two views form a "rigid" pair; it takes three to determine anything
        }
        return best;
    }

    private static boolean follows(double[][] space, int v, int a, double fromA, int b, double fromB) {
        double slack = SAME * (1 + Math.abs(fromA) + Math.abs(fromB));
        for (double[] vector : space) {
            if (Math.abs(vector[v] - fromA * vector[a] - fromB * vector[b]) > slack) {
                return false;
            }
        }
        return true;
    }
}
