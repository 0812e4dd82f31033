package org.goldtrail.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
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

    private static final VectorShuffle<Float> OTHER_HALF = VectorShuffle.fromValues(FOUR, 2, 3, 0, 1);

    private static final PlainKernels PLAIN = new PlainKernels();

    private static VectorSpecies<Float> species() {
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
        // One pixel at a time, four coefficients at once: gathering one tap of many pixels was hardly faster than the
        // plain loop and took seconds to be compiled.
        for (int i = 0; i < count; i++) {
            double px = x + i * stepX;
            double py = y + i * stepY;
            int ix = (int) px;
            int iy = (int) py;
            float ty = (float) (py - iy);
            float uy = 1 - ty;
            int at = (iy - 1) * stride + ix - 1;
            FloatVector column = FloatVector.fromArray(FOUR, coefficients, at)
                    .mul(uy * uy * uy * (1 / 6f))
                    .add(FloatVector.fromArray(FOUR, coefficients, at + stride).mul(2 / 3f - ty * ty * (2 - ty) * 0.5f))
                    .add(FloatVector.fromArray(FOUR, coefficients, at + 2 * stride)
                            .mul(2 / 3f - uy * uy * (2 - uy) * 0.5f))
                    .add(FloatVector.fromArray(FOUR, coefficients, at + 3 * stride)
                            .mul(ty * ty * ty * (1 / 6f)));
            float tx = (float) (px - ix);
            FloatVector weights =
                    CUBE.mul(tx).add(SQUARE).mul(tx).add(LINEAR).mul(tx).add(CONSTANT);
            // Not by reduceLanes: its order is not defined and changes once the compiler has taken over.
            FloatVector p = column.mul(weights);
            FloatVector pairs = p.add(p.rearrange(OTHER_HALF));
            out[outOffset + i] = pairs.lane(0) + pairs.lane(1);
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
