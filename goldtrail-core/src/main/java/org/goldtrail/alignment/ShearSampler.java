package org.goldtrail.alignment;

import java.util.Arrays;
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
 * <p>g is not kept whole: a {@link ShearedBand} holds what the next rows out need.
 *
 * <p>Places more than half a pixel outside the outermost pixel centres become the fill value, as with {@link SplineImage};
 * within the image its rows and columns are continued as in a mirror.
 */
final class ShearSampler implements RowSampler {
    private final AffinePlaces places;
    private final ShearFactors factors;
    private final double y0;
    private final float fill;
    private final int width;
    private final Kernels kernels;

    private final double firstColumn;
    private final ShearedBand band;
    private final float[] fraction;
    private final float[] sheared;
    private final int[] bandRows = new int[EightTaps.COUNT + 1];
    private int bandFirst;
    private boolean bandIsFilled;
    private int nextRow;

    /**
     * @param rows of the image, turned as the factors ask for, all pixels finite
     * @param places of the pixels that are made
     * @param factors of the same map
     * @param width pixels of a row
     * @param height rows that are going to be made
     */
    ShearSampler(
            TurnedRows rows,
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
        double x0 = rows.turnedX(places.x0(), places.y0());
        y0 = rows.turnedY(places.x0(), places.y0());
        double slide = factors.r() * (height - 1);
        firstColumn = Math.floor(Math.min(0, slide)) - EightTaps.COUNT;
        int columns = width + (int) Math.ceil(Math.abs(slide)) + 2 * EightTaps.COUNT;
        band = new ShearedBand(rows, factors, x0, y0, firstColumn, columns, kernels);
        fraction = new float[columns];
        for (int i = 0; i < columns; i++) {
            fraction[i] = (float) (factors.q() * i - band.skew(i));
        }
        sheared = new float[columns];
    }

    /** The place along y, in the turned image, of column 0 of row v, its skew left out. */
    private double place(int v) {
        return factors.q() * firstColumn + factors.beta() * v + y0;
    }

    @Override
    public void next(float[] out) {
        int v = nextRow++;
        int[] valid = places.inside(v, width);
        int from = valid[0];
        int to = valid[1];
        if (to < from) {
            Arrays.fill(out, 0, width, fill);
            return;
        }
        Arrays.fill(out, 0, from, fill);
        Arrays.fill(out, to + 1, width, fill);
        double place = place(v);
        int whole = (int) Math.floor(place);
        int top = whole - EightTaps.BEFORE;
        if (!bandIsFilled || top + bandRows.length > bandFirst + band.height()) {
            bandIsFilled = true;
            bandFirst = top;
            band.fill(top);
        }
        for (int k = 0; k < bandRows.length; k++) {
            bandRows[k] = (top + k - bandFirst) * band.stride();
        }
        double start = factors.r() * v - firstColumn;
        int column = (int) Math.floor(start);
        int first = column + from - EightTaps.BEFORE;
        int end = column + to - EightTaps.BEFORE + EightTaps.COUNT;
        kernels.interpolateColumns(band.data(), bandRows, fraction, (float) (place - whole), sheared, first, end);
        kernels.interpolateRow(sheared, 0, start + from, 1, out, from, to - from + 1);
    }
}
