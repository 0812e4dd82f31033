package org.goldtrail.reconstruction;

import org.goldtrail.kernel.Kernels;

/**
 * Fourier transforms of 16 complex signals at a time, which lie side by side: element {@code 16 k + lane} of the arrays
 * is number k of signal {@code lane}. No order of numbers has to be undone and no butterfly crosses lanes, so that all
 * steps are plain loops over vectors. NOT thread-safe.
 */
final class LaneFft {
    static final int LANES = 16;

    private final int length;
    private final float[][] twiddles;
    private final Kernels kernels;

    /** Real and imaginary parts of a set of signals, and room for the next stage. */
    static final class Signals {
        float[] re;
        float[] im;
        private float[] otherRe;
        private float[] otherIm;

        Signals(int length) {
            re = new float[LANES * length];
            im = new float[LANES * length];
            otherRe = new float[LANES * length];
            otherIm = new float[LANES * length];
        }

        private void swap() {
            float[] r = re;
            float[] i = im;
            re = otherRe;
            im = otherIm;
            otherRe = r;
            otherIm = i;
        }
    }

    /** @param length a power of two, at least 4 */
    LaneFft(int length, Kernels kernels) {
        if (length < 4 || Integer.bitCount(length) != 1) {
            throw new IllegalArgumentException("no transform of length " + length);
        }
        this.length = length;
        this.kernels = kernels;
        int stages = Integer.numberOfTrailingZeros(length) / 2;
        twiddles = new float[stages][];
        int n = length;
        for (int stage = 0; stage < stages; stage++) {
            int m = n / 4;
            twiddles[stage] = new float[2 * m];
            for (int p = 0; p < m; p++) {
                twiddles[stage][2 * p] = (float) Math.cos(2 * Math.PI * p / n);
                twiddles[stage][2 * p + 1] = (float) Math.sin(2 * Math.PI * p / n);
            }
            n = m;
        }
    }

    /** {@code F(k) = sum over n of f(n) exp(-2 pi i k n / N)}, in place. */
    void forward(Signals s) {
        int run = LANES;
        int n = length;
        for (float[] stage : twiddles) {
            kernels.fftRadix4(s.re, s.im, s.otherRe, s.otherIm, n / 4, run, stage);
            s.swap();
            n /= 4;
            run *= 4;
        }
        if (n == 2) {
            kernels.fftRadix2(s.re, s.im, s.otherRe, s.otherIm, run);
            s.swap();
        }
    }

    /** The sum with the other sign, not divided by N: after both transforms all numbers are N times as large. */
    void backward(Signals s) {
        swapParts(s);
        forward(s);
        swapParts(s);
    }

    private static void swapParts(Signals s) {
        float[] r = s.re;
        s.re = s.im;
        s.im = r;
        float[] o = s.otherRe;
        s.otherRe = s.otherIm;
        s.otherIm = o;
    }
}
