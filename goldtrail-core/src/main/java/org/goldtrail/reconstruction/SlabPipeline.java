package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * Makes a tomogram slab by slab: while the rows of one slab are projected, those of the next are read and filtered and the
 * voxels of the one before are written, all as items of the one pool.
 */
final class SlabPipeline {
    /** Sections written as one item. */
    private static final int WRITE_SECTIONS = 8;

    private final TomogramBox box;
    private final List<BoxView> views;
    private final FilteredViews source;
    private final RowProjector projector;
    private final int viewHeight;
    private final ConcurrentLinkedQueue<RowProjector.Scratch> scratches = new ConcurrentLinkedQueue<>();

    /** Some rows of some sections, and the filtered rows they need. */
    private record Slab(int yFrom, int rows, int zFrom, int depth, double bandFirst, int bandRows) {}

    /** @param viewHeight rows of the views: what lies beyond is not asked for */
    SlabPipeline(TomogramBox box, List<BoxView> views, FilteredViews source, RowProjector projector, int viewHeight) {
        this.box = box;
        this.views = views;
        this.source = source;
        this.projector = projector;
        this.viewHeight = viewHeight;
    }

    /** How the work is going to be cut. */
    SlabPlan plan(long memoryBytes, int threads) {
        long fixed = threads * (projector.scratchBytes() + 24L * LaneFft.LANES * 8 * box.width());
        return SlabPlan.of(box, depthPerPass(), projector.perRow(), extraRows(), fixed, memoryBytes, threads);
    }

    private int depthPerPass() {
        return Math.min(box.depth(), source.sectionsPerPass());
    }

    private int extraRows() {
        if (projector.keepsRows()) {
            return 0;
        }
        double most = 0;
        for (BoxView view : views) {
            most = Math.max(
                    most,
                    Math.abs(view.rowPerZ) * (depthPerPass() + 2 * Math.abs(box.centreZ()))
                            + (1 - view.rowPerY) * (box.height() + 2 * Math.abs(box.centreY())));
        }
        return (int) Math.ceil(most) + 6;
    }

    void run(VolumeSink sink, long memoryBytes, WorkerPool pool, Progress progress) {
        SlabPlan plan = plan(memoryBytes, pool.threads());
        List<Slab> slabs = slabs(plan.rows());
        float[][] filtered = new float[2][0];
        float[][][] voxels = new float[2][][];
        int steps = slabs.size() + 2;
        for (int step = 0; step < steps; step++) {
            Slab toFilter = step < slabs.size() ? slabs.get(step) : null;
            Slab toProject = step >= 1 && step - 1 < slabs.size() ? slabs.get(step - 1) : null;
            Slab toWrite = step >= 2 ? slabs.get(step - 2) : null;
            int even = step & 1;
            int odd = 1 - even;
            if (toFilter != null && filtered[even].length == 0) {
                filtered[even] = new float[Math.multiplyExact(projector.perRow(), plan.rows() + extraRowsOf(toFilter))];
            }
            if (toProject != null && voxels[odd] == null) {
                voxels[odd] = new float[depthPerPass()][Math.multiplyExact(plan.rows(), box.width())];
            }
            int writeItems = toWrite == null
                    ? 0
                    : Math.ceilDiv(sink.takesSlices() ? toWrite.rows : toWrite.depth, WRITE_SECTIONS);
            int batches = toFilter == null ? 0 : Math.ceilDiv(toFilter.bandRows, FilteredViews.MOST_ROWS);
            int filterItems = batches * views.size();
            int projectItems = toProject == null ? 0 : toProject.rows;
            float[] filterInto = filtered[even];
            float[] projectFrom = filtered[odd];
            float[][] projectInto = voxels[odd];
            float[][] writeFrom = voxels[even];
            Progress part = progress.part(step / (double) steps, (step + 1) / (double) steps);
            pool.forEach(writeItems + filterItems + projectItems, part, item -> {
                if (item < writeItems && toWrite != null) {
                    write(toWrite, item, writeFrom, sink);
                } else if (item < writeItems + filterItems && toFilter != null) {
                    filter(toFilter, item - writeItems, batches, filterInto);
                } else if (toProject != null) {
                    project(toProject, item - writeItems - filterItems, projectFrom, projectInto);
                }
            });
        }
    }

    private int extraRowsOf(Slab slab) {
        return projector.keepsRows() ? 0 : Math.max(extraRows(), slab.bandRows - slab.rows);
    }

    private List<Slab> slabs(int rows) {
        List<Slab> slabs = new ArrayList<>();
        int pass = depthPerPass();
        for (int z = 0; z < box.depth(); z += pass) {
            int depth = Math.min(pass, box.depth() - z);
            for (int y = 0; y < box.height(); y += rows) {
                slabs.add(slab(y, Math.min(rows, box.height() - y), z, depth));
            }
        }
        return slabs;
    }

    private Slab slab(int yFrom, int rows, int zFrom, int depth) {
        double y = box.firstY() + yFrom;
        if (projector.keepsRows()) {
            return new Slab(yFrom, rows, zFrom, depth, y, rows);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double z = box.firstZ() + zFrom;
        for (BoxView view : views) {
            for (int corner = 0; corner < 4; corner++) {
                double row = view.row(y + (corner & 1) * (rows - 1), z + (corner >> 1) * (depth - 1));
                low = Math.min(low, row);
                high = Math.max(high, row);
            }
        }
        double centre = (viewHeight - 1) / 2.0;
        double first = Math.floor(Math.clamp(low + centre, -1.0, viewHeight));
        double last = Math.ceil(Math.clamp(high + centre, first, viewHeight));
        first -= Math.floorMod((long) first, 2L); // rows are filtered in pairs, the same ones for every slab
        int count = (int) (last - first) + 2;
        return new Slab(yFrom, rows, zFrom, depth, first - centre, count + count % 2);
    }

    private void filter(Slab slab, int item, int batches, float[] into) {
        int v = item / batches;
        int from = item % batches * FilteredViews.MOST_ROWS;
        int rows = Math.min(FilteredViews.MOST_ROWS, slab.bandRows - from);
        double z = box.firstZ() + slab.zFrom;
        source.rows(
                views.get(v),
                slab.bandFirst + from,
                rows,
                new FilteredViews.Heights(z, z + slab.depth - 1),
                into,
                from * projector.perRow() + projector.viewOffset(v),
                projector.perRow());
    }

    private void project(Slab slab, int r, float[] from, float[][] into) {
        RowProjector.Scratch scratch = scratches.poll();
        if (scratch == null) {
            scratch = projector.new Scratch();
        }
        double y = box.firstY() + slab.yFrom + r;
        int to = r * box.width();
        if (projector.keepsRows()) {
            projector.project(from, r * projector.perRow(), y, slab.zFrom, slab.depth, into, to, scratch);
        } else {
            projector.projectBetweenRows(
                    from, slab.bandFirst, slab.bandRows, y, slab.zFrom, slab.depth, into, to, scratch);
        }
        scratches.add(scratch);
    }

    private void write(Slab slab, int item, float[][] voxels, VolumeSink sink) {
        int from = item * WRITE_SECTIONS;
        if (!sink.takesSlices()) {
            for (int k = from; k < Math.min(slab.depth, from + WRITE_SECTIONS); k++) {
                sink.write(slab.zFrom + k, slab.yFrom, slab.rows, voxels[k]);
            }
            return;
        }
        if (slab.depth < box.depth()) {
            throw new IllegalStateException("slices cannot be written where heights are made apart");
        }
        float[] slice = new float[Math.multiplyExact(slab.depth, box.width())];
        for (int r = from; r < Math.min(slab.rows, from + WRITE_SECTIONS); r++) {
            for (int z = 0; z < slab.depth; z++) {
                System.arraycopy(voxels[z], r * box.width(), slice, z * box.width(), box.width());
            }
            sink.writeSlice(slab.yFrom + r, slice);
        }
    }
}
