package org.goldtrail.kernel;

/**
 * The few inner loops where most of the time of alignment and reconstruction goes. There are two versions: {@link
 * PlainKernels}, which a reader believes at sight, and one on the Vector API, which a test holds equal to it to float
 * rounding. Arguments are checked by the arrays themselves; no method keeps or allocates arrays of the caller's size.
 */
public interface Kernels {
    /** The fastest version this Java virtual machine can run; see {@link KernelLookup}. */
    static Kernels best() {
        return KernelLookup.best();
    }

    /** Short name for logs and benchmarks, such as "plain" or "vector 512". */
    String name();

    /**
     * Samples a cubic B-spline along a straight line: {@code out[outOffset + i] = s(x + i stepX, y + i stepY)} for i = 0
     * ... count-1, with
     *
     * <pre>
     *   s(x, y) = sum over j, k of c[k * stride + j] B(x - j) B(y - k),   B = cubic B-spline
     * </pre>
     *
     * The four by four coefficients around each position are read: all positions have to lie at least 1 from the first
     * and 2 from the last row and column.
     *
     * @param coefficients c, row by row, not modified
     * @param stride length of a row of coefficients
     */
    void cubicRow(
            float[] coefficients,
            int stride,
            double x,
            double y,
            double stepX,
            double stepY,
            float[] out,
            int outOffset,
            int count);

    /**
     * {@code out[outOffset + i] = sum over t < terms of weights[t] * data[offsets[t] + i]} for i = 0 ... count-1.
     *
     * <p>Back-projection of a voxel row and decimation by an FIR filter both have this shape.
     *
     * @param data rows one after another, not modified
     */
    void weightedSum(float[] data, int[] offsets, float[] weights, int terms, float[] out, int outOffset, int count);

    /**
     * {@code out[outOffset + i] = sum over t < terms of data[offsets[t] + i]} for i = 0 ... count-1, added in the order
     * of the terms: bit for bit the same in all versions.
     *
     * <p>The inner loop of back-projection (a voxel row is the sum of one filtered row of each view, shifted by as much
     * as the view's tilt and the height of the voxels ask for) and of its adjoint.
     *
     * @param data rows one after another, not modified
     */
    void sumRows(float[] data, int[] offsets, int terms, float[] out, int outOffset, int count);

    /**
     * One stage of a Fourier transform of n points by Stockham's method, of many rows side by side (D. H. Bailey, J.
     * Supercomput. 1, 1987, 43-56, doi:10.1007/BF00127718). With m = n_stage / 4 and s = run,
     *
     * <pre>
     *   out[q + s (4 p + r)] = w^(r p) * (a + (-i)^r b + (-1)^r c + i^r d),  w = exp(-2 pi i / (4 m))
     *   a, b, c, d = in[q + s (p + 0)], in[q + s (p + m)], in[q + s (p + 2 m)], in[q + s (p + 3 m)]
     * </pre>
     *
     * for p = 0 ... m-1, q = 0 ... s-1, r = 0 ... 3.
     *
     * @param run numbers that share their twiddle factors, a multiple of 16
     * @param twiddles cos and sin of 2 pi p / (4 m), one pair for each p
     */
    void fftRadix4(float[] re, float[] im, float[] outRe, float[] outIm, int m, int run, float[] twiddles);

    /**
     * The last stage of a transform whose length is twice a power of four: {@code out[q] = in[q] + in[q + run]},
     * {@code out[q + run] = in[q] - in[q + run]}.
     */
    void fftRadix2(float[] re, float[] im, float[] outRe, float[] outIm, int run);

    /**
     * Interpolates 16 signals that lie side by side ({@code data[16 i + lane]}), all at the same places:
     *
     * <pre>  out[16 j + lane] = sum over t < taps of weights[taps j + t] * data[16 (index[j] + t) + lane]</pre>
     *
     * for j = 0 ... count-1.
     */
    void interpolateLanes(float[] data, int[] index, float[] weights, int taps, float[] out, int count);

    /**
     * Samples a row at places that are about one sample apart, by {@link EightTaps}:
     *
     * <pre>  out[outOffset + i] = sum over k < 8 of w_k(p - floor(p)) * data[offset + floor(p) - 3 + k],  p = x + i step</pre>
     *
     * for i = 0 ... count-1.
     *
     * @param step off 1 by at most 1/32
     * @param data has samples at all places that are named, and one more at either end
     */
    void interpolateRow(float[] data, int offset, double x, double step, float[] out, int outOffset, int count);

    /**
     * Samples columns that lie side by side, each at a place of its own, by {@link EightTaps}:
     *
     * <pre>  out[i] = sum over k < 8 of w_k(t_i - floor(t_i)) * data[rows[k + floor(t_i)] + i],  t_i = places[i] + shift</pre>
     *
     * for i = from ... to-1, with 0 <= t_i < 2.
     *
     * @param rows where nine rows of the columns begin
     */
    void interpolateColumns(float[] data, int[] rows, float[] places, float shift, float[] out, int from, int to);

    /** {@code y[yOffset + i] += scale * x[xOffset + i]} for i = 0 ... count-1. */
    void addScaled(float scale, float[] x, int xOffset, float[] y, int yOffset, int count);

    /** {@code y[yOffset + i] += a[aOffset + i] * b[bOffset + i]} for i = 0 ... count-1. */
    default void addProduct(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int count) {
        for (int i = 0; i < count; i++) { // the compiler vectorises this loop by itself
            y[yOffset + i] += a[aOffset + i] * b[bOffset + i];
        }
    }

    /** The sum of {@code x[offset + i] - centre} for i = 0 ... count-1, in double precision. */
    double sum(float[] x, int offset, int count, double centre);

    /** The sum of {@code (x[offset + i] - centre)^2} for i = 0 ... count-1, in double precision. */
    double sumOfSquares(float[] x, int offset, int count, double centre);
}
