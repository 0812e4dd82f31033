package org.goldtrail.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.alignment.MaskSource;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * {@code bench stacks}: the making of the full and the binned aligned stack and of the binned tomogram, once, in a Java
 * virtual machine just started, as a user would see it.
 */
final class StackBench {
    private static final int VIEWS = 41;

    private final int width;
    private final int height;
    private final int bin;
    private final int depth;
    private final Consumer<String> out;

    /** @param thickness of the tomogram, unbinned */
    StackBench(int width, int height, int bin, int thickness, Consumer<String> out) {
        this.width = width;
        this.height = height;
        this.bin = bin;
        this.depth = Math.ceilDiv(thickness, bin);
        this.out = out;
    }

    void run(int threads, Path folder) {
        List<ViewGeometry> geometry = new ArrayList<>();
        for (double tilt : BackProjectionBench.tilts(VIEWS)) {
            geometry.add(new ViewGeometry(85.3, tilt, 0, 1, 7.3, -11.2));
        }
        AlignedFrame frame = AlignedFrame.of(width, height, 85.3);
        int w = frame.binnedWidth(bin);
        int h = frame.binnedHeight(bin);
        List<Path> files = List.of(
                folder.resolve("bench-raw"),
                folder.resolve("bench-full"),
                folder.resolve("bench-binned"),
                folder.resolve("bench-volume"));
        try (FlatFile raw = new FlatFile(files.get(0), width, height, VIEWS, true).fillWithNoise();
                FlatFile full = new FlatFile(files.get(1), frame.width(), frame.height(), VIEWS, false);
                FlatFile binned = new FlatFile(files.get(2), w, h, VIEWS, false);
                FlatFile tomogram = new FlatFile(files.get(3), w, h, depth, false);
                WorkerPool pool = new WorkerPool(threads)) {
            out.accept(String.format(
                    Locale.ROOT,
                    "%d views of %d x %d, once from a cold start, %d threads",
                    VIEWS,
                    width,
                    height,
                    threads));
            AlignedStack stack = new AlignedStack(raw, geometry, Set.of(), MaskSource.ALL_VALID, frame);
            List<AlignedStack.Output> outputs =
                    List.of(new AlignedStack.Output(1, full), new AlignedStack.Output(bin, binned));
            time("aligned stacks", () -> stack.write(outputs, pool, Progress.SILENT));
            time("full stack to disk", full::force);
            BackProjection wbp = new BackProjection(binned, geometry, Set.of(), depth, RadialFilter.USUAL);
            time("binned tomogram", () -> wbp.run(tomogram, pool, Progress.SILENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            files.forEach(BackProjectionBench::delete);
        }
    }

    private void time(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        out.accept(String.format(Locale.ROOT, "%-20s %7.2f s", what, (System.nanoTime() - start) / 1e9));
    }
}
