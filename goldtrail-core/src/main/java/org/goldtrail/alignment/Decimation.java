package org.goldtrail.alignment;

import java.util.Arrays;
import org.goldtrail.kernel.Kernels;

/**
 * Reduces a finely sampled image by a whole factor after a low-pass filter that removes what the coarse pixels cannot
 * hold (anti-aliasing). Coarse pixel p is the weighted sum of the {@link #taps} fine pixels b p ... b p + taps - 1, which
 * lie symmetrically about its centre.
 *
 * <p>Weights: Lanczos' windowed sinc with three lobes, stretched by the factor. Averaging b x b pixels would need no
 * margin, but dims the image to 0.81 at 0.35 cycles per coarse pixel and folds noise from 0.65 cycles onto it at 0.44 of
 * its strength.
 */
final class Decimation {
    private static final int LOBES = 3;

    private final int factor;
    private final float[] weights;
    private final Kernels kernels;

    Decimation(int factor, Kernels kernels) {
        this.factor = factor;
        this.kernels = kernels;
        // As many taps as make them symmetric about the centre of b fine pixels; the outermost weights are not zero.
        weights = new float[factor == 1 ? 1 : 2 * LOBES * factor - factor % 2];
        double sum = 0;
        double[] exact = new double[weights.length];
        for (int k = 0; k < exact.length; k++) {
            double u = (k - (exact.length - 1) / 2.0) / factor;
            exact[k] = sinc(u) * sinc(u / LOBES);
            sum += exact[k];
        }
        for (int k = 0; k < exact.length; k++) {
            weights[k] = (float) (exact[k] / sum);
        }
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    int taps() {
        return weights.length;
    }

    /** How many fine pixels are needed for so many coarse ones. */
    int fineLength(int coarseLength) {
        return Math.addExact(Math.multiplyExact(factor, coarseLength - 1), taps());
    }

    /** Where fine pixel 0 lies, in fine pixels from the centre of a coarse image of the given length. */
    double firstFine(int coarseLength) {
        return -(fineLength(coarseLength) - 1) / 2.0;
    }

    /** Adds fine row {@code fineY} to the coarse rows it belongs to; each row of {@code sums} has the row's length. */
    void addRow(float[] row, int fineY, float[] sums, int coarseHeight) {
        int last = Math.min(coarseHeight - 1, fineY / factor);
        int first = Math.max(0, Math.ceilDiv(fineY - taps() + 1, factor));
        for (int y = first; y <= last; y++) {
            kernels.addScaled(weights[fineY - y * factor], row, 0, sums, y * row.length, row.length);
        }
    }

    /** {@code out[p] = sum over k of weights[k] * fine[start + factor p + k]} for all coarse pixels of one row. */
    void reduceRow(float[] fine, int start, int fineLength, float[] out, int outOffset, int coarseLength) {
        if (factor == 1) {
            System.arraycopy(fine, start, out, outOffset, coarseLength);
            return;
        }
        // Pixels of equal phase side by side turn this into sums of shifted rows.
        int phaseLength = Math.ceilDiv(fineLength, factor);
        float[] phases = new float[phaseLength * factor];
        for (int i = 0; i < fineLength; i++) {
            phases[i % factor * phaseLength + i / factor] = fine[start + i];
        }
        int[] offsets = new int[taps()];
        Arrays.setAll(offsets, k -> k % factor * phaseLength + k / factor);
        kernels.weightedSum(phases, offsets, weights, taps(), out, outOffset, coarseLength);
    }
}
