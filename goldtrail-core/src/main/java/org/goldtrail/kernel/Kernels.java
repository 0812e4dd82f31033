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

    /** {@code y[yOffset + i] += scale * x[xOffset + i]} for i = 0 ... count-1. */
    void addScaled(float scale, float[] x, int xOffset, float[] y, int yOffset, int count);

    /** The sum of {@code x[offset + i] - centre} for i = 0 ... count-1, in double precision. */
    double sum(float[] x, int offset, int count, double centre);

    /** The sum of {@code (x[offset + i] - centre)^2} for i = 0 ... count-1, in double precision. */
    double sumOfSquares(float[] x, int offset, int count, double centre);
}
