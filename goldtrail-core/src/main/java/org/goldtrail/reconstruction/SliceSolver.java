package org.goldtrail.reconstruction;

import java.util.Arrays;
import org.goldtrail.kernel.Kernels;

/**
 * Solves {@code A f = b} for one slice by SIRT or its variant with ordered subsets,
 *
 * <pre>  f <- f + lambda C A^T R (b - A f),   R = 1 / row sums of A, C = 1 / column sums of A</pre>
 *
 * (P. Gilbert, J. Theor. Biol. 36, 1972, 105-117, doi:10.1016/0022-5193(72)90180-4; A. H. Andersen, A. C. Kak,
 * Ultrasonic Imaging 6, 1984, 81-94, doi:10.1016/0161-7346(84)90008-7; J. Gregor, T. Benson, IEEE Trans. Med. Imaging 27,
 * 2008, 918-924, doi:10.1109/TMI.2008.923696). Immutable; each thread brings its own {@link Work}.
 */
final class SliceSolver {
    /** A pixel whose ray meets less of the volume than this, in voxels, says nothing about it. */
    private static final float SHORTEST_RAY = 2;

    private final SliceProjector projector;
    private final TomogramBox grid;
    private final int viewWidth;
    private final IterationOptions options;
    private final Kernels kernels;
    private final int[][] subsets;
    private final float[][] rowWeights;
    private final float[][] columnWeights;

    /** Buffers of one thread. */
    final class Work {
        final float[] slice = new float[projector.sliceLength()];
        private final SliceProjector.Scratch scratch = projector.new Scratch();
        private final float[] projected = new float[viewWidth];
        private final float[] correction = new float[grid.width()];

        /** Voxel (0, section) of {@link #slice}. */
        int start(int section) {
            return section * projector.stride() + projector.halo();
        }
    }

    SliceSolver(SliceProjector projector, TomogramBox grid, int viewWidth, IterationOptions options, Kernels kernels) {
        this.projector = projector;
        this.grid = grid;
        this.viewWidth = viewWidth;
        this.options = options;
        this.kernels = kernels;
        subsets = subsets(projector.viewCount(), Math.min(options.subsets(), projector.viewCount()));
        rowWeights = new float[projector.viewCount()][viewWidth];
        columnWeights = new float[subsets.length][grid.depth() * grid.width()];
        weigh();
    }

    /** Views spread evenly over subsets, subsets one after another as different as may be. */
    static int[][] subsets(int views, int count) {
        int[][] subsets = new int[count][];
        int step = Math.max(1, (int) Math.round(count * 0.382)); // the golden section jumps far and seldom returns
        while (gcd(step, count) != 1) {
            step++;
        }
        for (int i = 0; i < count; i++) {
            int s = (int) ((long) i * step % count);
            int size = (views - s + count - 1) / count;
            subsets[i] = new int[size];
            for (int k = 0; k < size; k++) {
                subsets[i][k] = s + k * count;
            }
        }
        return subsets;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private void weigh() {
        Work work = new Work();
        for (int z = 0; z < grid.depth(); z++) {
            Arrays.fill(work.slice, work.start(z), work.start(z) + grid.width(), 1);
        }
        float[] ones = new float[viewWidth];
        for (int v = 0; v < projector.viewCount(); v++) {
            projector.project(work.slice, v, work.projected, work.scratch);
            for (int u = 0; u < viewWidth; u++) {
                boolean long1 = work.projected[u] >= Math.min(SHORTEST_RAY, grid.depth());
                rowWeights[v][u] = long1 ? 1 / work.projected[u] : 0;
                ones[u] = long1 ? 1 : 0;
            }
            projector.load(ones, v, work.scratch);
        }
        for (int s = 0; s < subsets.length; s++) {
            for (int z = 0; z < grid.depth(); z++) {
                int start = z * grid.width();
                projector.backProject(subsets[s], z, columnWeights[s], start, work.scratch);
                for (int i = start; i < start + grid.width(); i++) {
                    // Half a view at least: voxels that hardly any view sees are not driven up by the few that do.
                    columnWeights[s][i] = (float) options.relaxation() / Math.max(0.5f, columnWeights[s][i]);
                }
            }
        }
    }

    /**
     * Improves the slice in {@code work} by all iterations.
     *
     * @param rows of all views, NaN where there is no image
     * @param squares to whose element k the squares of what the volume leaves unexplained after k iterations are added,
     *     for k = 0 ... iterations; one more element gets those of the rows themselves
     */
    void solve(float[][] rows, Work work, double[] squares) {
        for (float[] row : rows) {
            for (float value : row) {
                squares[squares.length - 1] += Float.isNaN(value) ? 0 : (double) value * value;
            }
        }
        for (int k = 0; k < options.iterations(); k++) {
            for (int s = 0; s < subsets.length; s++) {
                for (int v : subsets[s]) {
                    squares[k] += residual(rows[v], v, work);
                    projector.load(work.projected, v, work.scratch);
                }
                correct(s, work);
            }
        }
        for (int v = 0; v < rows.length; v++) {
            squares[options.iterations()] += residual(rows[v], v, work);
        }
    }

    /** Leaves R (b - A f) of one view in {@code work.projected}; returns the square of b - A f. */
    private double residual(float[] row, int v, Work work) {
        projector.project(work.slice, v, work.projected, work.scratch);
        double squares = 0;
        for (int u = 0; u < viewWidth; u++) {
            float missing = row[u] - work.projected[u];
            float weight = rowWeights[v][u];
            if (Float.isNaN(missing) || weight == 0) {
                work.projected[u] = 0;
            } else {
                squares += (double) missing * missing;
                work.projected[u] = missing * weight;
            }
        }
        return squares;
    }

    private void correct(int subset, Work work) {
        int width = grid.width();
        boolean limited = options.brightest().isPresent();
        float most = (float) options.brightest().orElse(0);
        for (int z = 0; z < grid.depth(); z++) {
            projector.backProject(subsets[subset], z, work.correction, 0, work.scratch);
            int at = work.start(z);
            kernels.addProduct(columnWeights[subset], z * width, work.correction, 0, work.slice, at, width);
            for (int i = at; limited && i < at + width; i++) {
                work.slice[i] = Math.min(work.slice[i], most);
            }
        }
    }
}
