package org.goldtrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.alignment.MaskSource;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * Times the making of the full and the binned aligned stack and of the binned tomogram once, in a Java virtual machine
 * just started, as a user would see it. Arguments: width, height, views, binning, thickness (unbinned), folder for
 * temporary files.
 */
public final class StackTimes {
    private StackTimes() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 6) {
            System.err.println("usage: StackTimes WIDTH HEIGHT VIEWS BINNING THICKNESS FOLDER");
            System.exit(2);
        }
        int width = Integer.parseInt(args[0]);
        int height = Integer.parseInt(args[1]);
        int views = Integer.parseInt(args[2]);
        int bin = Integer.parseInt(args[3]);
        int depth = Math.ceilDiv(Integer.parseInt(args[4]), bin);
        Path folder = Files.createTempDirectory(Path.of(args[5]), "bench");
        List<ViewGeometry> geometry = new ArrayList<>();
        for (int i = 0; i < views; i++) {
            geometry.add(new ViewGeometry(85.3, -60 + 120.0 * i / (views - 1), 0, 1, 7.3, -11.2));
        }
        AlignedFrame frame = AlignedFrame.of(width, height, 85.3);
        int w = frame.binnedWidth(bin);
        int h = frame.binnedHeight(bin);
        try (FlatFile raw = new FlatFile(folder.resolve("raw"), width, height, views, true).fillWithNoise();
                FlatFile full = new FlatFile(folder.resolve("full"), frame.width(), frame.height(), views, false);
                FlatFile binned = new FlatFile(folder.resolve("binned"), w, h, views, false);
                FlatFile tomogram = new FlatFile(folder.resolve("tomogram"), w, h, depth, false)) {
            AlignedStack stack = new AlignedStack(raw, geometry, Set.of(), MaskSource.ALL_VALID, frame);
            List<AlignedStack.Output> outputs =
                    List.of(new AlignedStack.Output(1, full), new AlignedStack.Output(bin, binned));
            time("aligned stacks", () -> stack.write(outputs, WorkerPool.shared(), Progress.SILENT));
            time("full stack to disk", full::force);
            BackProjection wbp = new BackProjection(binned, geometry, Set.of(), depth, RadialFilter.USUAL);
            time("binned tomogram", () -> wbp.run(tomogram, WorkerPool.shared(), Progress.SILENT));
        } finally {
            for (String name : List.of("raw", "full", "binned", "tomogram", "")) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    private static void time(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        System.out.printf(Locale.ROOT, "%-20s %7.2f s%n", what, (System.nanoTime() - start) / 1e9);
    }
}
