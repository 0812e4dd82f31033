package org.goldtrail.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.DensityRange;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.reconstruction.TomogramFile;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * {@code bench cold}: one weighted back-projection in a Java virtual machine just started, from an aligned stack in an MRC
 * file to a float32 tomogram in another. The first call makes the stack and says so; the calls after it are what to time.
 */
final class ColdBench {
    private static final int VIEWS = 41;

    private final int size;
    private final int depth;
    private final Consumer<String> out;

    ColdBench(int size, int depth, Consumer<String> out) {
        this.size = size;
        this.depth = depth;
        this.out = out;
    }

    void run(int threads, Path folder) {
        Path stack = folder.resolve(String.format(Locale.ROOT, "bench-aligned-%d.mrc", size));
        if (!Files.exists(stack)) {
            write(stack);
            out.accept(
                    "made " + stack + ", which stays: run the same command again, as often as you like, and time it");
            return;
        }
        Path tomogram = folder.resolve("bench-cold.mrc");
        try (MrcStack aligned = MrcStack.open(stack);
                WorkerPool pool = new WorkerPool(threads)) {
            double started = sinceStart();
            List<ViewGeometry> geometry = new ArrayList<>();
            for (double tilt : BackProjectionBench.tilts(VIEWS)) {
                geometry.add(ViewGeometry.of(0, tilt));
            }
            TomogramBox box = TomogramBox.centred(size, size, depth);
            try (TomogramFile file = TomogramFile.create(
                    tomogram,
                    box,
                    TomogramFile.Order.XYZ,
                    MrcMode.FLOAT32,
                    DensityRange.ANY,
                    OptionalDouble.of(1),
                    List.of())) {
                new BackProjection(RowSource.of(aligned), geometry, Set.of(), depth, RadialFilter.USUAL)
                        .run(file, Runtime.getRuntime().maxMemory() / 3, pool, Progress.SILENT);
                file.commit();
            }
            out.accept(String.format(
                    Locale.ROOT,
                    "cold WBP of %d x %d x %d voxels from %d views, %d thread%s: %.2f s since the start of Java, of which"
                            + " %.2f s until the stack was open",
                    size,
                    size,
                    depth,
                    VIEWS,
                    threads,
                    threads == 1 ? "" : "s",
                    sinceStart(),
                    started));
        } finally {
            BackProjectionBench.delete(tomogram);
        }
    }

    private void write(Path stack) {
        Random random = new Random(1);
        Image view = new Image(size, size);
        try (MrcWriter writer =
                MrcWriter.create(stack, MrcLayout.stack(size, size, VIEWS).withPixelSize(OptionalDouble.of(1)))) {
            for (int v = 0; v < VIEWS; v++) {
                for (int i = 0; i < view.pixels().length; i++) {
                    view.pixels()[i] = random.nextFloat();
                }
                writer.writeSection(v, view);
            }
            writer.commit();
        }
    }

    private static double sinceStart() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1000.0;
    }
}
