package org.goldtrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.goldtrail.GoldtrailException;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.alignment.MaskSource;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.pictures.Png;
import org.goldtrail.pictures.TomogramViews;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.ExactFilter;
import org.goldtrail.reconstruction.IterationOptions;
import org.goldtrail.reconstruction.IterativeReconstruction;
import org.goldtrail.reconstruction.MemoryVolume;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.ShellCorrelation;
import org.goldtrail.reconstruction.SirtLikeFilter;
import org.goldtrail.reconstruction.WindowFilter;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * How true the reconstructions of the several methods are to a specimen of known density, from the same noisy views: 41
 * of them, 3 degrees apart, the axis at 85.3 degrees, shifted and magnified as real ones are.
 */
public final class QualityTable {
    private static final int VIEWS = 41;

    /**
     * One method.
     *
     * @param signalToNoise of the volume against the truth: c^2 / (1 - c^2) with c their correlation
     * @param fscHalf frequency where the shell correlation with the truth falls below 0.5, cycles per voxel; 0.5 if never
     * @param beadWidth full width at half maximum of the bead in x, y and z, voxels
     */
    public record Quality(double signalToNoise, double fscHalf, List<Double> beadWidth) {}

    private final DensityScene scene = new DensityScene();
    private final List<ViewGeometry> geometry = new ArrayList<>();
    private final List<Image> raw;
    private final AlignedFrame frame = AlignedFrame.of(DensityScene.HEIGHT, DensityScene.WIDTH, 85.3);
    private final MemoryVolume truth = new MemoryVolume(DensityScene.WIDTH, DensityScene.HEIGHT, DensityScene.DEPTH);
    private final Map<String, MemoryVolume> volumes = new LinkedHashMap<>();

    private QualityTable(WorkerPool pool) {
        for (int i = 0; i < VIEWS; i++) {
            double phase = 0.7 * i;
            geometry.add(new ViewGeometry(
                    85.3 + 0.2 * Math.sin(phase),
                    -60 + 3 * i,
                    0,
                    1 + 0.002 * Math.cos(phase),
                    4.3 * Math.sin(2 * phase),
                    -5.7 * Math.cos(phase)));
        }
        raw = pool.map(
                VIEWS, Progress.SILENT, i -> scene.view(i, geometry.get(i), DensityScene.HEIGHT, DensityScene.WIDTH));
        pool.forEach(DensityScene.DEPTH, z -> {
            float[] section = new float[DensityScene.WIDTH * DensityScene.HEIGHT];
            for (int i = 0; i < section.length; i++) {
                section[i] = (float) scene.density(
                        i % DensityScene.WIDTH - (DensityScene.WIDTH - 1) / 2.0,
                        i / DensityScene.WIDTH - (DensityScene.HEIGHT - 1) / 2.0,
                        z - (DensityScene.DEPTH - 1) / 2.0);
            }
            truth.write(z, 0, DensityScene.HEIGHT, section);
        });
    }

    /**
     * Makes all reconstructions and measures them.
     *
     * @param folder for temporary files
     */
    public static Map<String, Quality> measure(Path folder, WorkerPool pool) {
        QualityTable table = new QualityTable(pool);
        table.reconstruct(folder, pool);
        Map<String, Quality> out = new LinkedHashMap<>();
        table.volumes.forEach((name, volume) -> out.put(name, table.judge(volume)));
        return out;
    }

    /** Prints the table and draws the slices through the bead of each, named by method, into a folder. */
    static void print(Path pictures, WorkerPool pool, Consumer<String> out) {
        try {
            Files.createDirectories(pictures);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be made (" + AtomicFile.reason(e) + ")", pictures.toString(), "name another", e);
        }
        QualityTable table = new QualityTable(pool);
        table.reconstruct(pictures, pool);
        out.accept(String.format(Locale.ROOT, "%-24s %6s %8s %20s", "method", "SNR", "FSC 0.5", "bead FWHM x y z"));
        table.volumes.forEach((name, volume) -> {
            Quality q = table.judge(volume);
            out.accept(String.format(
                    Locale.ROOT,
                    "%-24s %6.3f %8.3f %6.2f %6.2f %6.2f",
                    name,
                    q.signalToNoise(),
                    q.fscHalf(),
                    q.beadWidth().get(0),
                    q.beadWidth().get(1),
                    q.beadWidth().get(2)));
            table.draw(volume, pictures.resolve("reconstruction-" + name.replaceAll("[^a-zA-Z0-9]+", "-") + ".png"));
        });
        out.accept(String.format(Locale.ROOT, "(the bead itself: %.2f voxels)", DensityScene.beadWidth()));
        table.draw(table.truth, pictures.resolve("reconstruction-truth.png"));
    }

    private void draw(MemoryVolume volume, Path file) {
        Png.write(TomogramViews.draw(TomogramViews.slices(volume, 128, 60, DensityScene.DEPTH / 2, 1)), file);
    }

    private void reconstruct(Path folder, WorkerPool pool) {
        AlignedStack stack = new AlignedStack(ViewSource.of(raw), geometry, Set.of(), MaskSource.ALL_VALID, frame);
        List<Image> aligned = pool.map(VIEWS, Progress.SILENT, i -> stack.view(i, 1));
        RowSource rows = RowSource.of(ViewSource.of(aligned));
        BackProjection wbp = new BackProjection(rows, geometry, Set.of(), DensityScene.DEPTH, RadialFilter.USUAL);
        run("WBP", wbp, pool);
        double half = DensityScene.HEIGHT / 2.0;
        try (AlignedRows fused = new AlignedRows(
                ViewSource.of(raw),
                geometry.stream().map(XfTransform::of).toList(),
                Set.of(),
                MaskSource.ALL_VALID,
                frame,
                1,
                new AlignedRows.Range(-half, half),
                new AlignedRows.Room(1 << 28, folder),
                pool,
                Progress.SILENT)) {
            run(
                    "WBP from raw views",
                    new BackProjection(fused, geometry, Set.of(), DensityScene.DEPTH, RadialFilter.USUAL),
                    pool);
        }
        run("WBP Hamming", wbp.withFilter(new WindowFilter(WindowFilter.Window.HAMMING, 0.5)), pool);
        run("WBP exact weights", wbp.withFilter(new ExactFilter(RadialFilter.USUAL)), pool);
        run("SIRT-like 15", wbp.withFilter(new SirtLikeFilter(15, RadialFilter.USUAL)), pool);
        iterate("SIRT 15", rows, IterationOptions.sirt(15), pool);
        iterate("SIRT 5 from WBP", rows, IterationOptions.sirt(5).fromWbp(), pool);
        iterate("SART 3", rows, IterationOptions.sart(3), pool);
    }

    private MemoryVolume volume(String name) {
        MemoryVolume volume = new MemoryVolume(DensityScene.WIDTH, DensityScene.HEIGHT, DensityScene.DEPTH);
        volumes.put(name, volume);
        return volume;
    }

    private void run(String name, BackProjection wbp, WorkerPool pool) {
        wbp.run(volume(name), pool, Progress.SILENT);
    }

    private void iterate(String name, RowSource rows, IterationOptions options, WorkerPool pool) {
        new IterativeReconstruction(rows, geometry, Set.of(), DensityScene.DEPTH, options)
                .run(volume(name), pool, Progress.SILENT);
    }

    private Quality judge(MemoryVolume volume) {
        double[] sums = new double[6];
        for (int z = 4; z < DensityScene.DEPTH - 4; z++) {
            for (int y = 12; y < DensityScene.HEIGHT - 12; y++) {
                for (int x = 30; x < DensityScene.WIDTH - 30; x++) {
                    double p = truth.get(x, y, z);
                    double q = volume.get(x, y, z);
                    double[] terms = {1, p, q, p * p, q * q, p * q};
                    for (int k = 0; k < 6; k++) {
                        sums[k] += terms[k];
                    }
                }
            }
        }
        double covariance = sums[0] * sums[5] - sums[1] * sums[2];
        double c2 = covariance
                * covariance
                / ((sums[0] * sums[3] - sums[1] * sums[1]) * (sums[0] * sums[4] - sums[2] * sums[2]));
        return new Quality(
                c2 / (1 - c2),
                ShellCorrelation.of(truth, volume).crossing(0.5).orElse(0.5),
                List.of(width(volume, 0), width(volume, 1), width(volume, 2)));
    }

    /** Full width at half depth of the bead along one axis, from its surroundings' mean, by linear interpolation. */
    private static double width(MemoryVolume v, int axis) {
        double[] c = {
            (v.width() - 1) / 2.0 + DensityScene.BEAD[0],
            (v.height() - 1) / 2.0 + DensityScene.BEAD[1],
            (v.viewCount() - 1) / 2.0 + DensityScene.BEAD[2]
        };
        int reach = 14;
        double[] line = new double[2 * reach + 1];
        for (int k = -reach; k <= reach; k++) {
            // The bead's centre lies between two voxels along x and z: the mean of the two lines beside it.
            for (int side = 0; side < 4; side++) {
                double[] at = c.clone();
                at[(axis + 1) % 3] += side % 2 == 0 ? -0.25 : 0.25;
                at[(axis + 2) % 3] += side < 2 ? -0.25 : 0.25;
                at[axis] += k;
                line[k + reach] -= v.get((int) Math.floor(at[0] + 0.5), (int) Math.floor(at[1] + 0.5), (int)
                                Math.floor(at[2] + 0.5))
                        / 4;
            }
        }
        int peak = reach;
        for (int k = reach - 2; k <= reach + 2; k++) {
            peak = line[k] > line[peak] ? k : peak;
        }
        double half = line[peak] / 2; // density is about 0 around it
        return side(line, peak, 1, half) + side(line, peak, -1, half);
    }

    private static double side(double[] line, int peak, int step, double half) {
        int k = peak;
        while (k + step >= 0 && k + step < line.length && line[k + step] > half) {
            k += step;
        }
        if (k + step < 0 || k + step >= line.length) {
            return Math.abs(k - peak);
        }
        return Math.abs(k - peak) + (line[k] - half) / (line[k] - line[k + step]);
    }
}
