package org.goldtrail.phantom;

import java.util.random.RandomGenerator;

/** A smooth random function of the plane: a sum of cosines of random direction, standard deviation 1. */
final class Waves {
    private final double[] kx;
    private final double[] ky;
    private final double[] phase;

    /**
     * @param shortestPx shortest wavelength
     * @param longestPx longest wavelength
     */
    Waves(RandomGenerator random, int count, double shortestPx, double longestPx) {
        kx = new double[count];
        ky = new double[count];
        phase = new double[count];
        for (int i = 0; i < count; i++) {
            double k = 2 * Math.PI / (shortestPx * Math.pow(longestPx / shortestPx, random.nextDouble()));
            double direction = random.nextDouble() * 2 * Math.PI;
            kx[i] = k * Math.cos(direction);
            ky[i] = k * Math.sin(direction);
            phase[i] = random.nextDouble() * 2 * Math.PI;
        }
    }

    double at(double x, double y) {
        double sum = 0;
        for (int i = 0; i < kx.length; i++) {
            sum += Math.cos(kx[i] * x + ky[i] * y + phase[i]);
        }
        return sum * Math.sqrt(2.0 / kx.length);
    }
}
