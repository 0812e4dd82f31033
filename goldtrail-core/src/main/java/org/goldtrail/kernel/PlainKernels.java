package org.goldtrail.kernel;

/** The kernels as simple loops: the oracle of the tests, and what runs where the Vector API is missing. */
public final class PlainKernels implements Kernels {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void cubicRow(
            float[] coefficients,
            int stride,
            double x,
            double y,
            double stepX,
            double stepY,
            float[] out,
            int outOffset,
            int count) {
        for (int i = 0; i < count; i++) {
            double px = x + i * stepX;
            double py = y + i * stepY;
            int ix = (int) px;
            int iy = (int) py;
            float tx = (float) (px - ix);
            float ty = (float) (py - iy);
            float ux = 1 - tx;
            float uy = 1 - ty;
            float wx0 = ux * ux * ux / 6;
            float wx1 = 2 / 3f - tx * tx * (2 - tx) / 2;
            float wx2 = 2 / 3f - ux * ux * (2 - ux) / 2;
            float wx3 = tx * tx * tx / 6;
            float wy0 = uy * uy * uy / 6;
            float wy1 = 2 / 3f - ty * ty * (2 - ty) / 2;
            float wy2 = 2 / 3f - uy * uy * (2 - uy) / 2;
            float wy3 = ty * ty * ty / 6;
            int row0 = (iy - 1) * stride + ix - 1;
            int row1 = row0 + stride;
            int row2 = row1 + stride;
            int row3 = row2 + stride;
            out[outOffset + i] = wy0 * fourTaps(coefficients, row0, wx0, wx1, wx2, wx3)
                    + wy1 * fourTaps(coefficients, row1, wx0, wx1, wx2, wx3)
                    + wy2 * fourTaps(coefficients, row2, wx0, wx1, wx2, wx3)
                    + wy3 * fourTaps(coefficients, row3, wx0, wx1, wx2, wx3);
        }
    }

    private static float fourTaps(float[] c, int at, float w0, float w1, float w2, float w3) {
        return w0 * c[at] + w1 * c[at + 1] + w2 * c[at + 2] + w3 * c[at + 3];
    }

    @Override
    public void weightedSum(
            float[] data, int[] offsets, float[] weights, int terms, float[] out, int outOffset, int count) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = 0;
        }
        for (int t = 0; t < terms; t++) {
            addScaled(weights[t], data, offsets[t], out, outOffset, count);
        }
    }

    @Override
    public void addScaled(float scale, float[] x, int xOffset, float[] y, int yOffset, int count) {
        for (int i = 0; i < count; i++) {
            y[yOffset + i] += scale * x[xOffset + i];
        }
    }

    @Override
    public double sum(float[] x, int offset, int count, double centre) {
        double sum = 0;
        for (int i = offset; i < offset + count; i++) {
            sum += x[i] - centre;
        }
        return sum;
    }

    @Override
    public double sumOfSquares(float[] x, int offset, int count, double centre) {
        double sum = 0;
        for (int i = offset; i < offset + count; i++) {
            double d = x[i] - centre;
            sum += d * d;
        }
        return sum;
    }
}
