package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {
    private static final int LENGTH = 512;
    private static final RadialFilter OPEN = new RadialFilter(0.5, 0);

    private static FilterContext context(double[] tilts, double thickness) {
        boolean[] used = new boolean[tilts.length];
        Arrays.fill(used, true);
        return new FilterContext(tilts, used, TiltWeights.of(tilts, used), thickness);
    }

    private static double[] evenTilts(int to, int step) {
        double[] tilts = new double[2 * to / step + 1];
        Arrays.setAll(tilts, i -> -to + i * step);
        return tilts;
    }

    @ParameterizedTest
    @EnumSource(WindowFilter.Window.class)
    void windowsFallFromTheRampToTheirEnd(WindowFilter.Window window) {
        FilterContext context = context(evenTilts(60, 3), 100);
        double[] ramp = OPEN.gains(LENGTH, 20, context);
        double[] gains = new WindowFilter(window, 0.4).gains(LENGTH, 20, context);
        assertThat(gains[2] / ramp[2]).isCloseTo(1, within(0.01));
        assertThat(gains[220]).isZero();
        double middle = switch (window) {
            case HAMMING -> 0.54;
            case HANN -> 0.5;
            case COSINE -> Math.sqrt(0.5);
        };
        int half = (int) Math.round(0.2 * LENGTH);
        assertThat(gains[half] / ramp[half]).isCloseTo(middle, within(0.01));
    }

    @Test
    void exactWeightsAreTheRampUntilTheViewsPart() {
        FilterContext context = context(evenTilts(60, 1), 60);
        double[] ramp = OPEN.gains(LENGTH, 60, context);
        double[] exact = new ExactFilter(OPEN).gains(LENGTH, 60, context);
        // The limit is 1 / (60 px * 1 degree) = 0.95 cycles per pixel: all frequencies overlap.
        for (int k = 40; k < 250; k += 30) {
            assertThat(exact[k] / ramp[k]).as("frequency %d", k).isCloseTo(1, within(0.1));
        }
        FilterContext apart = context(evenTilts(60, 20), 200);
        double[] level = new ExactFilter(OPEN).gains(LENGTH, 3, apart);
        assertThat(level[200]).isCloseTo(1 / 200.0, within(3e-4)); // each view for itself
    }

    @Test
    void crowdedViewsShareTheirWeight() {
        double[] tilts = {-40, -30, -20, -10, 0, 0.01, 10, 20, 30, 40};
        double[] crowded = new ExactFilter(OPEN).gains(LENGTH, 4, context(tilts, 50));
        double[] alone = new ExactFilter(OPEN).gains(LENGTH, 6, context(tilts, 50));
        // Coarse frequencies overlap with the neighbours 10 degrees away as well; fine ones only with the twin.
        for (int k = 160; k < 250; k += 20) {
            assertThat(2 * crowded[k] / alone[k]).as("frequency %d", k).isCloseTo(1, within(0.2));
        }
    }

    @Test
    void manyIterationsOfTheSirtLikeFilterAreTheExactOne() {
        FilterContext context = context(evenTilts(60, 3), 100);
        double[] exact = new ExactFilter(OPEN).gains(LENGTH, 11, context);
        double[] few = new SirtLikeFilter(5, OPEN).gains(LENGTH, 11, context);
        double[] many = new SirtLikeFilter(100_000, OPEN).gains(LENGTH, 11, context);
        assertThat(many).containsExactly(exact, within(1e-9));
        assertThat(few[1] / exact[1]).isGreaterThan(0.9);
        assertThat(few[200] / exact[200]).isLessThan(0.25);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void sirtLikeFilterLooksLikeSirt(int iterations) {
        List<ViewGeometry> geometry = new ArrayList<>();
        List<Image> views = new ArrayList<>();
        double[][] blobs = {{0, 0, 0}, {-25, 0, 9}, {28, 1, -12}, {12, -1, 14}};
        for (double tilt : evenTilts(60, 3)) {
            ViewGeometry g = ViewGeometry.of(0, tilt);
            Image image = new Image(120, 6);
            for (int i = 0; i < image.pixels().length; i++) {
                for (double[] b : blobs) {
                    double dx = i % 120 - 59.5 - g.projectX(b[0], b[1], b[2]);
                    double dy = i / 120 - 2.5 - g.projectY(b[0], b[1], b[2]);
                    image.pixels()[i] -= (float) (40 * Math.exp(-(dx * dx + dy * dy) / 8));
                }
            }
            geometry.add(g);
            views.add(image);
        }
        RowSource source = RowSource.of(ViewSource.of(views));
        MemoryVolume sirt = new MemoryVolume(120, 6, 50);
        MemoryVolume like = new MemoryVolume(120, 6, 50);
        MemoryVolume wbp = new MemoryVolume(120, 6, 50);
        try (WorkerPool pool = new WorkerPool(2)) {
            new IterativeReconstruction(source, geometry, Set.of(), 50, IterationOptions.sirt(iterations))
                    .run(sirt, pool, Progress.SILENT);
            BackProjection ramp = new BackProjection(source, geometry, Set.of(), 50, RadialFilter.USUAL);
            ramp.run(wbp, pool, Progress.SILENT);
            ramp.withFilter(new SirtLikeFilter(iterations, OPEN)).run(like, pool, Progress.SILENT);
        }
        double similar = correlation(sirt, like);
        assertThat(similar).isGreaterThan(0.97).isGreaterThan(correlation(sirt, wbp));
    }

    private static double correlation(MemoryVolume a, MemoryVolume b) {
        double[] sums = new double[6];
        for (int z = 5; z < 45; z++) {
            for (int x = 30; x < 90; x++) {
                double p = a.get(x, 3, z);
                double q = b.get(x, 3, z);
                double[] terms = {1, p, q, p * p, q * q, p * q};
                for (int k = 0; k < 6; k++) {
                    sums[k] += terms[k];
                }
            }
        }
        double n = sums[0];
        return (n * sums[5] - sums[1] * sums[2])
                / Math.sqrt((n * sums[3] - sums[1] * sums[1]) * (n * sums[4] - sums[2] * sums[2]));
    }

    @Test
    void logarithmMakesThicknessOutOfCounts() {
        ViewTreatment logarithm = new ViewTreatment(true, false, 0.15);
        List<Image> views = new ArrayList<>();
        for (double exposure : new double[] {1000, 500, 1500}) {
            Image image = new Image(40, 10);
            for (int i = 0; i < image.pixels().length; i++) {
                image.pixels()[i] = (float) (exposure * Math.exp(-0.02 * (i % 40)));
            }
            views.add(image);
        }
        RowBands bands = RowBands.of(RowSource.of(ViewSource.of(views)), new PlainKernels());
        List<ViewScaling> scalings = ViewScaling.of(
                bands,
                new boolean[] {true, true, true},
                logarithm,
                Kernels.best(),
                WorkerPool.shared(),
                Progress.SILENT);
        for (int i = 0; i < 3; i++) {
            ViewScaling s = scalings.get(i);
            float first = s.apply(views.get(i).get(0, 0));
            float last = s.apply(views.get(i).get(39, 0));
            assertThat(first - last)
                    .isCloseTo((float) (0.02 * 39 * scalings.getFirst().mean()), within(1f));
        }
        views.get(1).pixels()[5] = -1e6f;
        assertThatThrownBy(() -> ViewScaling.of(
                        bands,
                        new boolean[] {true, true, true},
                        logarithm,
                        Kernels.best(),
                        WorkerPool.shared(),
                        Progress.SILENT))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("view 2");
    }

    @Test
    void laneTransformsAreFourierTransforms() {
        for (Kernels kernels : List.of(new PlainKernels(), Kernels.best())) {
            for (int length : new int[] {4, 8, 16, 32, 128}) {
                LaneFft fft = new LaneFft(length, kernels);
                LaneFft.Signals s = new LaneFft.Signals(length);
                java.util.Random random = new java.util.Random(length);
                for (int i = 0; i < 16 * length; i++) {
                    s.re[i] = (float) random.nextGaussian();
                    s.im[i] = (float) random.nextGaussian();
                }
                float[] re = s.re.clone();
                float[] im = s.im.clone();
                fft.forward(s);
                int lane = 5;
                for (int k = 0; k < length; k++) {
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int n = 0; n < length; n++) {
                        double c = Math.cos(2 * Math.PI * k * n / length);
                        double d = -Math.sin(2 * Math.PI * k * n / length);
                        sumRe += re[16 * n + lane] * c - im[16 * n + lane] * d;
                        sumIm += re[16 * n + lane] * d + im[16 * n + lane] * c;
                    }
                    assertThat((double) s.re[16 * k + lane]).isCloseTo(sumRe, within(1e-4));
                    assertThat((double) s.im[16 * k + lane]).isCloseTo(sumIm, within(1e-4));
                }
                fft.backward(s);
                for (int i = 0; i < 16 * length; i++) {
                    assertThat(s.re[i] / length).isCloseTo(re[i], within(1e-5f));
                    assertThat(s.im[i] / length).isCloseTo(im[i], within(1e-5f));
                }
            }
        }
    }
}
