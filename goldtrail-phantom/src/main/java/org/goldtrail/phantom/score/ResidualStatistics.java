package org.goldtrail.phantom.score;

import java.util.Arrays;

/**
 * Summary of a set of distances; all figures but the count are NaN for an empty set.
 *
 * @param rms root of the mean square
 * @param median of the distances
 * @param p95 95th percentile, interpolated linearly between order statistics
 * @param max largest
 * @param n number of distances
 */
public record ResidualStatistics(double rms, double median, double p95, double max, int n) {
    /** Argument not modified. */
    static ResidualStatistics of(double[] distances) {
        if (distances.length == 0) {
            return new ResidualStatistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
        }
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        double squares = 0;
        for (double d : distances) {
            squares += d * d;
        }
        return new ResidualStatistics(
                Math.sqrt(squares / distances.length),
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                sorted[sorted.length - 1],
                distances.length);
    }

    private static double quantile(double[] sorted, double q) {
        double position = q * (sorted.length - 1);
        int i = (int) Math.floor(position);
        double next = sorted[Math.min(i + 1, sorted.length - 1)];
        return sorted[i] + (position - i) * (next - sorted[i]);
    }

    ResidualStatistics times(double factor) {
        return new ResidualStatistics(rms * factor, median * factor, p95 * factor, max * factor, n);
    }
}
