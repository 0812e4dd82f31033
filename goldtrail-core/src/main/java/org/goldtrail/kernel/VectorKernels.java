package org.goldtrail.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API. Loaded by name only (see {@link KernelLookup}), as its classes may be missing.
 *
 * <p>The species are static constants because the compiler turns vector operations into instructions only then; another
 * width therefore needs another copy of this class, in a loader of its own.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> FLOATS = species();
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, FLOATS.vectorShape());
    private static final int LANES = FLOATS.length();
    private static final FloatVector LANE_NUMBER = FloatVector.zero(FLOATS).addIndex(1);

    private static final PlainKernels TAIL = new PlainKernels();

    /** Makes positions inside a block positive, so that truncation rounds down. Above 2 * 16 lanes + 1. */
    private static final int BIAS = 64;

    private static VectorSpecies<Float> species() {
        int bits = Integer.getInteger(KernelLookup.BITS_PROPERTY, 0);
        return bits == 0
                ? FloatVector.SPECIES_PREFERRED
                : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
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
        int[] index = new int[LANES];
        FloatVector alongX = LANE_NUMBER.mul((float) stepX);
        FloatVector alongY = LANE_NUMBER.mul((float) stepY);
        int last = FLOATS.loopBound(count);
        for (int i = 0; i < last; i += LANES) {
            // Whole pixels are split off in double precision, or positions in large images would be coarse.
            double px = x + i * stepX;
            double py = y + i * stepY;
            int wholeX = (int) Math.floor(px);
            int wholeY = (int) Math.floor(py);
            FloatVector qx = alongX.add((float) (px - wholeX) + BIAS);
            FloatVector qy = alongY.add((float) (py - wholeY) + BIAS);
            IntVector kx = (IntVector) qx.convertShape(VectorOperators.F2I, INTS, 0);
            IntVector ky = (IntVector) qy.convertShape(VectorOperators.F2I, INTS, 0);
            FloatVector tx = qx.sub((FloatVector) kx.convertShape(VectorOperators.I2F, FLOATS, 0));
            FloatVector ty = qy.sub((FloatVector) ky.convertShape(VectorOperators.I2F, FLOATS, 0));
            ky.sub(BIAS - wholeY + 1)
                    .mul(stride)
                    .add(kx.sub(BIAS - wholeX + 1))
                    .intoArray(index, 0);
            FloatVector ux = tx.neg().add(1);
            FloatVector uy = ty.neg().add(1);
            FloatVector wx0 = outerWeight(ux);
            FloatVector wx1 = innerWeight(tx);
            FloatVector wx2 = innerWeight(ux);
            FloatVector wx3 = outerWeight(tx);
            fourTaps(coefficients, 0, index, wx0, wx1, wx2, wx3)
                    .mul(outerWeight(uy))
                    .add(fourTaps(coefficients, stride, index, wx0, wx1, wx2, wx3)
                            .mul(innerWeight(ty)))
                    .add(fourTaps(coefficients, 2 * stride, index, wx0, wx1, wx2, wx3)
                            .mul(innerWeight(uy)))
                    .add(fourTaps(coefficients, 3 * stride, index, wx0, wx1, wx2, wx3)
                            .mul(outerWeight(ty)))
                    .intoArray(out, outOffset + i);
        }
        if (last < count) {
            TAIL.cubicRow(
                    coefficients,
                    stride,
                    x + last * stepX,
                    y + last * stepY,
                    stepX,
                    stepY,
                    out,
                    outOffset + last,
                    count - last);
        }
    }

    /** {@code t^3 / 6}. */
    private static FloatVector outerWeight(FloatVector t) {
        return t.mul(t).mul(t).mul(1 / 6f);
    }

    /** {@code 2/3 - t^2 (2 - t) / 2}. */
    private static FloatVector innerWeight(FloatVector t) {
        return t.mul(t).mul(t.sub(2)).mul(0.5f).add(2 / 3f);
    }

    private static FloatVector fourTaps(
            float[] c, int at, int[] index, FloatVector w0, FloatVector w1, FloatVector w2, FloatVector w3) {
        return FloatVector.fromArray(FLOATS, c, at, index, 0)
                .mul(w0)
                .add(FloatVector.fromArray(FLOATS, c, at + 1, index, 0).mul(w1))
                .add(FloatVector.fromArray(FLOATS, c, at + 2, index, 0).mul(w2))
                .add(FloatVector.fromArray(FLOATS, c, at + 3, index, 0).mul(w3));
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
                a = a.add(FloatVector.fromArray(FLOATS, data, at).mul(w));
                b = b.add(FloatVector.fromArray(FLOATS, data, at + LANES).mul(w));
                c = c.add(FloatVector.fromArray(FLOATS, data, at + 2 * LANES).mul(w));
                d = d.add(FloatVector.fromArray(FLOATS, data, at + 3 * LANES).mul(w));
            }
            int to = outOffset + i;
            a.intoArray(out, to);
            b.intoArray(out, to + LANES);
            c.intoArray(out, to + 2 * LANES);
            d.intoArray(out, to + 3 * LANES);
        }
        for (; i + LANES <= count; i += LANES) {
            FloatVector a = FloatVector.zero(FLOATS);
            for (int t = 0; t < terms; t++) {
                a = a.add(FloatVector.fromArray(FLOATS, data, offsets[t] + i).mul(weights[t]));
            }
            a.intoArray(out, outOffset + i);
        }
        for (; i < count; i++) {
            float a = 0;
            for (int t = 0; t < terms; t++) {
                a += data[offsets[t] + i] * weights[t];
            }
            out[outOffset + i] = a;
        }
    }

    @Override
    public void addScaled(float scale, float[] x, int xOffset, float[] y, int yOffset, int count) {
        int last = FLOATS.loopBound(count);
        for (int i = 0; i < last; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xOffset + i)
                    .mul(scale)
                    .add(FloatVector.fromArray(FLOATS, y, yOffset + i))
                    .intoArray(y, yOffset + i);
        }
        TAIL.addScaled(scale, x, xOffset + last, y, yOffset + last, count - last);
    }

    @Override
    public void shiftAndScale(float shift, float scale, float[] x, int offset, int count) {
        int last = FLOATS.loopBound(count);
        for (int i = 0; i < last; i += LANES) {
            FloatVector.fromArray(FLOATS, x, offset + i).sub(shift).mul(scale).intoArray(x, offset + i);
        }
        TAIL.shiftAndScale(shift, scale, x, offset + last, count - last);
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
        return low.add(high).reduceLanes(VectorOperators.ADD) + TAIL.sum(x, offset + last, count - last, centre);
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
        return low.add(high).reduceLanes(VectorOperators.ADD)
                + TAIL.sumOfSquares(x, offset + last, count - last, centre);
    }

    private static DoubleVector half(FloatVector v, int part) {
        return (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, part);
    }
}
