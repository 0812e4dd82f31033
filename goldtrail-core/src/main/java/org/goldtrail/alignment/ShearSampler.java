package org.goldtrail.alignment;

import java.util.Arrays;
import org.goldtrail.image.Image;
import org.goldtrail.kernel.EightTaps;
import org.goldtrail.kernel.Kernels;

/**
 * Samples an image row by row through the three steps of {@link ShearFactors}, each an interpolation in one dimension by
 * {@link EightTaps}:
 *
 * <pre>
 *   g(x2, y) = image(alpha x2 + p (y - y0) + x0, y)      rows of the image, all at steps of alpha
 *   h(x2, v) = g(x2, q x2 + beta v + y0)                 columns, each by a shift of its own
 *   out(u, v) = h(u + r v, v)                            rows, each by one shift
 * </pre>
 *
 * <p>g is not kept whole: of each of its columns only the rows that the next row out can need are, in a ring whose rows are
 * skewed along q x2, so that neighbouring columns find theirs side by side in memory.
 *
 * <p>Places more than half a pixel outside the outermost pixel centres become the fill value, as with {@link SplineImage};
 * within the image its rows and columns are continued as in a mirror.
 */
final class ShearSampler implements RowSampler {
    /** Pixels beyond the image's edges from which a place inside can still take something. */
    private static final int REACH = 11;

    private final AffinePlaces places;
    private final ShearFactors factors;
    private final TurnedRows rows;
    private final double x0;
    private final double y0;
    private final float fill;
    private final int width;
    private final Kernels kernels;

    private final double firstColumn;
    private final int columns;
    private final int[] skew;
    private final float[] fraction;
    private final int highestSkew;
    private final int ringMask;
    private final float[] ring;
    private final float[] line;
    private final float[] sheared;
    private final int[] ringRows = new int[EightTaps.COUNT + 1];
    private final float[] weights = new float[EightTaps.COUNT];
    private final int[] offsets = new int[EightTaps.COUNT];
    private int nextImageRow;
    private int nextRow;

    /**
     * @param image not modified, all pixels finite
     * @param places of the pixels that are made
     * @param factors of the same map
     * @param width pixels of a row
     * @param height rows that are going to be made
     */
    ShearSampler(
            Image image,
            AffinePlaces places,
            ShearFactors factors,
            int width,
            int height,
            float fill,
            Kernels kernels) {
        this.places = places;
        this.factors = factors;
        this.width = width;
        this.fill = fill;
        this.kernels = kernels;
        rows = new TurnedRows(image, factors.quarterTurns());
        x0 = rows.turnedX(places.x0(), places.y0());
        y0 = rows.turnedY(places.x0(), places.y0());
        double slide = factors.r() * (height - 1);
        firstColumn = Math.floor(Math.min(0, slide)) - EightTaps.COUNT;
        columns = width + (int) Math.ceil(Math.abs(slide)) + 2 * EightTaps.COUNT;
        skew = new int[columns];
        fraction = new float[columns];
        int low = 0;
        int high = 0;
        for (int i = 0; i < columns; i++) {
            double shift = factors.q() * i;
            skew[i] = (int) Math.floor(shift);
            fraction[i] = (float) (shift - skew[i]);
            low = Math.min(low, skew[i]);
            high = Math.max(high, skew[i]);
        }
        highestSkew = high;
        int ringSize = Integer.highestOneBit(high - low + EightTaps.COUNT + 1) << 1;
        ringMask = ringSize - 1;
        ring = new float[Math.multiplyExact(ringSize, columns)];
        line = new float[columns];
        sheared = new float[columns];
        nextImageRow = (int) Math.max(-REACH, Math.floor(place(0)) - EightTaps.BEFORE + low);
    }

    /** The place along y, in the turned image, of column 0 of row v, its skew left out. */
    private double place(int v) {
        return factors.q() * firstColumn + factors.beta() * v + y0;
    }

    @Override
    public void next(float[] out) {
        int v = nextRow++;
        double place = place(v);
        int whole = (int) Math.floor(place);
        int needed = Math.min(rows.height() - 1 + REACH, whole + EightTaps.COUNT - EightTaps.BEFORE + highestSkew);
        while (nextImageRow <= needed) {
            readRow(nextImageRow++);
        }
        int[] valid = places.inside(v, width);
        int from = valid[0];
        int to = valid[1];
        Arrays.fill(out, 0, Math.min(from, width), fill);
        if (to < from) {
            Arrays.fill(out, 0, width, fill);
            return;
        }
        Arrays.fill(out, to + 1, width, fill);
        for (int k = 0; k < ringRows.length; k++) {
            ringRows[k] = ((whole - EightTaps.BEFORE + k) & ringMask) * columns;
        }
        double start = factors.r() * v - firstColumn;
        int column = (int) Math.floor(start);
        int first = column + from - EightTaps.BEFORE;
        int end = column + to - EightTaps.BEFORE + EightTaps.COUNT;
        kernels.interpolateColumns(ring, ringRows, fraction, (float) (place - whole), sheared, first, end);
        EightTaps.weights((float) (start - column), weights);
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = first + k;
        }
        kernels.weightedSum(sheared, offsets, weights, EightTaps.COUNT, out, from, to - from + 1);
    }

    /** Samples a row of the image at all columns and puts it into the ring, each column in the row its skew asks for. */
    private void readRow(int y) {
        int offset = rows.load(y);
        // x of column 0; columns whose x lies within reach of the image
        double x = factors.alpha() * firstColumn + factors.p() * (y - y0) + x0;
        int from = (int) Math.clamp(Math.ceil((-REACH - x) / factors.alpha()), 0, columns);
        int to = (int) Math.clamp(Math.floor((rows.width() - 1 + REACH - x) / factors.alpha()) + 1, from, columns);
        kernels.interpolateRow(rows.data(), offset, x + from * factors.alpha(), factors.alpha(), line, from, to - from);
        if (Math.abs(factors.q()) < 1 / 32.0) {
            putRuns(y, from, to);
            return;
        }
        putEach(line, skew, y, ring, ringMask, columns, from, to);
    }

    private static void putEach(
            float[] line, int[] skew, int y, float[] ring, int ringMask, int columns, int from, int to) {
        for (int i = from; i < to; i++) {
            ring[((y - skew[i]) & ringMask) * columns + i] = line[i];
        }
    }

    /** The same where many neighbours have the same skew. */
    private void putRuns(int y, int from, int to) {
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || skew[i] != skew[start]) {
                System.arraycopy(line, start, ring, ((y - skew[start]) & ringMask) * columns + start, i - start);
                start = i;
            }
        }
    }
}
