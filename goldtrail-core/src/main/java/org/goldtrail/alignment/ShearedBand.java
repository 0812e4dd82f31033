package org.goldtrail.alignment;

import java.util.Arrays;
import org.goldtrail.kernel.EightTaps;
import org.goldtrail.kernel.Kernels;

/**
 * The first step of {@link ShearFactors} for as many rows as a band of the result needs, small enough for the caches: rows
 * of the image sampled at all columns, each column's rows moved down by its skew {@code floor(q i)}, so that what the second
 * step takes from neighbouring columns lies side by side.
 *
 * <pre>
 *   band(i, j) = image(alpha (i + firstColumn) + p (y - y0) + x0, y),  y = first + j + skew(i)
 * </pre>
 */
final class ShearedBand {
    /** Pixels beyond the image's edges from which a place inside can still take something. */
    private static final int REACH = 11;

    /** Neighbouring pixels that a band should take from a row of the image: fetching less from memory wastes time. */
    private static final int PIECE = 256;

    /** Rows of a band; nine of them are made again for the next. */
    private static final int LEAST_HEIGHT = 80;

    /** Columns of equal skew that are worth a call each. */
    private static final int LONG_RUN = 64;

    private final TurnedRows rows;
    private final ShearFactors factors;
    private final double x0;
    private final double y0;
    private final double firstColumn;
    private final Kernels kernels;

    private final int columns;
    private final int stride;
    private final int height;
    private final int steps;
    private final boolean longRuns;
    private final int[] places;
    private final int[] runs;
    private final float[] band;
    private final float[] line;

    /**
     * @param rows of the image
     * @param x0 see {@link ShearSampler}, in the turned image
     * @param y0 the same
     * @param columns of a band
     */
    ShearedBand(
            TurnedRows rows,
            ShearFactors factors,
            double x0,
            double y0,
            double firstColumn,
            int columns,
            Kernels kernels) {
        this.rows = rows;
        this.factors = factors;
        this.x0 = x0;
        this.y0 = y0;
        this.firstColumn = firstColumn;
        this.columns = columns;
        this.kernels = kernels;
        stride =
                (columns + 15) / 16 * 16 | 16; // no power of two, which would crowd a column into few sets of the cache
        height = Math.max(LEAST_HEIGHT, (int) (PIECE * Math.abs(factors.q())));
        band = new float[Math.multiplyExact(height, stride)];
        line = new float[columns];
        places = new int[columns];
        steps = Math.abs(skew(columns - 1));
        runs = new int[steps + 2];
        Arrays.fill(runs, columns);
        for (int i = columns - 1; i >= 0; i--) {
            places[i] = i - skew(i) * stride;
            runs[Math.abs(skew(i))] = i;
        }
        longRuns = columns / (steps + 1) >= LONG_RUN;
    }

    /** By how many rows a column is moved down. */
    int skew(int column) {
        return (int) Math.floor(factors.q() * column);
    }

    /** Rows that a band has room for. */
    int height() {
        return height;
    }

    /** From one row to the next in {@link #data}. */
    int stride() {
        return stride;
    }

    /** The band; it is written anew by {@link #fill}. */
    float[] data() {
        return band;
    }

    /** Makes the band of which column 0 begins with row {@code first} of the image. */
    void fill(int first) {
        int lowest = Math.min(0, skew(columns - 1));
        int highest = Math.max(0, skew(columns - 1));
        int last = Math.min(rows.height() - 1 + REACH, first + height - 1 + highest);
        for (int y = Math.max(-REACH, first + lowest); y <= last; y++) {
            // the steps of skew whose columns take this row
            int low = Math.max(lowest, y - first - height + 1);
            int high = Math.min(highest, y - first);
            boolean up = factors.q() >= 0;
            sample(y, first, runs[up ? low : -high], runs[(up ? high : -low) + 1]);
        }
    }

    /** Samples row y of the image at columns from ... to-1, as far as they lie within reach of it. */
    private void sample(int y, int first, int columnFrom, int columnTo) {
        double alpha = factors.alpha();
        double x = alpha * firstColumn + factors.p() * (y - y0) + x0;
        int from = (int) Math.clamp(Math.ceil((-REACH - x) / alpha), columnFrom, columnTo);
        int to = (int) Math.clamp(Math.floor((rows.width() - 1 + REACH - x) / alpha) + 1, from, columnTo);
        if (from == to) {
            return;
        }
        int left = (int) Math.floor(x + alpha * from) - EightTaps.BEFORE - 1;
        int right = (int) Math.floor(x + alpha * (to - 1)) + EightTaps.COUNT - EightTaps.BEFORE + 1;
        int offset = rows.find(y, left, right);
        int down = (y - first) * stride;
        if (!longRuns) {
            kernels.interpolateRow(rows.data(), offset, x + from * alpha, alpha, line, from, to - from);
            putEach(line, places, down, band, from, to);
            return;
        }
        for (int i = from; i < to; ) {
            int end = endOfRun(i, to);
            kernels.interpolateRow(rows.data(), offset, x + i * alpha, alpha, band, places[i] + down, end - i);
            i = end;
        }
    }

    private int endOfRun(int column, int to) {
        return Math.min(to, runs[Math.abs(skew(column)) + 1]);
    }

    private static void putEach(float[] line, int[] places, int down, float[] band, int from, int to) {
        for (int i = from; i < to; i++) {
            band[places[i] + down] = line[i];
        }
    }
}
