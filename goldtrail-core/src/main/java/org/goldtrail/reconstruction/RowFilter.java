package org.goldtrail.reconstruction;

import org.jtransforms.fft.FloatFFT_1D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * Filters the rows of one width. A row is put into a buffer at least twice as long, its ends faded out into the padding,
 * multiplied by the gains in Fourier space and brought back at twice the sampling, so that little is lost when it is
 * sampled between pixels. NOT thread-safe: one for each thread.
 */
final class RowFilter {
    /** Share of the row's width over which the value at an end fades to the mean. */
    private static final double FADE = 0.15;

    /** The value at an end is taken from so many pixels, so that noise does not shine out over the padding. */
    private static final int EDGE_PIXELS = 6;

    static {
        // JTransforms would start threads of its own for long rows.
        ConcurrencyUtils.setNumberOfThreads(1);
    }

    private final int width;
    private final int length;
    private final float[] gains;
    private final FloatFFT_1D forward;
    private final FloatFFT_1D backward;
    private final float[] buffer;
    private final float[] fine;

    RowFilter(int width, RadialFilter filter) {
        this.width = width;
        length = Math.max(16, Integer.highestOneBit(2 * width - 1) << 1);
        gains = new float[length / 2 + 1];
        double[] exact = filter.gains(length);
        for (int k = 0; k < gains.length; k++) {
            gains[k] = (float) (2 * exact[k]); // 2: the inverse transform divides by twice as many samples
        }
        forward = new FloatFFT_1D(length);
        backward = new FloatFFT_1D(2L * length);
        buffer = new float[length];
        fine = new float[2 * length];
    }

    /**
     * Filters {@code (row - mean) * gain}.
     *
     * @return an array used again by the next call: element 2 p is at pixel p, 2 p + 1 half a pixel to its right,
     *     periodic
     */
    float[] apply(float[] rows, int start, ViewScaling scaling) {
        load(rows, start, scaling);
        forward.realForward(buffer);
        java.util.Arrays.fill(fine, 0);
        fine[0] = buffer[0] * gains[0];
        for (int k = 1; k < length / 2; k++) {
            fine[2 * k] = buffer[2 * k] * gains[k];
            fine[2 * k + 1] = buffer[2 * k + 1] * gains[k];
        }
        fine[length] = buffer[1] * gains[length / 2] / 2; // Nyquist of the row, now a frequency like others
        backward.realInverse(fine, true);
        return fine;
    }

    private void load(float[] rows, int start, ViewScaling scaling) {
        java.util.Arrays.fill(buffer, 0);
        CoveredRange covered = CoveredRange.of(rows, start, width);
        if (covered.size() == 0) {
            return;
        }
        float mean = (float) scaling.mean();
        float gain = (float) scaling.gain();
        for (int i = covered.from(); i < covered.to(); i++) {
            buffer[i] = (rows[start + i] - mean) * gain;
        }
        int few = Math.min(EDGE_PIXELS, covered.size());
        float left = 0;
        float right = 0;
        for (int i = 0; i < few; i++) {
            left += buffer[covered.from() + i] / few;
            right += buffer[covered.to() - 1 - i] / few;
        }
        int fade = Math.max(1, (int) (FADE * width));
        for (int i = 1; i < fade; i++) {
            float weight = (float) (0.5 + 0.5 * Math.cos(Math.PI * i / fade));
            buffer[Math.floorMod(covered.from() - i, length)] += left * weight;
            buffer[Math.floorMod(covered.to() - 1 + i, length)] += right * weight;
        }
    }
}
