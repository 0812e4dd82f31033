package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ResourceException;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.kernel.PlainKernels;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IterativeReconstructionTest {
    private final Random random = new Random(3);

    @ParameterizedTest
    @CsvSource({"64, 40, 0", "65, 31, 7.5", "130, 55, -20"})
    void backProjectorIsTheTransposeOfTheProjector(int width, int depth, double centreZ) {
        TomogramBox grid = new TomogramBox(width, 1, depth, 3, 0, centreZ);
        List<BoxView> views = new ArrayList<>();
        for (int tilt = -70; tilt <= 70; tilt += 7) {
            views.add(new BoxView(views.size(), ViewGeometry.of(0, tilt), new double[2], grid));
        }
        for (Kernels kernels : List.of(new PlainKernels(), Kernels.best())) {
            SliceProjector a = new SliceProjector(grid, views, 90, kernels);
            SliceProjector.Scratch scratch = a.new Scratch();
            float[] slice = new float[a.sliceLength()];
            double inVolume = 0;
            double inViews = 0;
            for (int z = 0; z < depth; z++) {
                for (int x = 0; x < width; x++) {
                    slice[z * a.stride() + a.halo() + x] = (float) random.nextGaussian();
                }
            }
            float[][] rows = new float[views.size()][90];
            float[] projected = new float[90];
            for (int v = 0; v < rows.length; v++) {
                a.project(slice, v, projected, scratch);
                for (int u = 0; u < 90; u++) {
                    rows[v][u] = (float) random.nextGaussian();
                    inViews += (double) projected[u] * rows[v][u];
                }
            }
            for (int v = 0; v < rows.length; v++) {
                a.load(rows[v], v, scratch);
            }
            int[] all = new int[rows.length];
            Arrays.setAll(all, v -> v);
            float[] back = new float[width];
            double size = 0;
            for (int z = 0; z < depth; z++) {
                a.backProject(all, z, back, 0, scratch);
                for (int x = 0; x < width; x++) {
                    double voxel = slice[z * a.stride() + a.halo() + x];
                    inVolume += voxel * back[x];
                    size += Math.abs(voxel * back[x]);
                }
            }
            assertThat(inVolume).isCloseTo(inViews, within(1e-6 * size));
        }
    }

    @Test
    void projectionsAreLineIntegrals() {
        TomogramBox grid = TomogramBox.centred(201, 1, 40);
        BoxView view = new BoxView(0, ViewGeometry.of(0, 50), new double[2], grid);
        SliceProjector a = new SliceProjector(grid, List.of(view), 101, Kernels.best());
        float[] slice = new float[a.sliceLength()];
        for (int z = 0; z < 40; z++) {
            Arrays.fill(slice, z * a.stride() + a.halo(), z * a.stride() + a.halo() + 201, 2);
        }
        float[] row = new float[101];
        a.project(slice, 0, row, a.new Scratch());
        double expected = 2 * 40 / Math.cos(Math.toRadians(50));
        for (int u = 30; u < 70; u++) {
            assertThat((double) row[u]).isCloseTo(expected, within(0.03 * expected));
        }
    }

    @Test
    void residualFallsAndTheBlobsAppearWhereTheyAre() {
        Series series = new Series(60, 3);
        MemoryVolume sirt = new MemoryVolume(96, 20, 40);
        var curve = series.run(IterationOptions.sirt(30), sirt, 2);
        assertThat(curve.relative()).hasSize(31);
        assertThat(curve.relative().getFirst()).isCloseTo(1, within(0.02));
        for (int k = 1; k <= 30; k++) {
            assertThat(curve.relative().get(k)).isLessThan(curve.relative().get(k - 1));
        }
        assertThat(curve.relative().getLast()).isLessThan(0.35);
        assertThat(sirt.get(48, 10, 20)).isLessThan(8 * sirt.get(48, 10, 33));
        MemoryVolume sart = new MemoryVolume(96, 20, 40);
        var fast = series.run(IterationOptions.sart(5), sart, 2);
        assertThat(fast.relative().getLast()).isLessThan(curve.relative().get(10));
        MemoryVolume again = new MemoryVolume(96, 20, 40);
        var warm = series.run(IterationOptions.sirt(5).fromWbp(), again, 2);
        assertThat(warm.relative().getFirst()).isLessThan(0.8);
        assertThat(warm.relative().getLast()).isLessThan(curve.relative().get(5));
    }

    @Test
    void threadsMakeNoDifferenceAndTheLimitHolds() {
        Series series = new Series(60, 6);
        IterationOptions options = new IterationOptions(4, 3, 1, OptionalDouble.of(0), true);
        MemoryVolume one = new MemoryVolume(96, 20, 40);
        MemoryVolume two = new MemoryVolume(96, 20, 40);
        var first = series.run(options, one, 1);
        var second = series.run(options, two, 2);
        assertThat(second).isEqualTo(first);
        for (int z = 0; z < 40; z++) {
            assertThat(two.view(z).pixels()).containsExactly(one.view(z).pixels());
            for (float voxel : one.view(z).pixels()) {
                assertThat(voxel).isLessThanOrEqualTo(0);
            }
        }
    }

    /** About 60 kB are shared and 110 kB are for each thread: 96 x 40 voxels, 21 views of 96 pixels. */
    @Test
    void littleMemoryTakesFewerThreadsAndTooLittleIsSaid() {
        Series series = new Series(60, 6);
        MemoryVolume ample = new MemoryVolume(96, 20, 40);
        MemoryVolume tight = new MemoryVolume(96, 20, 40);
        series.run(IterationOptions.sirt(2), ample, 4);
        try (WorkerPool pool = new WorkerPool(4)) {
            IterativeReconstruction sirt = series.sirt(IterationOptions.sirt(2));
            sirt.run(tight, 300_000, pool, Progress.SILENT);
            assertThat(tight.view(20).pixels()).containsExactly(ample.view(20).pixels());
            assertThatThrownBy(() -> sirt.run(tight, 100_000, pool, Progress.SILENT))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining("SIRT of slices of 96 x 40 voxels")
                    .hasMessageContaining("--memory");
            assertThatThrownBy(() -> series.sirt(IterationOptions.sart(2)).run(tight, 300_000, pool, Progress.SILENT))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining("fewer subsets");
        }
        IterationPlan.Need need = new IterationPlan.Need(1000, 500);
        assertThat(IterationPlan.of(need, 10, 10, IterationOptions.sirt(1), 4 * 2600, 8)
                        .threads())
                .isEqualTo(3);
    }

    @Test
    void aBoxIsThePartOfTheWhole() {
        Series series = new Series(60, 6);
        MemoryVolume whole = new MemoryVolume(96, 20, 40);
        series.run(IterationOptions.sirt(3), whole, 2);
        MemoryVolume part = new MemoryVolume(30, 8, 60);
        try (WorkerPool pool = new WorkerPool(2)) {
            series.sirt(IterationOptions.sirt(3))
                    .withBox(new TomogramBox(30, 8, 60, 11, -4, 3))
                    .run(part, pool, Progress.SILENT);
        }
        // centre 47.5 + 11 - 14.5 = 44; 9.5 - 4 - 3.5 = 2; 19.5 + 3 - 29.5 = -7
        assertThat(part.get(10, 3, 20)).isEqualTo(whole.get(54, 5, 13));
        assertThat(part.get(10, 3, 3)).isZero();
    }

    @Test
    void subsetsHoldEachViewOnce() {
        for (int count : new int[] {1, 2, 5, 12, 13}) {
            int[] all = Arrays.stream(SliceSolver.subsets(13, count))
                    .flatMapToInt(Arrays::stream)
                    .sorted()
                    .toArray();
            assertThat(all).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        }
    }

    @Test
    void xAxisTiltIsRefusedWithASentence() {
        ViewSource two = ViewSource.of(List.of(new Image(10, 10), new Image(10, 10)));
        List<ViewGeometry> tilted = List.of(ViewGeometry.of(0, 10), new ViewGeometry(0, 20, 1.5, 1, 0, 0));
        assertThatThrownBy(() ->
                        new IterativeReconstruction(RowSource.of(two), tilted, Set.of(), 5, IterationOptions.sirt(2)))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("view 2 (+20.0°)")
                .hasMessageContaining("1.50°");
    }

    /** Views of a few blobs. */
    private static final class Series {
        private final List<ViewGeometry> geometry = new ArrayList<>();
        private final List<Image> views = new ArrayList<>();

        Series(int to, int step) {
            double[][] blobs = {{0, 0, 0}, {-20, 4, 9}, {22, -5, -8}};
            for (int tilt = -to; tilt <= to; tilt += step) {
                ViewGeometry g = ViewGeometry.of(0, tilt);
                Image image = new Image(96, 20);
                for (int i = 0; i < image.pixels().length; i++) {
                    double value = 500;
                    for (double[] b : blobs) {
                        double dx = i % 96 - 47.5 - g.projectX(b[0], b[1], b[2]);
                        double dy = i / 96 - 9.5 - g.projectY(b[0], b[1], b[2]);
                        value -= 40 * Math.exp(-(dx * dx + dy * dy) / 18);
                    }
                    image.pixels()[i] = (float) value;
                }
                geometry.add(g);
                views.add(image);
            }
        }

        IterativeReconstruction sirt(IterationOptions options) {
            return new IterativeReconstruction(RowSource.of(ViewSource.of(views)), geometry, Set.of(), 40, options);
        }

        IterativeReconstruction.ResidualCurve run(IterationOptions options, MemoryVolume volume, int threads) {
            try (WorkerPool pool = new WorkerPool(threads)) {
                return sirt(options).run(volume, pool, Progress.SILENT);
            }
        }
    }
}
