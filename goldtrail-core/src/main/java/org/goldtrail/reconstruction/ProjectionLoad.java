package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.kernel.Kernels;

/**
 * The bare inner work of back-projection on made-up rows, without reading, filtering or writing: what benchmarks time.
 * Each voxel of each row is made from all views as in a real reconstruction.
 */
public final class ProjectionLoad {
    /** Filtered rows held, so that they come from memory and not from a cache, as those of a slab do. */
    private static final int ROWS = 32;

    private final TomogramBox box;
    private final RowProjector projector;
    private final float[] filtered;

    /** @param tiltDeg tilt angles of the views */
    public ProjectionLoad(TomogramBox box, double[] tiltDeg, Kernels kernels) {
        this.box = box;
        List<BoxView> views = new ArrayList<>();
        for (int i = 0; i < tiltDeg.length; i++) {
            views.add(new BoxView(i, ViewGeometry.of(0, tiltDeg[i]), new double[2], box));
        }
        projector = new RowProjector(box, views, kernels);
        filtered = new float[projector.perRow() * ROWS];
        Random random = new Random(1);
        for (int i = 0; i < filtered.length; i++) {
            filtered[i] = random.nextFloat() - 0.5f;
        }
    }

    /** Buffers of one thread. */
    public final class Worker {
        private final RowProjector.Scratch scratch = projector.new Scratch();
        private final float[][] voxels = new float[box.depth()][ROWS * box.width()];

        /** Makes all voxels (x, z) of one row y. */
        public void projectRow(int y) {
            int r = y % ROWS;
            projector.project(
                    filtered,
                    r * projector.perRow(),
                    box.firstY() + y,
                    0,
                    box.depth(),
                    voxels,
                    r * box.width(),
                    scratch);
        }

        /** A voxel of the last row made, so that the work cannot be left out. */
        public float sample() {
            return voxels[box.depth() / 2][box.width() / 2];
        }
    }

    /** Bytes that the phases of all views take during the work. */
    public long workingSetBytes() {
        return projector.scratchBytes();
    }
}
