package org.goldtrail.phantom;

import java.util.SplittableRandom;

/** Independent random generators, each defined by the seed of the series and the purpose it serves. */
final class Randoms {
    /** Purposes that are not views; views use their number in the order of exposure. */
    static final int PLAN = -1;

    static final int SPECIMEN = -2;
    static final int CAMERA = -3;
    static final int TEST_POINTS = -4;
    static final int MDOC = -5;
    static final int SPECKS = -6;

    /** And below: one for each view. */
    static final int ICE_DEPTHS = -1000;

    private Randoms() {}

    static SplittableRandom of(long seed, int purpose) {
        return new SplittableRandom(mix(seed * 0x9E3779B97F4A7C15L + mix(purpose * 0xD1B54A32D192ED03L + 1)));
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** A Poisson variate: by inversion for small means, else the transformed rejection PTRS of Hörmann 1993. */
    static int poisson(SplittableRandom random, double mean) {
        if (!(mean > 0)) {
            return 0;
        }
        if (mean < 12) {
            double u = random.nextDouble();
            double p = Math.exp(-mean);
            int k = 0;
            while (u > p && k < 200) {
                u -= p;
                k++;
                p *= mean / k;
            }
            return k;
        }
        double root = Math.sqrt(mean);
        double b = 0.931 + 2.53 * root;
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double vr = 0.9277 - 3.6224 / (b - 2);
        double logMean = Math.log(mean);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) {
                return (int) k;
            }
            if (k < 0 || (us < 0.013 && v > us)) {
                continue;
            }
            if (Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b)
                    <= -mean + k * logMean - logFactorial((int) k)) {
                return (int) k;
            }
        }
    }

    /** ln k! by Stirling's series, exact to 1e-10 for k at least 9; smaller k by summation. */
    private static double logFactorial(int k) {
        if (k < 9) {
            double sum = 0;
            for (int i = 2; i <= k; i++) {
                sum += Math.log(i);
            }
            return sum;
        }
        double x = k + 1.0;
        double i2 = 1 / (x * x);
        return (x - 0.5) * Math.log(x)
                - x
                + 0.9189385332046727
                + (1.0 / 12 - i2 * (1.0 / 360 - i2 * (1.0 / 1260 - i2 / 1680))) / x;
    }
}
