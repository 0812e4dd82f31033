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
        int[] match = new int[px.length];
        Arrays.fill(match, -1);
        long[] pairs = new long[64];
        double[] distances = new double[64];
        int n = 0;
        int[] byX = order(ox);
        double[] sortedX = new double[ox.length];
        for (int k = 0; k < byX.length; k++) {
            sortedX[k] = ox[byX[k]];
        }
        for (int i = 0; i < px.length; i++) {
            if (Double.isNaN(px[i])) {
                continue;
            }
            double limit = tolerance[i] * tolerance[i];
            for (int k = from(sortedX, px[i] - tolerance[i]); k < byX.length; k++) {
                if (sortedX[k] > px[i] + tolerance[i]) {
                    break;
                }
                int j = byX[k];
                double dx = ox[j] - px[i];
                double dy = oy[j] - py[i];
                double d = dx * dx + dy * dy;
                if (d <= limit) {
                    if (n == pairs.length) {
                        pairs = Arrays.copyOf(pairs, 2 * n);
                        distances = Arrays.copyOf(distances, 2 * n);
                    }
                    pairs[n] = ((long) i << 32) | j;
                    distances[n++] = d / limit;
                }
            }
        }
        int[] order = order(distances, n);
        boolean[] taken = new boolean[ox.length];
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

    /** Index of the first value that is not smaller. */
    private static int from(double[] ascending, double least) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Indices of places in ascending order. */
    private static int[] order(double[] places) {
        long[] keys = new long[places.length];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = ((long) Math.floor(places[k] * 256) << 32) | k;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int k = 0; k < order.length; k++) {
            int index = (int) keys[k];
            int at = k;
            // Places closer to each other than the step of the keys.
            for (; at > 0 && places[order[at - 1]] > places[index]; at--) {
                order[at] = order[at - 1];
            }
            order[at] = index;
        }
        return order;
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
