package org.goldtrail.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API. Loaded by name only (see {@link KernelLookup}), as its classes may be missing.
 *
 * <p>The species are static constants because the compiler turns vector operations into instructions only then; another
 * width therefore needs another copy of this class, in a loader of its own.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> FLOATS = species();
    private static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, FLOATS.vectorShape());
    private static final int LANES = FLOATS.length();

    // The four weights of the cubic B-spline at t = 0 ... 1 between its second and third coefficient, as polynomials.
    private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
    private static final FloatVector CUBE = FloatVector.fromArray(FOUR, new float[] {-1 / 6f, 0.5f, -0.5f, 1 / 6f}, 0);
    private static final FloatVector SQUARE = FloatVector.fromArray(FOUR, new float[] {0.5f, -1, 0.5f, 0}, 0);
    private static final FloatVector LINEAR = FloatVector.fromArray(FOUR, new float[] {-0.5f, 0, 0.5f, 0}, 0);
    private static final FloatVector CONSTANT = FloatVector.fromArray(FOUR, new float[] {1 / 6f, 2 / 3f, 1 / 6f, 0}, 0);

    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final FloatVector COUNTING = FloatVector.zero(FLOATS).addIndex(1);

    /** Pixels of a row whose positions are found together; a multiple of all vector lengths. */
    private static final int CHUNK = 32;

    private static final VectorShuffle<Float> OTHER_HALF = VectorShuffle.fromValues(FOUR, 2, 3, 0, 1);

    private static final PlainKernels PLAIN = new PlainKernels();

    static VectorSpecies<Float> species() {
        int bits = Integer.getInteger(KernelLookup.BITS_PROPERTY, FloatVector.SPECIES_PREFERRED.vectorBitSize());
        if (bits < 128) {
            // as when the optimising compiler is switched off: vectors would be objects on the heap
            throw new UnsupportedOperationException("this Java virtual machine has no vectors of 128 bits or more");
        }
        return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }

    @Override
    public String name() {
        return "vector " + FLOATS.vectorBitSize();
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
        // Positions and weights of many pixels at a time; then the pixels one by one, four coefficients at once.
        // Gathering one tap of many pixels was hardly faster than the plain loop.
        int[] at = new int[CHUNK];
        float[] tx = new float[CHUNK];
        float[] wy = new float[4 * CHUNK];
        for (int from = 0; from < count; from += CHUNK) {
            int here = Math.min(CHUNK, count - from);
            place(stride, x + from * stepX, y + from * stepY, stepX, stepY, here, at, tx, wy);
            for (int i = 0; i < here; i++) {
                FloatVector column =
                        FloatVector.fromArray(FOUR, coefficients, at[i]).mul(FloatVector.broadcast(FOUR, wy[i]));
                column = FloatVector.fromArray(FOUR, coefficients, at[i] + stride)
                        .fma(FloatVector.broadcast(FOUR, wy[CHUNK + i]), column);
                column = FloatVector.fromArray(FOUR, coefficients, at[i] + 2 * stride)
                        .fma(FloatVector.broadcast(FOUR, wy[2 * CHUNK + i]), column);
                column = FloatVector.fromArray(FOUR, coefficients, at[i] + 3 * stride)
                        .fma(FloatVector.broadcast(FOUR, wy[3 * CHUNK + i]), column);
                FloatVector t = FloatVector.broadcast(FOUR, tx[i]);
                FloatVector weights = CUBE.fma(t, SQUARE).fma(t, LINEAR).fma(t, CONSTANT);
                // Not by reduceLanes: its order is not defined and changes once the compiler has taken over.
                FloatVector p = column.mul(weights);
                FloatVector pairs = p.add(p.rearrange(OTHER_HALF));
                out[outOffset + from + i] = pairs.lane(0) + pairs.lane(1);
            }
        }
    }

    /**
     * The first coefficient, the place between coefficients along x, and the four weights along y of some pixels. Floats
     * do: they count from the chunk's own corner.
     */
    private static void place(
            int stride, double x, double y, double stepX, double stepY, int count, int[] at, float[] tx, float[] wy) {
        int cornerX = (int) Math.floor(Math.min(x, x + (CHUNK - 1) * stepX));
        int cornerY = (int) Math.floor(Math.min(y, y + (CHUNK - 1) * stepY));
        int first = (cornerY - 1) * stride + cornerX - 1;
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector sixth = FloatVector.broadcast(FLOATS, 1 / 6f);
        FloatVector half = FloatVector.broadcast(FLOATS, -0.5f);
        FloatVector middle = FloatVector.broadcast(FLOATS, 2 / 3f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector steps = COUNTING.add(i);
            FloatVector px = steps.fma(
                    FloatVector.broadcast(FLOATS, (float) stepX), FloatVector.broadcast(FLOATS, (float) (x - cornerX)));
            FloatVector py = steps.fma(
                    FloatVector.broadcast(FLOATS, (float) stepY), FloatVector.broadcast(FLOATS, (float) (y - cornerY)));
            Vector<Integer> ix = px.convertShape(VectorOperators.F2I, INTS, 0);
            Vector<Integer> iy = py.convertShape(VectorOperators.F2I, INTS, 0);
            ((IntVector) iy).mul(stride).add(ix).add(first).intoArray(at, i);
            px.sub((FloatVector) ix.convertShape(VectorOperators.I2F, FLOATS, 0))
                    .intoArray(tx, i);
            FloatVector t = py.sub((FloatVector) iy.convertShape(VectorOperators.I2F, FLOATS, 0));
            FloatVector u = one.sub(t);
            FloatVector tt = t.mul(t);
            FloatVector uu = u.mul(u);
            uu.mul(u).mul(sixth).intoArray(wy, i);
            tt.mul(one.add(u)).fma(half, middle).intoArray(wy, CHUNK + i);
            uu.mul(one.add(t)).fma(half, middle).intoArray(wy, 2 * CHUNK + i);
            tt.mul(t).mul(sixth).intoArray(wy, 3 * CHUNK + i);
        }
    }

    @Override
    public void weightedSum(
            float[] data, int[] offsets, float[] weights, int terms, float[] out, int outOffset, int count) {
        int i = 0;
        // Four registers of outputs stay in place while all terms pass by: no output is loaded or stored in between.
        for (; i + 4 * LANES <= count; i += 4 * LANES) {
            FloatVector a = FloatVector.zero(FLOATS);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            for (int t = 0; t < terms; t++) {
                int at = offsets[t] + i;
                FloatVector w = FloatVector.broadcast(FLOATS, weights[t]);
                a = FloatVector.fromArray(FLOATS, data, at).fma(w, a);
                b = FloatVector.fromArray(FLOATS, data, at + LANES).fma(w, b);
                c = FloatVector.fromArray(FLOATS, data, at + 2 * LANES).fma(w, c);
                d = FloatVector.fromArray(FLOATS, data, at + 3 * LANES).fma(w, d);
            }
            int to = outOffset + i;
            a.intoArray(out, to);
            b.intoArray(out, to + LANES);
            c.intoArray(out, to + 2 * LANES);
            d.intoArray(out, to + 3 * LANES);
        }
        while (i < count && count >= LANES) {
            int at = Math.min(i, count - LANES); // the last vector may overlap the one before
            FloatVector a = FloatVector.zero(FLOATS);
            for (int t = 0; t < terms; t++) {
                FloatVector w = FloatVector.broadcast(FLOATS, weights[t]);
                a = FloatVector.fromArray(FLOATS, data, offsets[t] + at).fma(w, a);
            }
            a.intoArray(out, outOffset + at);
            i = at + LANES;
        }
        for (; i < count; i++) {
            float a = 0;
            for (int t = 0; t < terms; t++) {
                a = Math.fma(data[offsets[t] + i], weights[t], a);
            }
            out[outOffset + i] = a;
        }
    }

    @Override
    public void sumRows(float[] data, int[] offsets, int terms, float[] out, int outOffset, int count) {
        int i = 0;
        // Eight registers of outputs stay in place while all terms pass by; a term costs one load and one addition.
        for (; i + 8 * LANES <= count; i += 8 * LANES) {
            FloatVector a = FloatVector.zero(FLOATS);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            FloatVector e = a;
            FloatVector f = a;
            FloatVector g = a;
            FloatVector h = a;
            for (int t = 0; t < terms; t++) {
                int at = offsets[t] + i;
                a = a.add(FloatVector.fromArray(FLOATS, data, at));
                b = b.add(FloatVector.fromArray(FLOATS, data, at + LANES));
                c = c.add(FloatVector.fromArray(FLOATS, data, at + 2 * LANES));
                d = d.add(FloatVector.fromArray(FLOATS, data, at + 3 * LANES));
                e = e.add(FloatVector.fromArray(FLOATS, data, at + 4 * LANES));
                f = f.add(FloatVector.fromArray(FLOATS, data, at + 5 * LANES));
                g = g.add(FloatVector.fromArray(FLOATS, data, at + 6 * LANES));
                h = h.add(FloatVector.fromArray(FLOATS, data, at + 7 * LANES));
            }
            int to = outOffset + i;
            a.intoArray(out, to);
            b.intoArray(out, to + LANES);
            c.intoArray(out, to + 2 * LANES);
            d.intoArray(out, to + 3 * LANES);
            e.intoArray(out, to + 4 * LANES);
            f.intoArray(out, to + 5 * LANES);
            g.intoArray(out, to + 6 * LANES);
            h.intoArray(out, to + 7 * LANES);
        }
        for (; i + LANES <= count; i += LANES) {
            FloatVector a = FloatVector.zero(FLOATS);
            for (int t = 0; t < terms; t++) {
                a = a.add(FloatVector.fromArray(FLOATS, data, offsets[t] + i));
            }
            a.intoArray(out, outOffset + i);
        }
        for (; i < count; i++) {
            float a = 0;
            for (int t = 0; t < terms; t++) {
                a += data[offsets[t] + i];
            }
            out[outOffset + i] = a;
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
            for (int q = 0; q < run; q += LANES) {
                int a = q + run * p;
                int b = a + run * m;
                int c = b + run * m;
                int d = c + run * m;
                FloatVector reA = FloatVector.fromArray(FLOATS, re, a);
                FloatVector imA = FloatVector.fromArray(FLOATS, im, a);
                FloatVector reB = FloatVector.fromArray(FLOATS, re, b);
                FloatVector imB = FloatVector.fromArray(FLOATS, im, b);
                FloatVector reC = FloatVector.fromArray(FLOATS, re, c);
                FloatVector imC = FloatVector.fromArray(FLOATS, im, c);
                FloatVector reD = FloatVector.fromArray(FLOATS, re, d);
                FloatVector imD = FloatVector.fromArray(FLOATS, im, d);
                FloatVector sumRe = reA.add(reC);
                FloatVector sumIm = imA.add(imC);
                FloatVector differenceRe = reA.sub(reC);
                FloatVector differenceIm = imA.sub(imC);
                FloatVector otherRe = reB.add(reD);
                FloatVector otherIm = imB.add(imD);
                FloatVector turnedRe = imB.sub(imD);
                FloatVector turnedIm = reD.sub(reB);
                int to = q + run * 4 * p;
                sumRe.add(otherRe).intoArray(outRe, to);
                sumIm.add(otherIm).intoArray(outIm, to);
                turned(differenceRe.add(turnedRe), differenceIm.add(turnedIm), w1r, w1i, outRe, outIm, to + run);
                turned(sumRe.sub(otherRe), sumIm.sub(otherIm), w2r, w2i, outRe, outIm, to + 2 * run);
                turned(differenceRe.sub(turnedRe), differenceIm.sub(turnedIm), w3r, w3i, outRe, outIm, to + 3 * run);
            }
        }
    }

    private static void turned(FloatVector r, FloatVector i, float wr, float wi, float[] outRe, float[] outIm, int to) {
        r.mul(wr).sub(i.mul(wi)).intoArray(outRe, to);
        r.mul(wi).add(i.mul(wr)).intoArray(outIm, to);
    }

    @Override
    public void fftRadix2(float[] re, float[] im, float[] outRe, float[] outIm, int run) {
        for (int q = 0; q < run; q += LANES) {
            FloatVector a = FloatVector.fromArray(FLOATS, re, q);
            FloatVector b = FloatVector.fromArray(FLOATS, re, q + run);
            a.add(b).intoArray(outRe, q);
            a.sub(b).intoArray(outRe, q + run);
            FloatVector c = FloatVector.fromArray(FLOATS, im, q);
            FloatVector d = FloatVector.fromArray(FLOATS, im, q + run);
            c.add(d).intoArray(outIm, q);
            c.sub(d).intoArray(outIm, q + run);
        }
    }

    @Override
    public void interpolateLanes(float[] data, int[] index, float[] weights, int taps, float[] out, int count) {
        for (int j = 0; j < count; j++) {
            int from = 16 * index[j];
            for (int lane = 0; lane < 16; lane += LANES) {
                FloatVector sum = FloatVector.zero(FLOATS);
                for (int t = 0; t < taps; t++) {
                    FloatVector w = FloatVector.broadcast(FLOATS, weights[taps * j + t]);
                    sum = FloatVector.fromArray(FLOATS, data, from + 16 * t + lane)
                            .fma(w, sum);
                }
                sum.intoArray(out, 16 * j + lane);
            }
        }
    }

    @Override
    public void interpolateRow(float[] data, int offset, double x, double step, float[] out, int outOffset, int count) {
        VectorTaps.row(data, offset, x, step, out, outOffset, count);
    }

    @Override
    public void interpolateColumns(
            float[] data, int[] rows, float[] places, float shift, float[] out, int from, int to) {
        VectorTaps.columns(data, rows, places, shift, out, from, to);
    }

    @Override
    public void addScaled(float scale, float[] x, int xOffset, float[] y, int yOffset, int count) {
        PLAIN.addScaled(scale, x, xOffset, y, yOffset, count); // the compiler vectorises this loop by itself
    }

    @Override
    public double sum(float[] x, int offset, int count, double centre) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int last = FLOATS.loopBound(count);
        for (int i = 0; i < last; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, offset + i);
            low = low.add(half(v, 0).sub(centre));
            high = high.add(half(v, 1).sub(centre));
        }
        return sumOfLanes(low.add(high)) + PLAIN.sum(x, offset + last, count - last, centre);
    }

    @Override
    public double sumOfSquares(float[] x, int offset, int count, double centre) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int last = FLOATS.loopBound(count);
        for (int i = 0; i < last; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, offset + i);
            DoubleVector l = half(v, 0).sub(centre);
            DoubleVector h = half(v, 1).sub(centre);
            low = low.add(l.mul(l));
            high = high.add(h.mul(h));
        }
        return sumOfLanes(low.add(high)) + PLAIN.sumOfSquares(x, offset + last, count - last, centre);
    }

    /** The lanes added in their order; that of reduceLanes is not defined. */
    private static double sumOfLanes(DoubleVector v) {
        double sum = 0;
        for (double lane : v.toArray()) {
            sum += lane;
        }
        return sum;
    }

    private static DoubleVector half(FloatVector v, int part) {
        return (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, part);
    }
}
