package org.goldtrail.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.SlabPlan;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.reconstruction.VolumeSink;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * {@code bench large}: an unbinned tomogram of a large camera within the heap that Java was started with: the plan of the
 * whole, and a strip of it as high as three of its slabs, made from generated views and thrown away.
 */
final class LargeBench {
    private static final int VIEWS = 41;
    private static final int SLABS = 3;

    private final int width;
    private final int height;
    private final int depth;
    private final Consumer<String> out;

    LargeBench(int width, int height, int depth, Consumer<String> out) {
        this.width = width;
        this.height = height;
        this.depth = depth;
        this.out = out;
    }

    void run(int threads) {
        List<ViewGeometry> geometry = new ArrayList<>();
        for (double tilt : BackProjectionBench.tilts(VIEWS)) {
            geometry.add(ViewGeometry.of(0, tilt));
        }
        long heap = Runtime.getRuntime().maxMemory();
        long memory = heap / 3;
        BackProjection whole =
                new BackProjection(NoiseRows.of(VIEWS, width, height), geometry, Set.of(), depth, RadialFilter.USUAL);
        SlabPlan plan = whole.plan(memory, threads);
        out.accept(String.format(
                Locale.ROOT,
                "%d x %d x %d voxels from %d views, %d threads, heap of %.2f GB: %s",
                width,
                height,
                depth,
                VIEWS,
                threads,
                heap / (double) (1L << 30),
                plan.sentence()));
        int rows = Math.min(height, SLABS * plan.rows());
        LongAdder made = new LongAdder();
        VolumeSink sink = (z, y, count, voxels) -> made.add((long) count * width);
        long start = System.nanoTime();
        try (WorkerPool pool = new WorkerPool(threads)) {
            whole.withBox(TomogramBox.centred(width, rows, depth), depth).run(sink, memory, pool, Progress.SILENT);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (made.sum() != (long) width * rows * depth) {
            throw new IllegalStateException(made.sum() + " voxels were made");
        }
        out.accept(String.format(
                Locale.ROOT,
                "%d of %d rows made in %.1f s, %.2f GUPS, the means of the views included; all would take about %.0f min",
                rows,
                height,
                seconds,
                1e-9 * made.sum() * VIEWS / seconds,
                seconds / 60 * height / rows));
    }
}
