package org.goldtrail.reconstruction;

/**
 * Interpolation through six equidistant samples by the polynomial of fifth degree: flat up to half of the samples'
 * Nyquist frequency (0.3 % at most), so that little is lost between the doubled samples of a row.
 */
final class LagrangeTaps {
    /** Number of samples. */
    static final int COUNT = 6;

    /** The first sample lies so many before the one at or left of the place. */
    static final int BEFORE = 2;

    private LagrangeTaps() {}

    /** Weights of the samples at -2 ... 3 for the value at {@code t}, 0 <= t < 1. */
    static void weights(double t, float[] out, int offset) {
        for (int i = 0; i < COUNT; i++) {
            double weight = 1;
            for (int j = 0; j < COUNT; j++) {
                if (j != i) {
                    weight *= (t - (j - BEFORE)) / (i - j);
                }
            }
            out[offset + i] = (float) weight;
        }
    }
}
