package org.goldtrail.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.kernel.PlainKernels;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.ProjectionLoad;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/** {@code bench backprojection}: the kernel against the limit of the processor, and a whole reconstruction. */
final class BackProjectionBench {
    private static final int VIEWS = 41;
    private static final int MOST_BYTES_L1 = 24 << 10;

    private final int size;
    private final int depth;
    private final Consumer<String> out;

    /** @param size width and height of views and tomogram */
    BackProjectionBench(int size, int depth, Consumer<String> out) {
        this.size = size;
        this.depth = depth;
        this.out = out;
    }

    static double[] tilts(int views) {
        double[] tilts = new double[views];
        for (int i = 0; i < views; i++) {
            tilts[i] = -60 + 120.0 * i / (views - 1);
        }
        return tilts;
    }

    void run(int threads, Path folder) {
        out.accept(String.format(
                Locale.ROOT,
                "back-projection of %d x %d x %d voxels from %d views; GUPS = 10^9 voxel-view updates per second",
                size,
                size,
                depth,
                VIEWS));
        Kernels best = Kernels.best();
        double updates = 1e-9 * size * size * depth * VIEWS;
        Timing one = kernel("kernel, " + best.name(), best, 1, size, updates);
        Timing all = one;
        if (threads > 1) {
            all = kernel("kernel, " + best.name(), best, threads, size, updates);
        }
        int fewRows = Math.max(1, size / 8); // the plain version is slow, and its speed does not depend on the row
        Timing plain = kernel("kernel, plain", new PlainKernels(), 1, fewRows, updates * fewRows / size);
        Roof roof = new Roof(best);
        ProjectionLoad load = load(best);
        double l1 = roof.additions(MOST_BYTES_L1);
        double l2 = roof.additions((int) load.workingSetBytes());
        double fma = roof.multiplications(MOST_BYTES_L1);
        double reached = one.perQuietSecond(updates);
        out.accept(String.format(
                Locale.ROOT,
                "limit of one load and one addition each: %.1f from L1, %.1f from %d KB (L2); with FMA %.1f from L1",
                l1,
                l2,
                load.workingSetBytes() >> 10,
                fma));
        out.accept(String.format(
                Locale.ROOT,
                "kernel by processor time: %.0f %% of the L2 limit, %.0f %% of the L1 limit, %.1f x plain; %d threads %.2f x one",
                100 * reached / l2,
                100 * reached / l1,
                reached / plain.perQuietSecond(updates * fewRows / size),
                threads,
                all.perSecond(updates) / one.perSecond(updates)));
        whole(threads, folder, updates);
    }

    private ProjectionLoad load(Kernels kernels) {
        return new ProjectionLoad(TomogramBox.centred(size, size, depth), tilts(VIEWS), kernels);
    }

    private Timing kernel(String name, Kernels kernels, int threads, int rows, double updates) {
        ProjectionLoad load = load(kernels);
        List<ProjectionLoad.Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(load.new Worker());
        }
        // One item for each thread and 32 rows; a worker is used by one item at a time.
        int items = Math.max(threads, rows / 32 / threads * threads);
        var free = new java.util.concurrent.ConcurrentLinkedQueue<>(workers);
        Timing time = Timing.of(threads, items, 2, item -> {
            ProjectionLoad.Worker worker = java.util.Objects.requireNonNull(free.poll());
            for (int y = item * rows / items; y < (item + 1) * rows / items; y++) {
                worker.projectRow(y);
            }
            if (Float.isNaN(worker.sample())) {
                throw new IllegalStateException("the kernel made no number");
            }
            free.add(worker);
        });
        out.accept(time.line(name, updates, "GUPS"));
        return time;
    }

    /** Reads an aligned stack of float pixels and writes a float tomogram, both by way of the file cache. */
    private void whole(int threads, Path folder, double updates) {
        List<ViewGeometry> geometry = new ArrayList<>();
        for (double tilt : tilts(VIEWS)) {
            geometry.add(ViewGeometry.of(0, tilt));
        }
        Path stack = folder.resolve("bench-stack");
        Path tomogram = folder.resolve("bench-tomogram.mrc");
        try (FlatFile views = new FlatFile(stack, size, size, VIEWS, false).fillWithNoise();
                WorkerPool pool = new WorkerPool(threads)) {
            BackProjection wbp = new BackProjection(views, geometry, Set.of(), depth, RadialFilter.USUAL);
            long memory = Runtime.getRuntime().maxMemory() / 3;
            Timing computed = Timing.ofWhole(
                    threads, 1, () -> wbp.run((z, y, rows, voxels) -> {}, memory, pool, Progress.SILENT));
            out.accept(computed.line("whole WBP, read and filtered, not written", updates, "GUPS"));
            MrcLayout layout = MrcLayout.volume(size, size, depth).withPixelSize(OptionalDouble.of(1));
            Timing written = Timing.ofWhole(threads, 0, () -> {
                try (MrcWriter writer = MrcWriter.create(tomogram, layout)) {
                    wbp.run(writer::writeRows, memory, pool, Progress.SILENT);
                    writer.commit();
                }
            });
            out.accept(written.line("whole WBP, to a float32 MRC file on disk", updates, "GUPS"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(stack);
            delete(tomogram);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
