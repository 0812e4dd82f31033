package org.goldtrail.reconstruction;

import java.util.List;
import org.goldtrail.kernel.Kernels;

/**
 * Back-projects rows of voxels: {@code f(x, y, z) = sum over views of row(x + shift(y, z))}.
 *
 * <p>The stretched rows are first resampled at 4 or 8 phases between voxels (steps of at most an eighth of a view's
 * pixel), by six taps from their doubled samples. After that a row of voxels is the plain sum of one row of samples of
 * each view, at the nearest phase: one load and one addition for each voxel and view. An error of at most a sixteenth of a
 * pixel dims a frequency f by sinc(f / 8), less than 0.7 % up to 0.5 cycles per pixel, where linear interpolation
 * between half pixels would cost 10 %. The work goes tile by tile of x, so that the phases of all views stay in the
 * second-level cache.
 *
 * <p>With X-axis tilt a row of voxels lies between two rows of a view; then four weighted rows are added for each view
 * and interpolated linearly.
 */
final class RowProjector {
    /** Bytes that the phases of all views may take: the second-level cache of common processors, about. */
    private static final int CACHE_BYTES = 1_000_000;

    /** Tiles are whole numbers of these: eight vectors of 512 bits. */
    private static final int TILE_UNIT = 128;

    private final TomogramBox box;
    private final BoxView[] views;
    private final int[] phases;
    private final int[] phaseBits;
    private final float[][][] taps;
    private final int[] viewOffsets;
    private final int perRow;
    private final boolean keepsRows;
    private final int tileWidth;
    private final int tileDepth;
    private final Kernels kernels;

    /** Buffers of one thread. */
    final class Scratch {
        private float[] samples = new float[0];
        private final double[] phaseStart = new double[views.length];
        private final double[] phaseStep = new double[views.length];
        private final int[] starts = new int[views.length];
        private final int[] lengths = new int[views.length];
        private final int[] firsts = new int[views.length];
        private final int[] tapOffsets = new int[LagrangeTaps.COUNT];
        private final int[] offsets = new int[4 * views.length];
        private final float[] weights = new float[4 * views.length];
        private int terms;

        /** The phase nearest to where section k of the tile meets view v, counted from its first sample. */
        private int phaseAt(int v, int k) {
            return (int) (phaseStart[v] + k * phaseStep[v]);
        }

        private void add(int offset, double weight) {
            offsets[terms] = offset;
            weights[terms++] = (float) weight;
        }
    }

    RowProjector(TomogramBox box, List<BoxView> views, Kernels kernels) {
        this.box = box;
        this.views = views.toArray(BoxView[]::new);
        this.kernels = kernels;
        phases = new int[this.views.length];
        phaseBits = new int[this.views.length];
        taps = new float[this.views.length][][];
        viewOffsets = new int[this.views.length];
        int total = 0;
        boolean all = true;
        for (int v = 0; v < this.views.length; v++) {
            BoxView view = this.views[v];
            phaseBits[v] = view.cosTilt > 0.5 + 1e-9 ? 3 : 2; // by shifts: a division for each voxel row would be felt
            phases[v] = 1 << phaseBits[v];
            taps[v] = taps(phases[v]);
            viewOffsets[v] = total;
            total = Math.addExact(total, 2 * view.length);
            all &= view.keepsRows();
        }
        perRow = total;
        keepsRows = all;
        int depth = box.depth();
        while (depth > 64 && footprint(2 * TILE_UNIT, depth) > CACHE_BYTES) {
            depth = Math.ceilDiv(depth, 2);
        }
        tileDepth = depth;
        int width = Math.ceilDiv(box.width(), TILE_UNIT) * TILE_UNIT;
        int tiles = 1;
        while (tileOf(width, tiles) > TILE_UNIT && footprint(tileOf(width, tiles), depth) > CACHE_BYTES) {
            tiles++;
        }
        tileWidth = tileOf(width, tiles);
    }

    private static int tileOf(int width, int tiles) {
        return Math.ceilDiv(Math.ceilDiv(width, tiles), TILE_UNIT) * TILE_UNIT;
    }

    private long footprint(int width, int depth) {
        double samples = 0;
        for (int v = 0; v < views.length; v++) {
            samples += phases[v] * (width + 1 + Math.abs(views[v].shiftPerZ) * depth);
        }
        return (long) (4 * samples);
    }

    private static float[][] taps(int phases) {
        float[][] taps = new float[phases][LagrangeTaps.COUNT];
        for (int k = 0; k < phases; k++) {
            int halves = 2 * k / phases;
            LagrangeTaps.weights(2.0 * k / phases - halves, taps[k], 0);
        }
        return taps;
    }

    /** Numbers for each row of the filtered views, all views one after another. */
    int perRow() {
        return perRow;
    }

    /** Where a view begins in a row of the filtered views. */
    int viewOffset(int v) {
        return viewOffsets[v];
    }

    /** True if a row of voxels needs the one row of each view that lies at its y. */
    boolean keepsRows() {
        return keepsRows;
    }

    /** Bytes of the buffers of one thread, about. */
    long scratchBytes() {
        return footprint(tileWidth, tileDepth);
    }

    /**
     * Makes the voxels of one y from the rows of that y.
     *
     * @param filtered the row begins at {@code rowStart}
     * @param y of the voxels
     * @param zFrom first section, 0-based
     * @param sections number of sections
     * @param voxels one array for each section from {@code zFrom} on, written from {@code outOffset} on
     */
    void project(
            float[] filtered,
            int rowStart,
            double y,
            int zFrom,
            int sections,
            float[][] voxels,
            int outOffset,
            Scratch scratch) {
        for (int x = 0; x < box.width(); x += tileWidth) {
            int width = Math.min(tileWidth, box.width() - x);
            for (int z = 0; z < sections; z += tileDepth) {
                int depth = Math.min(tileDepth, sections - z);
                tile(filtered, rowStart, y, zFrom, voxels, outOffset, scratch, x, width, z, depth);
            }
        }
    }

    private void tile(
            float[] filtered,
            int rowStart,
            double y,
            int zFrom,
            float[][] voxels,
            int outOffset,
            Scratch scratch,
            int x,
            int width,
            int z0,
            int depth) {
        double z = box.firstZ() + zFrom + z0;
        int size = 0;
        for (int v = 0; v < views.length; v++) {
            scratch.phaseStart[v] = views[v].shift(y, z) * phases[v] + 0.5;
            scratch.phaseStep[v] = views[v].shiftPerZ * phases[v];
            int low = scratch.phaseAt(v, 0) >> phaseBits[v];
            int high = scratch.phaseAt(v, depth - 1) >> phaseBits[v];
            scratch.firsts[v] = Math.min(low, high);
            scratch.lengths[v] = width + Math.abs(high - low);
            scratch.starts[v] = size;
            size += phases[v] * scratch.lengths[v];
        }
        if (scratch.samples.length < size) {
            scratch.samples = new float[size];
        }
        for (int v = 0; v < views.length; v++) {
            makePhases(filtered, rowStart + viewOffsets[v], v, x, scratch);
        }
        for (int k = 0; k < depth; k++) {
            for (int v = 0; v < views.length; v++) {
                int phase = scratch.phaseAt(v, k);
                scratch.offsets[v] = scratch.starts[v]
                        + (phase & (phases[v] - 1)) * scratch.lengths[v]
                        + (phase >> phaseBits[v])
                        - scratch.firsts[v];
            }
            kernels.sumRows(scratch.samples, scratch.offsets, views.length, voxels[z0 + k], outOffset + x, width);
        }
    }

    /** All phases of one view for the samples that the tile at x needs. */
    private void makePhases(float[] filtered, int viewStart, int v, int x, Scratch scratch) {
        int length = scratch.lengths[v];
        int from = viewStart + x + scratch.firsts[v];
        for (int k = 0; k < phases[v]; k++) {
            int to = scratch.starts[v] + k * length;
            int halves = 2 * k / phases[v];
            if (2 * k == halves * phases[v]) {
                System.arraycopy(filtered, from + halves * views[v].length, scratch.samples, to, length);
                continue;
            }
            for (int i = 0; i < LagrangeTaps.COUNT; i++) {
                int half = halves + i - LagrangeTaps.BEFORE;
                scratch.tapOffsets[i] = from + (half & 1) * views[v].length + (half >> 1);
            }
            kernels.weightedSum(
                    filtered, scratch.tapOffsets, taps[v][k], LagrangeTaps.COUNT, scratch.samples, to, length);
        }
    }

    /**
     * Makes the voxels of one y where they lie between rows of the views.
     *
     * @param filtered rows of the views from {@code bandFirst} on
     * @param bandFirst y of the first filtered row in the views, from their centre
     * @param bandRows number of filtered rows
     */
    void projectBetweenRows(
            float[] filtered,
            double bandFirst,
            int bandRows,
            double y,
            int zFrom,
            int sections,
            float[][] voxels,
            int outOffset,
            Scratch scratch) {
        for (int k = 0; k < sections; k++) {
            double z = box.firstZ() + zFrom + k;
            scratch.terms = 0;
            for (int v = 0; v < views.length; v++) {
                double shift = views[v].shift(y, z);
                double row = views[v].row(y, z) - bandFirst;
                int below = (int) Math.floor(row);
                double t = row - below;
                addRow(scratch, v, below, bandRows, shift, 1 - t);
                addRow(scratch, v, below + 1, bandRows, shift, t);
            }
            kernels.weightedSum(
                    filtered, scratch.offsets, scratch.weights, scratch.terms, voxels[k], outOffset, box.width());
        }
    }

    private void addRow(Scratch scratch, int v, int row, int bandRows, double shift, double weight) {
        if (row < 0 || row >= bandRows || weight <= 0) {
            return;
        }
        int at = row * perRow + viewOffsets[v];
        double halves = 2 * shift;
        int whole = (int) Math.floor(halves);
        double t = halves - whole;
        scratch.add(at + (whole & 1) * views[v].length + (whole >> 1), weight * (1 - t));
        if (t > 0) {
            int next = whole + 1;
            scratch.add(at + (next & 1) * views[v].length + (next >> 1), weight * t);
        }
    }
}
