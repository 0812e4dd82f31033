package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomogramOutputTest {
    private static final int WIDTH = 61;
    private static final int HEIGHT = 23;
    private static final int DEPTH = 30;
    private static final TomogramBox BOX = TomogramBox.centred(WIDTH, HEIGHT, DEPTH);

    @TempDir
    Path folder;

    private final List<ViewGeometry> geometry = new ArrayList<>();
    private final List<Image> views = new ArrayList<>();

    TomogramOutputTest() {
        Random random = new Random(4);
        for (int tilt = -60; tilt <= 60; tilt += 6) {
            geometry.add(ViewGeometry.of(0, tilt));
            Image image = new Image(WIDTH, HEIGHT);
            for (int i = 0; i < image.pixels().length; i++) {
                image.pixels()[i] = (float) (600 + 50 * random.nextGaussian());
            }
            views.add(image);
        }
    }

    private BackProjection wbp(Set<Integer> excluded) {
        return new BackProjection(RowSource.of(ViewSource.of(views)), geometry, excluded, DEPTH, RadialFilter.USUAL);
    }

    private MemoryVolume memory(Set<Integer> excluded, WorkerPool pool) {
        MemoryVolume volume = new MemoryVolume(WIDTH, HEIGHT, DEPTH);
        wbp(excluded).run(volume, 1 << 22, pool, Progress.SILENT);
        return volume;
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, XYZ", "FLOAT16, XYZ", "INT16, XYZ", "INT8, XYZ", "FLOAT32, XZY", "INT8, XZY", "INT16, XZY"})
    void everyModeAndOrderHoldsTheSameTomogram(MrcMode mode, TomogramFile.Order order) {
        Path file = folder.resolve("t.mrc");
        try (WorkerPool pool = new WorkerPool(2)) {
            MemoryVolume truth = memory(Set.of(), pool);
            DensityRange range = mode.isInteger()
                    ? DensityRange.measure(
                            (part, sink, progress) ->
                                    wbp(Set.of()).withBox(part, DEPTH).run(sink, 1 << 22, pool, progress),
                            BOX,
                            mode,
                            Progress.SILENT)
                    : DensityRange.ANY;
            try (TomogramFile out =
                    TomogramFile.create(file, BOX, order, mode, range, OptionalDouble.of(5.4), List.of("test"))) {
                wbp(Set.of()).run(out, 1 << 20, pool, Progress.SILENT);
                out.commit();
                assertThat(out.clampedVoxels()).isLessThan(WIDTH * HEIGHT * DEPTH / 300);
            }
            double scale = mode.isInteger() ? (mode.highest() - mode.lowest()) / (range.high() - range.low()) : 1;
            double offset = mode.isInteger() ? mode.lowest() - scale * range.low() : 0;
            double tolerance = switch (mode) {
                case FLOAT32 -> 0;
                case FLOAT16 -> 0.02; // half of the step between numbers near 32
                default -> 0.51 / scale;
            };
            try (MrcStack stack = MrcStack.open(file)) {
                assertThat(stack.mode()).isEqualTo(mode);
                assertThat(stack.header().spaceGroup()).isEqualTo(1);
                assertThat(stack.header().cellX()).isEqualTo(WIDTH * 5.4f);
                double worst = 0;
                for (int z = 0; z < DEPTH; z++) {
                    for (int y = 0; y < HEIGHT; y++) {
                        Image section = stack.readView(order == TomogramFile.Order.XYZ ? z : y);
                        for (int x = 0; x < WIDTH; x++) {
                            double stored = section.get(x, order == TomogramFile.Order.XYZ ? y : DEPTH - 1 - z);
                            double density = (stored - offset) / scale;
                            double wanted = truth.get(x, y, z);
                            if (mode.isInteger()) {
                                wanted = Math.clamp(wanted, range.low(), range.high());
                            }
                            worst = Math.max(worst, Math.abs(density - wanted));
                        }
                    }
                }
                assertThat(worst).isLessThanOrEqualTo(tolerance);
            }
        }
    }

    @Test
    void halvesOfNoiseDoNotCorrelateAndOfOneThingDo() {
        double[] tilts = geometry.stream().mapToDouble(ViewGeometry::tiltDeg).toArray();
        Halves halves = Halves.of(tilts, Set.of(3));
        assertThat(halves.evenExcluded()).contains(3).hasSize(11);
        assertThat(halves.oddExcluded()).contains(3, 0, 2).hasSize(11);
        try (WorkerPool pool = new WorkerPool(2)) {
            ShellCorrelation noise =
                    ShellCorrelation.of(memory(halves.evenExcluded(), pool), memory(halves.oddExcluded(), pool));
            double mean = noise.values().stream()
                    .skip(5)
                    .mapToDouble(v -> v)
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(0, within(0.1));
            MemoryVolume one = memory(Set.of(), pool);
            ShellCorrelation same = ShellCorrelation.of(one, one);
            assertThat(same.values()).allSatisfy(v -> assertThat(v).isCloseTo(1, within(1e-6)));
            assertThat(same.crossing(0.143)).isEmpty();
        }
        ShellCorrelation line = new ShellCorrelation(List.of(0.1, 0.2, 0.3, 0.4), List.of(1.0, 0.8, 0.4, 0.1), "");
        assertThat(line.crossing(0.5).orElseThrow()).isCloseTo(0.275, within(1e-9));
    }
}
