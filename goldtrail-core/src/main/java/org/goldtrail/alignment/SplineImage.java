package org.goldtrail.alignment;

import java.util.Arrays;
import org.goldtrail.image.Image;
import org.goldtrail.kernel.Kernels;

/**
 * An image as the coefficients of the cubic B-spline that passes through all its pixels, so that it can be sampled
 * between them.
 *
 * <p>A prefiltered cubic B-spline rather than cubic convolution: with the same four by four taps it keeps the spectrum
 * up to two thirds of Nyquist almost unchanged, where Keys' kernel (a = -1/2) already dims it, and approximates to fourth
 * order instead of third (M. Unser, IEEE Signal Process. Mag. 16(6), 22-38, 1999, doi:10.1109/79.799930; P. Thevenaz,
 * T. Blu, M. Unser, IEEE Trans. Med. Imaging 19, 739-758, 2000, doi:10.1109/42.875199).
 *
 * <p>The image goes on beyond its edges as in a mirror. Two more rows and columns of coefficients lie around it, enough
 * to sample up to half a pixel outside the outermost pixel centres.
 */
final class SplineImage {
    private static final int PAD = 2;

    /** The pole of the inverse filter of (1, 4, 1) / 6. */
    private static final float POLE = (float) (Math.sqrt(3) - 2);

    /** The filter has faded to 1e-9 after so many pixels. */
    private static final int REACH = 16;

    /** Rows that are filtered together. */
    private static final int ROWS = 4;

    private final int width;
    private final int height;
    private final int stride;
    private final float[] coefficients;
    private final Kernels kernels;

    /** @param image not modified, all pixels finite */
    SplineImage(Image image, Kernels kernels) {
        this.kernels = kernels;
        this.width = image.width();
        this.height = image.height();
        stride = width + 2 * PAD;
        coefficients = new float[Math.multiplyExact(stride, height + 2 * PAD)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(image.pixels(), y * width, coefficients, rowStart(y), width);
        }
        int together = height - height % ROWS;
        for (int y = 0; y < together; y += ROWS) {
            filterRows(rowStart(y));
        }
        for (int y = together; y < height; y++) {
            filterRow(rowStart(y));
        }
        filterColumns();
        mirrorEdges();
    }

    /** Coefficients that were made before: rows {@code y - PAD} and up of a larger image. */
    private SplineImage(int width, int height, float[] coefficients, Kernels kernels) {
        this.kernels = kernels;
        this.width = width;
        this.height = height;
        stride = width + 2 * PAD;
        this.coefficients = coefficients;
    }

    /** Numbers that coefficients of an image of this size take. */
    static long size(int width, int height) {
        return (width + 2L * PAD) * (height + 2L * PAD);
    }

    /** The coefficients, row by row, with {@link #size} numbers; shared, not copied. */
    float[] coefficients() {
        return coefficients;
    }

    /**
     * Rows {@code from ... from + rows - 1} of an image as an image of their own.
     *
     * @param coefficients those of rows {@code from - PAD} and up of the whole image
     */
    static SplineImage ofRows(int width, int rows, float[] coefficients, Kernels kernels) {
        return new SplineImage(width, rows, coefficients, kernels);
    }

    private int rowStart(int y) {
        return (y + PAD) * stride + PAD;
    }

    /**
     * Samples row by row: position i of {@code out} is at {@code (x + i stepX, y + i stepY)} in pixel-index coordinates.
     * Positions more than half a pixel outside the outermost pixel centres become {@code fill}.
     */
    void sample(double x, double y, double stepX, double stepY, float fill, float[] out) {
        double first = 0;
        double last = out.length - 1.0;
        double[] inX = inside(x, stepX, width);
        double[] inY = inside(y, stepY, height);
        int from = (int) Math.ceil(Math.max(first, Math.max(inX[0], inY[0])));
        int to = (int) Math.floor(Math.min(last, Math.min(inX[1], inY[1])));
        if (to < from) {
            Arrays.fill(out, fill);
            return;
        }
        Arrays.fill(out, 0, from, fill);
        Arrays.fill(out, to + 1, out.length, fill);
        kernels.cubicRow(
                coefficients,
                stride,
                x + from * stepX + PAD,
                y + from * stepY + PAD,
                stepX,
                stepY,
                out,
                from,
                to - from + 1);
    }

    /** The interval of i in which -1/2 <= p + i step <= size - 1/2, a hair inside; empty ones have from > to. */
    private static double[] inside(double p, double step, int size) {
        double low = -0.5 + 1e-9 - p;
        double high = size - 0.5 - 1e-9 - p;
        if (Math.abs(step) < 1e-12) {
            return low <= 0 && high >= 0
                    ? new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}
                    : new double[] {1, 0};
        }
        return step > 0 ? new double[] {low / step, high / step} : new double[] {high / step, low / step};
    }

    /** Turns one row into coefficients along x: a causal and an anticausal recursive filter. */
    private void filterRow(int start) {
        float[] c = coefficients;
        int end = start + width - 1;
        float sum = 0;
        float power = 1;
        for (int k = 0; k <= REACH; k++) {
            sum += power * c[start + mirror(k, width)];
            power *= POLE;
        }
        c[start] = sum;
        for (int i = start + 1; i <= end; i++) {
            c[i] += POLE * c[i - 1];
        }
        float beforeEnd = width > 1 ? c[end - 1] : sum;
        float next = POLE / (POLE * POLE - 1) * (c[end] + POLE * beforeEnd);
        c[end] = 6 * next;
        for (int i = end - 1; i >= start; i--) {
            next = POLE * (next - c[i]);
            c[i] = 6 * next;
        }
    }

    /** The same for four rows at a time: each number waits for the one before it, those of other rows need not. */
    private void filterRows(int start) {
        float[] c = coefficients;
        int s1 = stride;
        int s2 = 2 * stride;
        int s3 = 3 * stride;
        float[] sums = new float[ROWS];
        float power = 1;
        for (int k = 0; k <= REACH; k++) {
            for (int r = 0; r < ROWS; r++) {
                sums[r] += power * c[start + r * stride + mirror(k, width)];
            }
            power *= POLE;
        }
        float a = sums[0];
        float b = sums[1];
        float d = sums[2];
        float e = sums[3];
        for (int r = 0; r < ROWS; r++) {
            c[start + r * stride] = sums[r];
        }
        int end = start + width - 1;
        for (int i = start + 1; i <= end; i++) {
            a = c[i] += POLE * a;
            b = c[i + s1] += POLE * b;
            d = c[i + s2] += POLE * d;
            e = c[i + s3] += POLE * e;
        }
        for (int r = 0; r < ROWS; r++) {
            float beforeEnd = width > 1 ? c[end + r * stride - 1] : sums[r];
            sums[r] = POLE / (POLE * POLE - 1) * (c[end + r * stride] + POLE * beforeEnd);
            c[end + r * stride] = 6 * sums[r];
        }
        a = sums[0];
        b = sums[1];
        d = sums[2];
        e = sums[3];
        for (int i = end - 1; i >= start; i--) {
            a = POLE * (a - c[i]);
            b = POLE * (b - c[i + s1]);
            d = POLE * (d - c[i + s2]);
            e = POLE * (e - c[i + s3]);
            c[i] = 6 * a;
            c[i + s1] = 6 * b;
            c[i + s2] = 6 * d;
            c[i + s3] = 6 * e;
        }
    }

    /** The same along y, for whole rows at a time. */
    private void filterColumns() {
        float[] first = new float[width];
        float power = 1;
        for (int k = 0; k <= REACH; k++) {
            int from = rowStart(mirror(k, height));
            for (int x = 0; x < width; x++) {
                first[x] += power * coefficients[from + x];
            }
            power *= POLE;
        }
        System.arraycopy(first, 0, coefficients, rowStart(0), width);
        for (int y = 1; y < height; y++) {
            kernels.addScaled(POLE, coefficients, rowStart(y - 1), coefficients, rowStart(y), width);
        }
        int end = rowStart(height - 1);
        int beforeEnd = rowStart(Math.max(0, height - 2));
        float edge = 6 * POLE / (POLE * POLE - 1);
        for (int x = 0; x < width; x++) {
            coefficients[end + x] = edge * (coefficients[end + x] + POLE * coefficients[beforeEnd + x]);
        }
        for (int y = height - 2; y >= 0; y--) {
            int here = rowStart(y);
            int next = rowStart(y + 1);
            for (int x = 0; x < width; x++) {
                coefficients[here + x] = POLE * (coefficients[next + x] - 6 * coefficients[here + x]);
            }
        }
    }

    private void mirrorEdges() {
        for (int y = 0; y < height; y++) {
            int start = rowStart(y);
            for (int k = 1; k <= PAD; k++) {
                coefficients[start - k] = coefficients[start + mirror(-k, width)];
                coefficients[start + width - 1 + k] = coefficients[start + mirror(width - 1 + k, width)];
            }
        }
        for (int k = 1; k <= PAD; k++) {
            copyRow(mirror(-k, height), -k);
            copyRow(mirror(height - 1 + k, height), height - 1 + k);
        }
    }

    private void copyRow(int from, int to) {
        System.arraycopy(coefficients, rowStart(from) - PAD, coefficients, rowStart(to) - PAD, stride);
    }

    /** The index inside 0 ... size-1 that i falls on when mirrored about the first and last pixel centre. */
    private static int mirror(int i, int size) {
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int k = Math.floorMod(i, period);
        return k < size ? k : period - k;
    }
}
