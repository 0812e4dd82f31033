package org.goldtrail.bench;

import org.goldtrail.kernel.Kernels;

/**
 * What the processor could do at most: the inner loop of back-projection on data that lie where the cache is fastest.
 * Each update is one load and one addition; with FMA, one load and one multiplication with addition.
 */
final class Roof {
    private static final int TERMS = 41;
    private static final int COUNT = 128;
    private static final int REPEATS = 20_000;

    private final Kernels kernels;

    Roof(Kernels kernels) {
        this.kernels = kernels;
    }

    /** 10^9 loads and additions per second from so many bytes, over which the rows are spread. */
    double additions(int bytes) {
        float[] data = new float[bytes / 4];
        int[][] offsets = offsets(data.length);
        float[] out = new float[COUNT];
        Timing time = Timing.of(1, 1, 2, item -> {
            for (int i = 0; i < REPEATS; i++) {
                kernels.sumRows(data, offsets[i % offsets.length], TERMS, out, 0, COUNT);
            }
        });
        return time.perQuietSecond(1e-9 * REPEATS * TERMS * COUNT);
    }

    /** The same with multiplication. */
    double multiplications(int bytes) {
        float[] data = new float[bytes / 4];
        int[][] offsets = offsets(data.length);
        float[] weights = new float[TERMS];
        float[] out = new float[COUNT];
        Timing time = Timing.of(1, 1, 2, item -> {
            for (int i = 0; i < REPEATS; i++) {
                kernels.weightedSum(data, offsets[i % offsets.length], weights, TERMS, out, 0, COUNT);
            }
        });
        return time.perQuietSecond(1e-9 * REPEATS * TERMS * COUNT);
    }

    /** Rows that begin at any place, one after another through all the data. */
    private static int[][] offsets(int length) {
        int sets = Math.max(1, length / (TERMS * COUNT));
        int[][] offsets = new int[sets][TERMS];
        for (int s = 0; s < sets; s++) {
            for (int t = 0; t < TERMS; t++) {
                offsets[s][t] = (int) ((((long) s * TERMS + t) * COUNT + 5 * t) % (length - COUNT));
            }
        }
        return offsets;
    }
}
