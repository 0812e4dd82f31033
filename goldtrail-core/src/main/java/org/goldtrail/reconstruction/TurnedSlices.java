package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.goldtrail.kernel.Kernels;

/**
 * Turns slices of the untilted specimen into a tomogram in the axes of the alignment, whose X-axis tilt is alpha:
 *
 * <pre>  f(x, y, z) = g(x, y1, z1),   y1 = y cos(alpha) - z sin(alpha),   z1 = y sin(alpha) + z cos(alpha)</pre>
 *
 * g is interpolated by six taps along y1 and z1 each. Methods that solve slice by slice need this, since with X-axis tilt a
 * row of the views belongs to one slice of g and to many of f.
 *
 * <p>A sink for the slices of g that hands the rows of f on as soon as all slices they need have come; slices are held no
 * longer than needed: for a thickness D about D sin(alpha) of them.
 */
final class TurnedSlices implements VolumeSink {
    private static final int MARGIN = 4;

    private final TomogramBox box;
    private final VolumeSink sink;
    private final double cos;
    private final double sin;
    private final int thickness;
    private final TomogramBox untilted;
    private final AtomicReferenceArray<float[]> slices;
    private final boolean[] arrived;
    private final boolean[] made;
    private int arrivedFromStart;
    private int nextRow;
    private int madeFromStart;
    private int released;

    /**
     * @param box of f
     * @param thickness of the specimen along z, voxels
     */
    TurnedSlices(TomogramBox box, int thickness, double xTiltDeg, VolumeSink sink) {
        this.box = box;
        this.sink = sink;
        cos = Math.cos(Math.toRadians(xTiltDeg));
        sin = Math.sin(Math.toRadians(xTiltDeg));
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double thickest = 0;
        for (double y : new double[] {box.firstY(), box.firstY() + box.height() - 1}) {
            for (double z : new double[] {box.firstZ(), box.firstZ() + box.depth() - 1}) {
                low[0] = Math.min(low[0], sliceAt(y, z));
                high[0] = Math.max(high[0], sliceAt(y, z));
                low[1] = Math.min(low[1], heightAt(y, z));
                high[1] = Math.max(high[1], heightAt(y, z));
            }
            thickest = Math.max(thickest, Math.abs(y * sin) + thickness / 2.0 * cos);
        }
        this.thickness = 2 * (int) Math.ceil(thickest);
        int height = (int) Math.ceil(high[0] - low[0]) + 2 * MARGIN;
        int depth = (int) Math.ceil(high[1] - low[1]) + 2 * MARGIN;
        untilted = new TomogramBox(
                box.width(), height, depth, box.centreX(), (low[0] + high[0]) / 2, (low[1] + high[1]) / 2);
        slices = new AtomicReferenceArray<>(height);
        arrived = new boolean[height];
        made = new boolean[box.height()];
    }

    private double sliceAt(double y, double z) {
        return y * cos - z * sin;
    }

    private double heightAt(double y, double z) {
        return y * sin + z * cos;
    }

    /** Bytes that are held: slices that meet the rows under way, of which each thread makes one. */
    long bytes(int threads) {
        double together = box.depth() * Math.abs(sin) + LagrangeTaps.COUNT + 4.0 * threads;
        return 4L * (long) (together * untilted.depth() * box.width() + (double) threads * box.depth() * box.width());
    }

    /** The box of g to be solved. */
    TomogramBox untilted() {
        return untilted;
    }

    /** Thickness of g that holds the specimen, which lies slantwise in it. */
    int thickness() {
        return thickness;
    }

    @Override
    public void write(int z, int yFrom, int rows, float[] voxels) {
        throw new UnsupportedOperationException("this sink takes slices");
    }

    @Override
    public boolean takesSlices() {
        return true;
    }

    @Override
    public void writeSlice(int y, float[] voxels) {
        slices.set(y, voxels.clone());
        for (int row : arrived(y)) {
            make(row);
            finished(row);
        }
    }

    /** Notes a slice; returns the rows that can now be made. */
    private synchronized List<Integer> arrived(int slice) {
        arrived[slice] = true;
        while (arrivedFromStart < arrived.length && arrived[arrivedFromStart]) {
            arrivedFromStart++;
        }
        List<Integer> ready = new ArrayList<>();
        while (nextRow < box.height() && lastSlice(nextRow) < arrivedFromStart) {
            ready.add(nextRow++);
        }
        return ready;
    }

    private synchronized void finished(int row) {
        made[row] = true;
        while (madeFromStart < made.length && made[madeFromStart]) {
            madeFromStart++;
        }
        int needed = madeFromStart < made.length ? firstSlice(madeFromStart) : arrived.length;
        for (; released < needed; released++) {
            slices.set(released, null);
        }
    }

    private int firstSlice(int row) {
        return tap(lowest(row, 1)) - LagrangeTaps.BEFORE;
    }

    private int lastSlice(int row) {
        return tap(lowest(row, -1)) - LagrangeTaps.BEFORE + LagrangeTaps.COUNT - 1;
    }

    /** The lowest (direction 1) or highest (-1) place among the slices that a row meets. */
    private double lowest(int row, int direction) {
        double y = box.firstY() + row;
        double a = sliceAt(y, box.firstZ());
        double b = sliceAt(y, box.firstZ() + box.depth() - 1);
        return (direction > 0 ? Math.min(a, b) : Math.max(a, b)) - untilted.firstY();
    }

    private static int tap(double place) {
        return (int) Math.floor(place);
    }

    private void make(int row) {
        double y = box.firstY() + row;
        float[][] sections = new float[box.depth()][box.width()];
        float[] wy = new float[LagrangeTaps.COUNT];
        float[] wz = new float[LagrangeTaps.COUNT];
        for (int k = 0; k < box.depth(); k++) {
            double z = box.firstZ() + k;
            double slice = sliceAt(y, z) - untilted.firstY();
            double height = heightAt(y, z) - untilted.firstZ();
            LagrangeTaps.weights(slice - tap(slice), wy, 0);
            LagrangeTaps.weights(height - tap(height), wz, 0);
            for (int i = 0; i < LagrangeTaps.COUNT; i++) {
                float[] from = slices.get(tap(slice) - LagrangeTaps.BEFORE + i);
                for (int j = 0; j < LagrangeTaps.COUNT; j++) {
                    int start = (tap(height) - LagrangeTaps.BEFORE + j) * box.width();
                    Kernels.best().addScaled(wy[i] * wz[j], from, start, sections[k], 0, box.width());
                }
            }
        }
        VolumeSink.deliver(sink, box.width(), row, 1, sections);
    }
}
