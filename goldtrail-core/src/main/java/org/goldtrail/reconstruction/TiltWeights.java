package org.goldtrail.reconstruction;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The share of the tilt range each view stands for, in radians: the integral over tilt angles becomes a sum with these
 * weights, so that unevenly spread views do not count too much where they are crowded.
 */
final class TiltWeights {
    /** A view beside a wide gap (excluded views) stands for no more than so many median steps: it cannot fill the gap. */
    private static final double MOST_STEPS = 2;

    private TiltWeights() {}

    /**
     * Half the distance to each neighbour in angle; at either end the one neighbour counts twice. Views of equal angle
     * share. A single view gets weight 1.
     *
     * @param tiltDeg not modified
     * @param used which views take part; the others get weight 0
     */
    static double[] of(double[] tiltDeg, boolean[] used) {
        double[] weights = new double[tiltDeg.length];
        Integer[] order = java.util.stream.IntStream.range(0, tiltDeg.length)
                .filter(i -> used[i])
                .boxed()
                .sorted(Comparator.comparingDouble(i -> tiltDeg[i]))
                .toArray(Integer[]::new);
        double[] angles =
                Arrays.stream(order).mapToDouble(i -> tiltDeg[i]).distinct().toArray();
        if (angles.length < 2) {
            for (int i : order) {
                weights[i] = 1.0 / order.length;
            }
            return weights;
        }
        double[] shares = shares(angles);
        for (int i : order) {
            int at = Arrays.binarySearch(angles, tiltDeg[i]);
            double angle = tiltDeg[i];
            long sharing = Arrays.stream(order).filter(k -> tiltDeg[k] == angle).count();
            weights[i] = Math.toRadians(shares[at]) / sharing;
        }
        return weights;
    }

    private static double[] shares(double[] angles) {
        int n = angles.length;
        double[] steps = new double[n - 1];
        for (int i = 0; i < n - 1; i++) {
            steps[i] = angles[i + 1] - angles[i];
        }
        double[] sorted = steps.clone();
        Arrays.sort(sorted);
        double most = MOST_STEPS * sorted[(n - 1) / 2];
        double[] shares = new double[n];
        for (int i = 0; i < n; i++) {
            double before = Math.min(steps[Math.max(0, i - 1)], most);
            double after = Math.min(steps[Math.min(n - 2, i)], most);
            shares[i] = (before + after) / 2;
        }
        return shares;
    }
}
