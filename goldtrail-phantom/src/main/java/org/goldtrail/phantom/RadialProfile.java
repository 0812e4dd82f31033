package org.goldtrail.phantom;

import java.util.function.DoubleUnaryOperator;

/**
 * The projection along a line of a body of unit radius whose density depends on the radius only: path length, in radii,
 * against the squared distance of the line from the centre. Tabulated; an ellipsoid uses the same table with its own
 * metric.
 */
final class RadialProfile {
    private static final int STEPS = 4096;

    /** A ball of density 1: 2 sqrt(1 - s^2). Its edge is sharp, so pixels there need averaging. */
    static final RadialProfile BALL = new RadialProfile(1, true, s2 -> 2 * Math.sqrt(Math.max(0, 1 - s2)));

    /** Density 1 - r^2: 4/3 (1 - s^2)^1.5. */
    static final RadialProfile SOFT_BALL =
            new RadialProfile(1, false, s2 -> 4.0 / 3 * Math.pow(Math.max(0, 1 - s2), 1.5));

    /** Density exp(-r^2/2): sqrt(2 pi) exp(-s^2/2), cut at 3.5. */
    static final RadialProfile GAUSSIAN =
            new RadialProfile(3.5, false, s2 -> Math.sqrt(2 * Math.PI) * Math.exp(-s2 / 2));

    private final double extent;
    private final boolean sharp;
    private final float[] table;
    private final double scale;

    /**
     * @param extent distance beyond which nothing is projected
     * @param sharp whether the projection has an edge
     * @param ofSquaredDistance projected length
     */
    RadialProfile(double extent, boolean sharp, DoubleUnaryOperator ofSquaredDistance) {
        this.extent = extent;
        this.sharp = sharp;
        this.scale = STEPS / (extent * extent);
        this.table = new float[STEPS + 2];
        for (int i = 0; i <= STEPS; i++) {
            table[i] = (float) ofSquaredDistance.applyAsDouble(i / scale);
        }
    }

    /** The projection of a density given on [0, 1], integrated numerically. */
    static RadialProfile ofDensity(DoubleUnaryOperator density, double step) {
        int n = (int) Math.ceil(1 / step);
        double[] sampled = new double[n + 2];
        for (int i = 0; i <= n; i++) {
            sampled[i] = density.applyAsDouble((double) i / n);
        }
        return new RadialProfile(1, false, s2 -> {
            double sum = 0;
            double end = Math.sqrt(Math.max(0, 1 - s2));
            int parts = (int) Math.ceil(end * n);
            for (int k = 0; k < parts; k++) {
                double z = end * (k + 0.5) / parts;
                double r = Math.sqrt(s2 + z * z) * n;
                int i = Math.min((int) r, n - 1);
                sum += sampled[i] + (r - i) * (sampled[i + 1] - sampled[i]);
            }
            return parts == 0 ? 0 : 2 * sum * end / parts;
        });
    }

    /** The same after a slight blur of the body; sdInRadii is small against 1. */
    RadialProfile blurred(double sdInRadii) {
        return new RadialProfile(extent, false, s2 -> {
            double s = Math.sqrt(s2);
            double sum = 0;
            double weights = 0;
            for (int k = -6; k <= 6; k++) {
                double u = k / 2.0;
                double shifted = s + u * sdInRadii;
                double weight = Math.exp(-u * u / 2);
                sum += weight * at(shifted * shifted);
                weights += weight;
            }
            return sum / weights;
        });
    }

    double extent() {
        return extent;
    }

    boolean isSharp() {
        return sharp;
    }

    /** Projected length at a squared distance in radii, 0 outside. */
    float at(double squaredDistance) {
        double position = squaredDistance * scale;
        if (position >= STEPS) {
            return 0;
        }
        int i = (int) position;
        return table[i] + (float) (position - i) * (table[i + 1] - table[i]);
    }
}
