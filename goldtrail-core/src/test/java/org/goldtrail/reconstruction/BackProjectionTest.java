package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldtrail.GoldtrailException;
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

/** Blobs of known position have to come out at their voxel, as dark as they are. */
class BackProjectionTest {
    private static final double SIGMA_PX = 2.5;
    private static final double DARKNESS = 10;
    private static final double BACKGROUND = 500;
    private static final double[][] BLOBS = {{0, 0, 0}, {-25, 18, 12}, {21, -16, -14}, {30, 10, 5.5}, {-12.3, -20.6, 7}
    };

    @ParameterizedTest(name = "{0} x {1} x {2}, X-tilt {3}")
    @CsvSource({
        "100, 64, 50, 0",
        "101, 65, 51, 0",
        "100, 65, 51, 0",
        "101, 64, 50, 0",
        "100, 65, 50, 6",
        "101, 64, 51, -9"
    })
    void blobsLieAtTheirVoxel(int width, int height, int depth, double xTiltDeg) {
        List<ViewGeometry> geometry = geometry(60, 3, xTiltDeg);
        MemoryVolume volume = run(views(width, height, geometry), geometry, Set.of(), depth, 1L << 28, 2);
        for (double[] b : BLOBS) {
            double[] found = centre(volume, b);
            for (int axis = 0; axis < 3; axis++) {
                assertThat(found[axis]).as("axis %d", axis).isCloseTo(b[axis], within(0.1));
            }
        }
    }

    @Test
    void densityKeepsItsSizeAndSignWhenTheTiltRangeIsFull() {
        List<ViewGeometry> geometry = geometry(88, 2, 0);
        MemoryVolume volume = run(views(101, 65, geometry), geometry, Set.of(), 51, 1L << 28, 2);
        assertThat(volume.get(50, 32, 25)).isCloseTo((float) -DARKNESS, within(0.8f));
        assertThat(volume.get(50, 5, 25)).isCloseTo(0, within(0.8f));
    }

    @Test
    void excludedAndBlankViewsLeaveNoTrace() {
        List<ViewGeometry> geometry = geometry(60, 3, 0);
        List<Image> views = views(80, 40, geometry);
        MemoryVolume without =
                run(views.subList(2, views.size()), geometry.subList(2, views.size()), Set.of(), 20, 1L << 28, 1);
        java.util.Arrays.fill(views.get(0).pixels(), 1e9f);
        for (int i = 0; i < 3200; i++) {
            views.get(1).pixels()[i] = i % 7 * 1e6f;
        }
        MemoryVolume with = run(views, geometry, Set.of(1), 20, 1L << 28, 1);
        for (int z = 0; z < 20; z++) {
            assertThat(with.view(z).pixels()).containsExactly(without.view(z).pixels());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "7"})
    void threadsMemoryAndKernelsMakeNoDifference(double xTiltDeg) {
        List<ViewGeometry> geometry = geometry(60, 5, xTiltDeg);
        List<Image> views = views(90, 41, geometry);
        MemoryVolume one = run(views, geometry, Set.of(), 31, 1L << 28, 1);
        MemoryVolume slabs = run(views, geometry, Set.of(), 31, 300_000, 2);
        MemoryVolume plain = run(views, geometry, Set.of(), 31, 1, 2, new PlainKernels());
        for (int z = 0; z < 31; z++) {
            assertThat(slabs.view(z).pixels()).containsExactly(one.view(z).pixels());
            assertThat(plain.view(z).pixels()).containsExactly(one.view(z).pixels(), within(1e-3f));
        }
    }

    @Test
    void fillBesideTheImageLeavesNoEdge() {
        List<ViewGeometry> geometry = geometry(60, 3, 0);
        List<Image> views = views(120, 8, geometry);
        for (int i = 0; i < views.size(); i++) {
            Image view = views.get(i);
            for (int k = 0; k < view.pixels().length; k++) {
                int x = k % 120;
                // a gradient, cut off 20 to 30 pixels from the left by fill
                view.pixels()[k] = x < 20 + i % 10 ? 500 : 520 + (x + k / 120) * 0.1f;
            }
        }
        MemoryVolume volume = run(views, geometry, Set.of(), 10, 1L << 28, 1);
        float most = 0;
        for (int x = 0; x < 120; x++) {
            most = Math.max(most, Math.abs(volume.get(x, 4, 5)));
        }
        // The bare step of 20 would give more than 3.
        assertThat(most).isLessThan(0.8f);
    }

    @Test
    void badInputIsRefusedWithASentence() {
        List<ViewGeometry> steep = List.of(ViewGeometry.of(0, 90), ViewGeometry.of(0, 0));
        ViewSource two = ViewSource.of(List.of(new Image(10, 10), new Image(10, 10)));
        assertThatThrownBy(() -> new BackProjection(RowSource.of(two), steep, Set.of(), 5, RadialFilter.USUAL))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("view 1 (+90.0°)");
        List<ViewGeometry> plain = List.of(ViewGeometry.of(0, 10), ViewGeometry.of(0, 0));
        assertThatThrownBy(() -> new BackProjection(RowSource.of(two), plain, Set.of(), 0, RadialFilter.USUAL))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("0 voxels thick");
        assertThatThrownBy(() -> run(List.of(new Image(10, 10), new Image(10, 10)), plain, Set.of(), 5, 1 << 20, 1))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("excluded or blank");
    }

    private static List<ViewGeometry> geometry(int to, int step, double xTiltDeg) {
        List<ViewGeometry> geometry = new ArrayList<>();
        for (int tilt = -to; tilt <= to; tilt += step) {
            geometry.add(new ViewGeometry(0, tilt, xTiltDeg, 1, 0, 0));
        }
        return geometry;
    }

    private static List<Image> views(int width, int height, List<ViewGeometry> geometry) {
        List<Image> views = new ArrayList<>();
        double integral = DARKNESS * SIGMA_PX * Math.sqrt(2 * Math.PI);
        for (ViewGeometry g : geometry) {
            Image image = new Image(width, height);
            for (int i = 0; i < image.pixels().length; i++) {
                double value = BACKGROUND;
                for (double[] b : BLOBS) {
                    double dx = i % width - image.centreX() - g.projectX(b[0], b[1], b[2]);
                    double dy = i / width - image.centreY() - g.projectY(b[0], b[1], b[2]);
                    value -= integral * Math.exp(-(dx * dx + dy * dy) / (2 * SIGMA_PX * SIGMA_PX));
                }
                image.pixels()[i] = (float) value;
            }
            views.add(image);
        }
        return views;
    }

    private static MemoryVolume run(
            List<Image> views,
            List<ViewGeometry> geometry,
            Set<Integer> excluded,
            int depth,
            long memory,
            int threads) {
        return run(views, geometry, excluded, depth, memory, threads, Kernels.best());
    }

    private static MemoryVolume run(
            List<Image> views,
            List<ViewGeometry> geometry,
            Set<Integer> excluded,
            int depth,
            long memory,
            int threads,
            Kernels kernels) {
        ViewSource source = ViewSource.of(views);
        MemoryVolume volume = new MemoryVolume(source.width(), source.height(), depth);
        try (WorkerPool pool = new WorkerPool(threads)) {
            new BackProjection(
                            RowSource.of(source),
                            geometry,
                            BackProjection.noFactors(geometry.size()),
                            excluded,
                            depth,
                            RadialFilter.USUAL,
                            kernels)
                    .run(volume, memory, pool, Progress.SILENT);
        }
        return volume;
    }

    /** Centre of the darkness near a point, relative to the centre of the volume. */
    static double[] centre(MemoryVolume v, double[] near) {
        double[] c = {(v.width() - 1) / 2.0, (v.height() - 1) / 2.0, (v.viewCount() - 1) / 2.0};
        double[] sum = new double[4];
        int reach = 4;
        for (int z = (int) Math.ceil(c[2] + near[2] - reach); z <= c[2] + near[2] + reach; z++) {
            for (int y = (int) Math.ceil(c[1] + near[1] - reach); y <= c[1] + near[1] + reach; y++) {
                for (int x = (int) Math.ceil(c[0] + near[0] - reach); x <= c[0] + near[0] + reach; x++) {
                    double dx = x - c[0] - near[0];
                    double dy = y - c[1] - near[1];
                    double dz = z - c[2] - near[2];
                    double r = Math.sqrt(dx * dx + dy * dy + dz * dz) / reach;
                    double w = Math.max(0, -v.get(x, y, z)) * Math.max(0, 1 - r * r);
                    sum[0] += w * (x - c[0]);
                    sum[1] += w * (y - c[1]);
                    sum[2] += w * (z - c[2]);
                    sum[3] += w;
                }
            }
        }
        return new double[] {sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]};
    }
}
