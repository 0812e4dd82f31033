package org.goldtrail.fitting;

import java.util.Arrays;

/**
 * Tukey's biweight on residual lengths, as IMOD's tiltalign uses it: residuals are first divided by the smoothed median
 * residual of their view; within groups of about 100 observations of neighbouring views, {@code u = (r - median) /
 * (4.685 MADN)}; the weight is 1 up to the median, {@code (1 - u^2)^2} beyond, and 0 from u = 1 on. (Beaton and Tukey,
 * Technometrics 16, 1974; MADN = 1.4826 times the median absolute deviation.)
 */
final class TukeyWeights {
    private static final double K = 4.685;
    private static final double MADN = 1.4826;
    private static final int GROUP = 100;

    /** Fewer observations do not tell a bead's scatter, and fewer beads have no quartile. */
    private static final int LEAST_FOR_BEAD = 5;

    private static final int LEAST_BEADS = 8;
    private static final double LEAST_BEAD_WEIGHT = 0.1;

    private TukeyWeights() {}

    /**
     * Weights for all observations taken as one group.
     *
     * @param length residual lengths, not modified
     * @param base 0 for observations that do not take part
     */
    static double[] together(Tracks tracks, double[] length, double[] base) {
        double[] weight = new double[length.length];
        int[] members = new int[length.length];
        int count = 0;
        for (int i = 0; i < length.length; i++) {
            if (base[i] > 0) {
                members[count++] = i;
            }
        }
        weigh(length, Arrays.copyOf(members, count), weight);
        dropLonely(tracks, weight);
        return weight;
    }

    /** Weights by views: see the class. */
    static double[] byView(Tracks tracks, double[] length, double[] base) {
        Integer[] order = new Integer[tracks.viewCount];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(tracks.tilt[a], tracks.tilt[b]));
        int[][] inView = observationsByView(tracks, base);
        double[] median = new double[tracks.viewCount];
        for (int v = 0; v < median.length; v++) {
            median[v] = median(pick(length, inView[v]));
        }
        double floor = 0.1 * median(pick(length, all(inView)));
        double[] scaled = length.clone();
        for (int k = 0; k < order.length; k++) {
            double smooth = 0;
            double sum = 0;
            for (int j = Math.max(0, k - 2); j <= Math.min(order.length - 1, k + 2); j++) {
                int v = order[j];
                double share = inView[v].length / (1.0 + Math.abs(j - k));
                smooth += inView[v].length > 0 ? share * median[v] : 0;
                sum += share;
            }
            for (int i : inView[order[k]]) {
                scaled[i] = length[i] / Math.max(Math.max(smooth / sum, floor), 1e-9);
            }
        }
        double[] weight = new double[length.length];
        int total = all(inView).length;
        int groups = Math.max(1, Math.round(total / (float) GROUP));
        int next = 0;
        int done = 0;
        for (int g = 0; g < groups; g++) {
            int[] members = new int[0];
            while (next < order.length && (g == groups - 1 || done + members.length < (g + 1L) * total / groups)) {
                int[] more = inView[order[next++]];
                int old = members.length;
                members = Arrays.copyOf(members, old + more.length);
                System.arraycopy(more, 0, members, old, more.length);
            }
            done += members.length;
            weigh(scaled, members, weight);
        }
        weighBeads(tracks, scaled, base, weight);
        for (int[] members : inView) {
            keepUndecided(scaled, members, weight);
        }
        dropLonely(tracks, weight);
        return weight;
    }

    /**
     * Beads differ, too: what is tracked but is no sphere scatters more. Each bead's weights are multiplied by {@code (1.5 q /
     * m)^2}, at most 1 and at least 0.1, where m is the median scaled residual of the bead and q the lower quartile of those
     * medians: the weight of least squares for its own noise, bounded so that no small set of beads takes the fit over.
     */
    private static void weighBeads(Tracks tracks, double[] scaled, double[] base, double[] weight) {
        double[] medians = new double[tracks.pointCount];
        double[] known = new double[tracks.pointCount];
        int count = 0;
        for (int p = 0; p < tracks.pointCount; p++) {
            int[] members = new int[tracks.first[p + 1] - tracks.first[p]];
            int n = 0;
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                if (base[o] > 0) {
                    members[n++] = o;
                }
            }
            medians[p] = n < LEAST_FOR_BEAD ? Double.NaN : median(pick(scaled, Arrays.copyOf(members, n)));
            if (!Double.isNaN(medians[p])) {
                known[count++] = medians[p];
            }
        }
        if (count < LEAST_BEADS) {
            return;
        }
        double[] sorted = Arrays.copyOf(known, count);
        Arrays.sort(sorted);
        double quartile = sorted[count / 4];
        for (int p = 0; p < tracks.pointCount; p++) {
            double ratio = 1.5 * quartile / Math.max(medians[p], 1e-12);
            if (ratio < 1) {
                double factor = Math.max(LEAST_BEAD_WEIGHT, ratio * ratio);
                for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                    weight[o] *= factor;
                }
            }
        }
    }

    /**
     * In a view left with less than two observations' weight nobody can tell which of them is wrong: there the larger
     * residuals are only weighed down, so that they stay visible.
     */
    private static void keepUndecided(double[] length, int[] members, double[] weight) {
        double sum = 0;
        for (int i : members) {
            sum += weight[i];
        }
        if (sum >= 1.5 || members.length < 2) {
            return;
        }
        double median = Math.max(median(pick(length, members)), 1e-9);
        for (int i : members) {
            weight[i] = Math.max(weight[i], 0.5 / (1 + length[i] / median));
        }
    }

    /** A bead that keeps less than two observations' weight determines nothing: all of its weights become 0. */
    private static void dropLonely(Tracks tracks, double[] weight) {
        for (int p = 0; p < tracks.pointCount; p++) {
            double sum = 0;
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                sum += weight[o];
            }
            if (sum < 1.5) {
                Arrays.fill(weight, tracks.first[p], tracks.first[p + 1], 0);
            }
        }
    }

    private static void weigh(double[] length, int[] members, double[] weight) {
        double[] values = pick(length, members);
        double median = median(values);
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            deviations[i] = Math.abs(values[i] - median);
        }
        // A perfect fit has no spread; half the median keeps the weights of exact data at 1.
        double scale = K * Math.max(MADN * median(deviations), Math.max(0.05 * median, 1e-9));
        for (int i : members) {
            double u = (length[i] - median) / scale;
            double t = 1 - u * u;
            weight[i] = u <= 0 ? 1 : u >= 1 ? 0 : t * t;
        }
    }

    private static int[][] observationsByView(Tracks tracks, double[] base) {
        int[][] inView = new int[tracks.viewCount][];
        int[] counts = tracks.perView(base);
        for (int v = 0; v < inView.length; v++) {
            inView[v] = new int[counts[v]];
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < tracks.size; i++) {
            if (base[i] > 0) {
                inView[tracks.view[i]][counts[tracks.view[i]]++] = i;
            }
        }
        return inView;
    }

    private static int[] all(int[][] inView) {
        return Arrays.stream(inView).flatMapToInt(Arrays::stream).toArray();
    }

    private static double[] pick(double[] values, int[] members) {
        double[] picked = new double[members.length];
        for (int i = 0; i < members.length; i++) {
            picked[i] = values[members[i]];
        }
        return picked;
    }

    /** Median; 0 for none. The argument is not modified. */
    static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
