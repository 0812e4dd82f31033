package org.goldtrail.indexing;

import java.util.Arrays;

/** Places of a view in the order of x, to find those near another place without looking at all. */
final class Places {
    /** Index of each place before it was sorted. */
    final int[] index;

    final double[] x;
    final double[] y;

    /** Of equal steps in x, the first place that is not left of each. */
    private final int[] first;

    private final double least;
    private final double stepsPerPixel;

    /** The arguments are not modified. */
    Places(double[] unsortedX, double[] unsortedY) {
        int n = unsortedX.length;
        index = ascending(unsortedX);
        x = new double[n];
        y = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = unsortedX[index[k]];
            y[k] = unsortedY[index[k]];
        }
        least = n == 0 ? 0 : x[0];
        double width = n == 0 ? 0 : x[n - 1] - x[0];
        stepsPerPixel = width > 0 ? 2 * n / width : 0;
        first = new int[2 * n + 1];
        for (int step = 0, k = 0; step < first.length; step++) {
            while (k < n && (x[k] - least) * stepsPerPixel < step) {
                k++;
            }
            first[step] = k;
        }
    }

    int count() {
        return x.length;
    }

    /** A place from which on all those with x of at least the value are found, and few others. */
    int from(double value) {
        double step = (value - least) * stepsPerPixel;
        return !(step > 0) ? 0 : step < first.length ? first[(int) step] : count();
    }

    /** Indices of values in ascending order. */
    private static int[] ascending(double[] values) {
        long[] keys = new long[values.length];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = ((long) Math.floor(values[k] * 256) << 32) | k;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int k = 0; k < order.length; k++) {
            int at = k;
            // Values closer to each other than the step of the keys.
            for (; at > 0 && values[order[at - 1]] > values[(int) keys[k]]; at--) {
                order[at] = order[at - 1];
            }
            order[at] = (int) keys[k];
        }
        return order;
    }
}
