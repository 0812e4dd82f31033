package org.goldtrail.ctf;

/**
 * A stiff curve through the mean power of the rings: the logarithm of the power as a cubic polynomial of the logarithm of
 * the frequency. Too stiff to follow rings, it serves as weight and scale.
 */
final class RoughBackground {
    private static final int TERMS = 4;

    private RoughBackground() {}

    /** One value for each ring; outside the range given it is continued by its ends. */
    static double[] of(RingSums sums, int firstRing, int endRing) {
        return of(sums.profile(), sums.grid(), firstRing, endRing);
    }

    /** As {@link #of(RingSums, int, int)}, of mean powers given. */
    static double[] of(double[] profile, PolarGrid grid, int firstRing, int endRing) {
        double low = Math.log(grid.frequency(firstRing));
        double high = Math.log(grid.frequency(endRing - 1));
        double[] a = new double[TERMS * TERMS];
        double[] b = new double[TERMS];
        for (int r = firstRing; r < endRing; r++) {
            if (profile[r] <= 0) {
                continue;
            }
            double[] t = terms(Math.log(grid.frequency(r)), low, high);
            // as many modes as there are frequencies in the ring
            double weight = grid.frequency(r);
            for (int i = 0; i < TERMS; i++) {
                b[i] += weight * t[i] * Math.log(profile[r]);
                for (int j = 0; j < TERMS; j++) {
                    a[i * TERMS + j] += weight * t[i] * t[j];
                }
            }
        }
        double[] x = Cholesky.of(a, TERMS).solve(b);
        double[] curve = new double[profile.length];
        for (int r = 0; r < curve.length; r++) {
            int inside = Math.clamp(r, firstRing, endRing - 1);
            double[] t = terms(Math.log(grid.frequency(inside)), low, high);
            double sum = 0;
            for (int i = 0; i < TERMS; i++) {
                sum += x[i] * t[i];
            }
            curve[r] = Math.exp(sum);
        }
        return curve;
    }

    private static double[] terms(double logK, double low, double high) {
        double x = high > low ? 2 * (logK - low) / (high - low) - 1 : 0;
        return new double[] {1, x, 2 * x * x - 1, (4 * x * x - 3) * x};
    }
}
