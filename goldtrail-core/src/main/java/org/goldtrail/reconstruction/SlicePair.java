package org.goldtrail.reconstruction;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two neighbouring slices of SIRT or SART at a time, as rows are filtered in pairs: the work and buffers of one thread. */
final class SlicePair {
    private final Job job;
    private final SliceSolver.Work work;
    private final float[] band;
    private final float[][][] rows;
    private final float[][] slab;

    /**
     * What all threads share.
     *
     * @param scalings one for each section
     * @param start null for a start from nothing
     * @param grid the voxels that are solved for
     * @param box the voxels that are kept
     */
    record Job(
            RowBands source,
            List<BoxView> views,
            List<ViewScaling> scalings,
            SliceSolver solver,
            @Nullable WbpStart start,
            TomogramBox grid,
            TomogramBox box) {}

    SlicePair(Job job) {
        this.job = job;
        int width = job.source.width();
        work = job.solver.new Work();
        band = new float[2 * width * job.source.samplesPerPixel()];
        rows = new float[2][job.views.size()][width];
        slab = new float[job.box.depth()][2 * job.box.width()];
    }

    /**
     * Solves and delivers slices.
     *
     * @param yFrom the first, counted in the box
     * @param count 1 or 2
     * @param squares sums of squared residuals are put into the rows of these slices
     */
    void run(int yFrom, int count, double[][] squares, VolumeSink sink) {
        double y = job.box.firstY() + yFrom;
        for (int v = 0; v < job.views.size(); v++) {
            int section = job.views.get(v).section;
            job.source.read(section, y, count, band);
            for (int r = 0; r < count; r++) {
                load(r, job.scalings.get(section), rows[r][v]);
            }
        }
        WbpStart start = job.start;
        float[][][] first = start == null ? new float[count][][] : start.slices(y, count);
        for (int r = 0; r < count; r++) {
            for (int z = 0; z < job.grid.depth(); z++) {
                int at = work.start(z);
                if (start == null) {
                    Arrays.fill(work.slice, at, at + job.grid.width(), 0);
                } else {
                    System.arraycopy(first[r][z], 0, work.slice, at, job.grid.width());
                }
            }
            job.solver.solve(rows[r], work, squares[yFrom + r]);
            cut(r);
        }
        VolumeSink.deliver(sink, job.box.width(), yFrom, count, slab);
    }

    private void load(int r, ViewScaling scaling, float[] row) {
        int samples = job.source.samplesPerPixel();
        int length = samples * row.length;
        CoveredRange covered = CoveredRange.of(band, r * length, length);
        for (int u = 0; u < row.length; u++) {
            int at = samples * u;
            boolean inside = at >= covered.from() && at < covered.to();
            row[u] = inside ? scaling.apply(band[r * length + at]) : Float.NaN;
        }
    }

    private void cut(int r) {
        int x0 = (int) Math.rint(job.box.firstX() - job.grid.firstX());
        int z0 = (int) Math.rint(job.box.firstZ() - job.grid.firstZ());
        for (int k = 0; k < job.box.depth(); k++) {
            int to = r * job.box.width();
            Arrays.fill(slab[k], to, to + job.box.width(), 0);
            int from = Math.max(0, -x0);
            int end = Math.min(job.box.width(), job.grid.width() - x0);
            if (z0 + k >= 0 && z0 + k < job.grid.depth() && end > from) {
                System.arraycopy(work.slice, work.start(z0 + k) + x0 + from, slab[k], to + from, end - from);
            }
        }
    }
}
