package org.goldtrail.reconstruction;

/**
 * The part of a row of an aligned view that holds image: all but the runs of one and the same value at either end, with
 * which the aligned stack is filled where the raw image does not reach.
 *
 * @param from first pixel
 * @param to last pixel + 1; equal to {@code from} when the row is constant
 */
record CoveredRange(int from, int to) {
    /** Shorter runs of equal values may be image. */
    private static final int SHORTEST_RUN = 4;

    /** Relative difference up to which two values are the same fill value: interpolation weights sum to 1 only nearly. */
    private static final float SAME = 2e-6f;

    /** Pixels beside the fill that interpolation may have mixed with it. */
    private static final int MARGIN = 2;

    int size() {
        return to - from;
    }

    static CoveredRange of(float[] rows, int start, int width) {
        int low = 1;
        while (low < width && same(rows[start], rows[start + low])) {
            low++;
        }
        if (low == width) {
            return new CoveredRange(0, 0);
        }
        int end = start + width - 1;
        int high = 1;
        while (same(rows[end], rows[end - high])) {
            high++;
        }
        int from = low < SHORTEST_RUN ? 0 : low + MARGIN;
        int to = high < SHORTEST_RUN ? width : width - high - MARGIN;
        return from < to ? new CoveredRange(from, to) : new CoveredRange(0, 0);
    }

    private static boolean same(float a, float b) {
        return Math.abs(a - b) <= SAME * Math.abs(a);
    }
}
