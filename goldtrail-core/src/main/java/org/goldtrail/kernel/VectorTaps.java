package org.goldtrail.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Interpolation by {@link EightTaps} on the Vector API; a part of {@link VectorKernels}, of its width. */
final class VectorTaps {
    private static final VectorSpecies<Float> FLOATS = VectorKernels.species();
    private static final int LANES = FLOATS.length();
    private static final FloatVector COUNTING = FloatVector.zero(FLOATS).addIndex(1);
    private static final PlainKernels PLAIN = new PlainKernels();

    private static final float[][] EVEN = {EightTaps.even(0), EightTaps.even(1), EightTaps.even(2), EightTaps.even(3)};
    private static final float[][] ODD = {EightTaps.odd(0), EightTaps.odd(1), EightTaps.odd(2), EightTaps.odd(3)};

    private VectorTaps() {}

    /** See {@link Kernels#interpolateRow}. */
    static void row(float[] data, int offset, double x, double step, float[] out, int outOffset, int count) {
        if (step == 1 && count >= LANES) {
            int whole = (int) Math.floor(x);
            evenly(data, offset + whole - EightTaps.BEFORE, (float) (x - whole), out, outOffset, count);
            return;
        }
        // As columns side by side: places drift off whole steps slowly, and for a while rows are the same samples
        // shifted
        // by one each. A vector within which the drift passes a whole step makes use of the ninth.
        double drift = (LANES - 1) * (step - 1);
        FloatVector drifts = COUNTING.mul((float) (step - 1));
        int[] rows = new int[EightTaps.COUNT + 1];
        int end = count - count % LANES;
        float[] places = new float[end];
        int start = 0;
        int present = end == 0 ? 0 : lead(x, drift);
        for (int i = 0; i < end; i += LANES) {
            double place = x + i * (step - 1);
            int lead = lead(place, drift);
            if (lead != present) {
                shifted(data, rows, offset + present, places, start, i, out, outOffset);
                start = i;
                present = lead;
            }
            drifts.add((float) (place - lead)).intoArray(places, i);
        }
        shifted(data, rows, offset + present, places, start, end, out, outOffset);
        PLAIN.interpolateRow(data, offset, x + end * step, step, out, outOffset + end, count - end);
    }

    /** All places are equally far from samples, so that all have the same weights; the last vector may overlap another. */
    private static void evenly(float[] data, int from, float t, float[] out, int outOffset, int count) {
        float[] weights = new float[EightTaps.COUNT];
        EightTaps.weights(t, weights);
        FloatVector w0 = FloatVector.broadcast(FLOATS, weights[0]);
        FloatVector w1 = FloatVector.broadcast(FLOATS, weights[1]);
        FloatVector w2 = FloatVector.broadcast(FLOATS, weights[2]);
        FloatVector w3 = FloatVector.broadcast(FLOATS, weights[3]);
        FloatVector w4 = FloatVector.broadcast(FLOATS, weights[4]);
        FloatVector w5 = FloatVector.broadcast(FLOATS, weights[5]);
        FloatVector w6 = FloatVector.broadcast(FLOATS, weights[6]);
        FloatVector w7 = FloatVector.broadcast(FLOATS, weights[7]);
        for (int next = 0; next < count; next += LANES) {
            int i = Math.min(next, count - LANES);
            int at = from + i;
            FloatVector a = FloatVector.fromArray(FLOATS, data, at).mul(w0);
            FloatVector b = FloatVector.fromArray(FLOATS, data, at + 1).mul(w1);
            a = FloatVector.fromArray(FLOATS, data, at + 2).fma(w2, a);
            b = FloatVector.fromArray(FLOATS, data, at + 3).fma(w3, b);
            a = FloatVector.fromArray(FLOATS, data, at + 4).fma(w4, a);
            b = FloatVector.fromArray(FLOATS, data, at + 5).fma(w5, b);
            a = FloatVector.fromArray(FLOATS, data, at + 6).fma(w6, a);
            b = FloatVector.fromArray(FLOATS, data, at + 7).fma(w7, b);
            a.add(b).intoArray(out, outOffset + i);
        }
    }

    /** The whole step below all places of a vector. */
    private static int lead(double place, double drift) {
        return (int) Math.floor(Math.min(place, place + drift));
    }

    private static void shifted(
            float[] data, int[] rows, int lead, float[] places, int from, int to, float[] out, int outOffset) {
        for (int k = 0; k < rows.length; k++) {
            rows[k] = lead - EightTaps.BEFORE + k;
        }
        whole(data, rows, places, 0, out, outOffset, from, to);
    }

    /** See {@link Kernels#interpolateColumns}. */
    static void columns(float[] data, int[] rows, float[] places, float shift, float[] out, int from, int to) {
        int end = to - (to - from) % LANES;
        whole(data, rows, places, shift, out, 0, from, end);
        if (end < to && end > from) { // the last vector overlaps
            whole(data, rows, places, shift, out, 0, to - LANES, to);
        } else {
            PLAIN.interpolateColumns(data, rows, places, shift, out, end, to);
        }
    }

    /** For i = from ... to-1, which out holds at outOffset + i. */
    private static void whole(
            float[] data, int[] rows, float[] places, float shift, float[] out, int outOffset, int from, int to) {
        for (Half half : HALVES) {
            half.run(data, rows, places, shift, out, outOffset, from, to);
        }
    }

    @FunctionalInterface
    private interface Half {
        void run(float[] data, int[] rows, float[] places, float shift, float[] out, int outOffset, int from, int to);
    }

    private static final Half[] HALVES = {VectorTaps::outer, VectorTaps::inner};

    private static void outer(
            float[] data, int[] rows, float[] places, float shift, float[] out, int outOffset, int from, int to) {
        int r0 = rows[0];
        int r1 = rows[1];
        int r2 = rows[2];
        int r6 = rows[6];
        int r7 = rows[7];
        int r8 = rows[8];
        for (int i = from; i < to; i += LANES) {
            FloatVector t = FloatVector.fromArray(FLOATS, places, i).add(shift);
            VectorMask<Float> next = t.compare(VectorOperators.GE, 1);
            FloatVector s = t.sub(0.5f).sub(1, next);
            FloatVector q = s.mul(s);
            FloatVector d1 = FloatVector.fromArray(FLOATS, data, r1 + i);
            FloatVector d7 = FloatVector.fromArray(FLOATS, data, r7 + i);
            FloatVector sum = pair(
                    0,
                    s,
                    q,
                    FloatVector.fromArray(FLOATS, data, r0 + i).blend(d1, next),
                    d7.blend(FloatVector.fromArray(FLOATS, data, r8 + i), next));
            sum.add(pair(
                            1,
                            s,
                            q,
                            d1.blend(FloatVector.fromArray(FLOATS, data, r2 + i), next),
                            FloatVector.fromArray(FLOATS, data, r6 + i).blend(d7, next)))
                    .intoArray(out, outOffset + i);
        }
    }

    private static void inner(
            float[] data, int[] rows, float[] places, float shift, float[] out, int outOffset, int from, int to) {
        int r2 = rows[2];
        int r3 = rows[3];
        int r4 = rows[4];
        int r5 = rows[5];
        int r6 = rows[6];
        for (int i = from; i < to; i += LANES) {
            FloatVector t = FloatVector.fromArray(FLOATS, places, i).add(shift);
            VectorMask<Float> next = t.compare(VectorOperators.GE, 1);
            FloatVector s = t.sub(0.5f).sub(1, next);
            FloatVector q = s.mul(s);
            FloatVector d3 = FloatVector.fromArray(FLOATS, data, r3 + i);
            FloatVector d4 = FloatVector.fromArray(FLOATS, data, r4 + i);
            FloatVector d5 = FloatVector.fromArray(FLOATS, data, r5 + i);
            FloatVector sum = pair(
                    2,
                    s,
                    q,
                    FloatVector.fromArray(FLOATS, data, r2 + i).blend(d3, next),
                    d5.blend(FloatVector.fromArray(FLOATS, data, r6 + i), next));
            sum.add(pair(3, s, q, d3.blend(d4, next), d4.blend(d5, next)))
                    .add(FloatVector.fromArray(FLOATS, out, outOffset + i))
                    .intoArray(out, outOffset + i);
        }
    }

    private static FloatVector pair(int k, FloatVector s, FloatVector q, FloatVector a, FloatVector b) {
        FloatVector e1 = FloatVector.broadcast(FLOATS, EVEN[k][1]);
        FloatVector o1 = FloatVector.broadcast(FLOATS, ODD[k][1]);
        FloatVector e0 = FloatVector.broadcast(FLOATS, EVEN[k][0]);
        FloatVector o0 = FloatVector.broadcast(FLOATS, ODD[k][0]);
        FloatVector even = q.fma(FloatVector.broadcast(FLOATS, EVEN[k][2]), e1).fma(q, e0);
        FloatVector odd =
                q.fma(FloatVector.broadcast(FLOATS, ODD[k][2]), o1).fma(q, o0).mul(s);
        return a.sub(b).fma(odd, a.add(b).mul(even));
    }
}
