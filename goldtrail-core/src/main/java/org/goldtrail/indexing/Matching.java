package org.goldtrail.indexing;

import java.util.Arrays;

/** One-to-one assignment of predicted places to observations, nearest pairs first. */
final class Matching {
    private Matching() {}

    /**
     * Assigns each prediction at most one observation and the other way round.
     *
     * @param px predicted x; NaN for a prediction that takes no part
     * @param py predicted y
     * @param tolerance for each prediction, the largest distance of a match
     * @param ox observed x
     * @param oy observed y
     * @return for each prediction the index of its observation, or -1
     */
    static int[] nearest(double[] px, double[] py, double[] tolerance, double[] ox, double[] oy) {
        return nearest(px, py, tolerance, new Places(ox, oy));
    }

    /** The same with the observations in order, for those who match them many times. */
    static int[] nearest(double[] px, double[] py, double[] tolerance, Places observed) {
        int[] match = new int[px.length];
        Arrays.fill(match, -1);
        long[] pairs = new long[64];
        double[] distances = new double[64];
        int n = 0;
        for (int i = 0; i < px.length; i++) {
            if (Double.isNaN(px[i])) {
                continue;
            }
            double limit = tolerance[i] * tolerance[i];
            double right = px[i] + tolerance[i];
            for (int k = observed.from(px[i] - tolerance[i]); k < observed.count() && observed.x[k] <= right; k++) {
                double dx = observed.x[k] - px[i];
                double dy = observed.y[k] - py[i];
                double d = dx * dx + dy * dy;
                if (d <= limit) {
                    if (n == pairs.length) {
                        pairs = Arrays.copyOf(pairs, 2 * n);
                        distances = Arrays.copyOf(distances, 2 * n);
                    }
                    pairs[n] = ((long) i << 32) | observed.index[k];
                    distances[n++] = d / limit;
                }
            }
        }
        int[] order = order(distances, n);
        boolean[] taken = new boolean[observed.count()];
        for (int k : order) {
            int i = (int) (pairs[k] >> 32);
            int j = (int) pairs[k];
            if (match[i] < 0 && !taken[j]) {
                match[i] = j;
                taken[j] = true;
            }
        }
        return match;
    }

    /** Indices of the first n values in ascending order, values being 0 to 1. */
    private static int[] order(double[] distances, int n) {
        long[] keys = new long[n];
        for (int k = 0; k < n; k++) {
            keys[k] = ((long) (distances[k] * (1L << 30)) << 32) | k;
        }
        Arrays.sort(keys);
        int[] order = new int[n];
        for (int k = 0; k < n; k++) {
            order[k] = (int) keys[k];
        }
        return order;
    }
}
