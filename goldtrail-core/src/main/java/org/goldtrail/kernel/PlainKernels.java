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
    public void sumRows(float[] data, int[] offsets, int terms, float[] out, int outOffset, int count) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = 0;
        }
        for (int t = 0; t < terms; t++) {
            int offset = offsets[t];
            for (int i = 0; i < count; i++) {
                out[outOffset + i] += data[offset + i];
            }
        }
    }

    @Override
    public void fftRadix4(float[] re, float[] im, float[] outRe, float[] outIm, int m, int run, float[] twiddles) {
        for (int p = 0; p < m; p++) {
            float w1r = twiddles[2 * p];
            float w1i = -twiddles[2 * p + 1];
            float w2r = w1r * w1r - w1i * w1i;
            float w2i = 2 * w1r * w1i;
            float w3r = w1r * w2r - w1i * w2i;
            float w3i = w1r * w2i + w1i * w2r;
            for (int q = 0; q < run; q++) {
                int a = q + run * p;
                int b = a + run * m;
                int c = b + run * m;
                int d = c + run * m;
                float sumRe = re[a] + re[c];
                float sumIm = im[a] + im[c];
                float differenceRe = re[a] - re[c];
                float differenceIm = im[a] - im[c];
                float otherSumRe = re[b] + re[d];
                float otherSumIm = im[b] + im[d];
                float turnedRe = im[b] - im[d]; // -i (b - d)
                float turnedIm = re[d] - re[b];
                int to = q + run * 4 * p;
                outRe[to] = sumRe + otherSumRe;
                outIm[to] = sumIm + otherSumIm;
                float r1 = differenceRe + turnedRe;
                float i1 = differenceIm + turnedIm;
                outRe[to + run] = r1 * w1r - i1 * w1i;
                outIm[to + run] = r1 * w1i + i1 * w1r;
                float r2 = sumRe - otherSumRe;
                float i2 = sumIm - otherSumIm;
                outRe[to + 2 * run] = r2 * w2r - i2 * w2i;
                outIm[to + 2 * run] = r2 * w2i + i2 * w2r;
                float r3 = differenceRe - turnedRe;
                float i3 = differenceIm - turnedIm;
                outRe[to + 3 * run] = r3 * w3r - i3 * w3i;
                outIm[to + 3 * run] = r3 * w3i + i3 * w3r;
            }
        }
    }

    @Override
    public void fftRadix2(float[] re, float[] im, float[] outRe, float[] outIm, int run) {
        for (int q = 0; q < run; q++) {
            outRe[q] = re[q] + re[q + run];
            outIm[q] = im[q] + im[q + run];
            outRe[q + run] = re[q] - re[q + run];
            outIm[q + run] = im[q] - im[q + run];
        }
    }

    @Override
    public void interpolateLanes(float[] data, int[] index, float[] weights, int taps, float[] out, int count) {
        for (int j = 0; j < count; j++) {
            for (int lane = 0; lane < 16; lane++) {
                float sum = 0;
                for (int t = 0; t < taps; t++) {
                    sum += weights[taps * j + t] * data[16 * (index[j] + t) + lane];
                }
                out[16 * j + lane] = sum;
            }
        }
    }

    @Override
    public void interpolateRow(float[] data, int offset, double x, double step, float[] out, int outOffset, int count) {
        float[] weights = new float[EightTaps.COUNT];
        for (int i = 0; i < count; i++) {
            double place = x + i * step;
            int whole = (int) Math.floor(place);
            EightTaps.weights((float) (place - whole), weights);
            float sum = 0;
            for (int k = 0; k < EightTaps.COUNT; k++) {
                sum += weights[k] * data[offset + whole - EightTaps.BEFORE + k];
            }
            out[outOffset + i] = sum;
        }
    }

    @Override
    public void interpolateColumns(
            float[] data, int[] rows, float[] places, float shift, float[] out, int from, int to) {
        float[] weights = new float[EightTaps.COUNT];
        for (int i = from; i < to; i++) {
            float t = places[i] + shift;
            int next = t >= 1 ? 1 : 0;
            EightTaps.weights(t - next, weights);
            float sum = 0;
            for (int k = 0; k < EightTaps.COUNT; k++) {
                sum += weights[k] * data[rows[k + next] + i];
            }
            out[i] = sum;
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
