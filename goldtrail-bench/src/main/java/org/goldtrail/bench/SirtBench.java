package org.goldtrail.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.reconstruction.IterationOptions;
import org.goldtrail.reconstruction.IterativeReconstruction;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/** {@code bench sirt}: ten iterations from memory to memory. */
final class SirtBench {
    private static final int VIEWS = 41;
    private static final int ITERATIONS = 10;

    private final int size;
    private final int depth;
    private final Consumer<String> out;

    SirtBench(int size, int depth, Consumer<String> out) {
        this.size = size;
        this.depth = depth;
        this.out = out;
    }

    void run(int threads) {
        out.accept(String.format(
                Locale.ROOT,
                "SIRT, %d iterations of %d x %d x %d voxels from %d views, %s; GUPS count both directions",
                ITERATIONS,
                size,
                size,
                depth,
                VIEWS,
                Kernels.best().name()));
        List<ViewGeometry> geometry = new ArrayList<>();
        for (double tilt : BackProjectionBench.tilts(VIEWS)) {
            geometry.add(ViewGeometry.of(0, tilt));
        }
        double updates = 2e-9 * ITERATIONS * size * size * depth * VIEWS;
        for (int t : threads > 1 ? new int[] {1, threads} : new int[] {1}) {
            try (WorkerPool pool = new WorkerPool(t)) {
                IterativeReconstruction sirt = new IterativeReconstruction(
                        NoiseRows.of(VIEWS, size, size), geometry, Set.of(), depth, IterationOptions.sirt(ITERATIONS));
                Timing time = Timing.ofWhole(t, 1, () -> sirt.run((z, y, rows, voxels) -> {}, pool, Progress.SILENT));
                out.accept(time.line("SIRT", updates, "GUPS"));
            }
        }
    }
}
