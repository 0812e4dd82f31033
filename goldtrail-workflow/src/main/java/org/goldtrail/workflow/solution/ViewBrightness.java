package org.goldtrail.workflow.solution;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.goldtrail.image.Statistics;
import org.goldtrail.workflow.series.RawViews;

/**
 * Brightness of each view against what the thickness of a tilted slab lets through,
 *
 * <pre>
 *   mean(theta) = I0 exp(-k / cos(theta))
 * </pre>
 *
 * with the two constants from the series itself. It explains why a view shows nothing; it never excludes one in which beads
 * are found.
 */
final class ViewBrightness {
    private static final double DARK = 0.3;

    /** Images whose mean is a smaller part of their own scatter were normalised: that mean is rounding, not light. */
    private static final double LEAST_MEAN_IN_SD = 0.1;

    private final double[] ratio;

    private ViewBrightness(double[] ratio) {
        this.ratio = ratio;
    }

    static ViewBrightness of(RawViews raw, double[] tiltsDeg, boolean[] usable) {
        int n = tiltsDeg.length;
        double[] ratio = new double[n];
        Arrays.fill(ratio, Double.NaN);
        if (isNormalised(raw, usable)) {
            return new ViewBrightness(ratio);
        }
        double[] logs = new double[n];
        double[] path = new double[n];
        int count = 0;
        for (int v = 0; v < n; v++) {
            double mean = raw.mean(v);
            if (usable[v] && mean > 0) {
                logs[count] = Math.log(mean);
                path[count++] = 1 / Math.cos(Math.toRadians(tiltsDeg[v]));
            }
        }
        if (count < 5) {
            return new ViewBrightness(ratio);
        }
        double[] line = robustLine(Arrays.copyOf(path, count), Arrays.copyOf(logs, count));
        for (int v = 0; v < n; v++) {
            double mean = raw.mean(v);
            double expected = Math.exp(line[0] + line[1] / Math.cos(Math.toRadians(tiltsDeg[v])));
            ratio[v] = mean / expected;
        }
        return new ViewBrightness(ratio);
    }

    private static boolean isNormalised(RawViews raw, boolean[] usable) {
        double[] light = IntStream.range(0, usable.length)
                .filter(v -> usable[v])
                .mapToDouble(v -> Math.abs(raw.mean(v)) / Math.max(raw.standardDeviation(v), Double.MIN_NORMAL))
                .toArray();
        return light.length > 0 && Statistics.median(light) < LEAST_MEAN_IN_SD;
    }

    /** Intercept and slope by the median of the slopes between all pairs (Theil and Sen). */
    private static double[] robustLine(double[] x, double[] y) {
        DoubleStream.Builder slopes = DoubleStream.builder();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(x[i] - x[j]) > 1e-3) {
                    slopes.add((y[i] - y[j]) / (x[i] - x[j]));
                }
            }
        }
        double[] all = slopes.build().toArray();
        double slope = all.length == 0 ? 0 : Statistics.median(all);
        double[] rest = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            rest[i] = y[i] - slope * x[i];
        }
        return new double[] {Statistics.median(rest), slope};
    }

    boolean isDark(int section) {
        return ratio[section] < DARK;
    }

    String describe(int section) {
        return String.format(Locale.ROOT, "%.0f %% of the brightness expected at its tilt", 100 * ratio[section]);
    }
}
