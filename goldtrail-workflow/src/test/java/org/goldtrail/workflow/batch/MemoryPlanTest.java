package org.goldtrail.workflow.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a batch gives each process is what the steps say they need. */
class MemoryPlanTest {
    private static final SeriesFacts LARGE = new SeriesFacts(3838, 3710, 41, OptionalDouble.empty(), Optional.empty());

    @TempDir
    Path folder;

    @Test
    void whatAStepNeedsFitsBesideTheViewsThatAreKept() {
        for (int threads = 1; threads <= 8; threads *= 2) {
            long heap = (long) MemoryPlan.heapMb(LARGE, threads) << 20;
            long rawViews = 4L * threads * 3838 * 3710 * Float.BYTES;
            assertThat(heap * 3 / 4).isGreaterThan(rawViews);
        }
        assertThat(MemoryPlan.heapMb(LARGE, 1)).isLessThan(1000);
    }

    @Test
    void aBeadThatIsKnownToBeLargeNeedsLessThanOneThatMayBeSmall() {
        assertThat(MemoryPlan.heapMb(with(LARGE, 40), 2)).isLessThan(MemoryPlan.heapMb(LARGE, 2));
        assertThat(MemoryPlan.heapMb(with(LARGE, 8), 2)).isEqualTo(MemoryPlan.heapMb(LARGE, 2));
    }

    @Test
    void theBeadIsKnownFromTheSettingsOfATask() {
        Path stack = stack(2000, 1600);
        SeriesFacts nothingSaid = MemoryPlan.largest(List.of(task(stack, Map.of())));
        SeriesFacts inPixels =
                MemoryPlan.largest(List.of(task(stack, Map.of("detection.measureBeads.beadDiameter", "36px"))));
        SeriesFacts inNanometres =
                MemoryPlan.largest(List.of(task(stack, Map.of("detection.measureBeads.beadDiameter", "10nm"))));

        assertThat(nothingSaid.bead()).isEmpty();
        assertThat(nothingSaid.width()).isEqualTo(2000);
        assertThat(inPixels.beadDiameterPx()).isEqualTo(36);
        assertThat(inNanometres.beadDiameterPx()).isEqualTo(20);
    }

    @Test
    void theSeriesThatNeedsMostDecides() {
        Path small = stack(500, 400);
        Path large = stack(900, 800);

        assertThat(MemoryPlan.largest(List.of(task(small, Map.of()), task(large, Map.of()), task(folder, Map.of())))
                        .width())
                .isEqualTo(900);
    }

    @Test
    void asManySeriesAsFitAndNoneWhereNotOneDoes() {
        int one = MemoryPlan.heapMb(LARGE, 1) + WorkerProgram.OVERHEAD_MB;

        assertThat(plan(8, 4L * one + 10).atOnce()).isEqualTo(4);
        assertThat(plan(8, one).atOnce()).isEqualTo(1);
        assertThatThrownBy(() -> plan(8, one - 10))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageStartingWith("a series needs about " + one + " MB, and " + (one - 10) + " MB are free");
    }

    private static MemoryPlan plan(int series, long freeMb) {
        return MemoryPlan.of(LARGE, series, 4, freeMb, OptionalInt.empty(), OptionalInt.empty());
    }

    private static SeriesFacts with(SeriesFacts of, double beadPx) {
        return new SeriesFacts(
                of.width(), of.height(), of.views(), OptionalDouble.empty(), Optional.of(BeadSize.given(beadPx, true)));
    }

    private static BatchTask task(Path stack, Map<String, Object> settings) {
        return new BatchTask("a", stack.toString(), settings, StepChoice.ALL, 1);
    }

    private Path stack(int width, int height) {
        Path file = folder.resolve("s" + width + ".mrc");
        MrcLayout layout = MrcLayout.stack(width, height, 1).withPixelSize(OptionalDouble.of(5));
        try (MrcWriter writer = MrcWriter.create(file, layout)) {
            writer.writeSection(0, new Image(width, height));
            writer.commit();
        }
        return file;
    }
}
