package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;

/** A tomogram of 68 GB is made within the memory of a small heap. */
class SlabPlanTest {
    private static final int WIDTH = 3838;
    private static final int HEIGHT = 3710;
    private static final int DEPTH = 1200;
    private static final long HEAP = 2L << 30;

    private static BackProjection wbp() {
        List<ViewGeometry> geometry = new ArrayList<>();
        for (int tilt = -60; tilt <= 60; tilt += 3) {
            geometry.add(ViewGeometry.of(0, tilt));
        }
        RowSource gradient = RowSource.of(41, WIDTH, HEIGHT, (section, yFrom, rows, out) -> {
            for (int i = 0; i < rows * WIDTH; i++) {
                out[i] = (i * 31 + section) % 97;
            }
        });
        return new BackProjection(gradient, geometry, Set.of(), DEPTH, RadialFilter.USUAL);
    }

    @Test
    void planKeepsWithinTheMemory() {
        for (long memory : new long[] {HEAP / 3, HEAP / 2, 16L << 30}) {
            SlabPlan plan = wbp().plan(memory, 2);
            assertThat(plan.bytes()).isLessThanOrEqualTo(memory);
            assertThat((long) plan.rows() * plan.slabs()).isBetween((long) HEIGHT, HEIGHT + plan.rows() - 1L);
            assertThat(plan.rows() % 2).isZero();
        }
        assertThat(wbp().plan(HEAP / 3, 2).rows()).isGreaterThanOrEqualTo(8);
        assertThat(wbp().plan(1, 2).rows()).isEqualTo(2);
        assertThat(wbp().plan(HEAP / 3, 2).sentence()).contains("slabs of").contains("GB");
    }

    @Test
    void aStripOfSlabsOfTheLargestTomogramIsMade() {
        TomogramBox strip = new TomogramBox(WIDTH, 8, DEPTH, 0, 700, 0);
        AtomicLong voxels = new AtomicLong();
        try (WorkerPool pool = new WorkerPool(2)) {
            BackProjection part = wbp().withBox(strip, DEPTH);
            long memory = 200L << 20;
            assertThat(part.plan(memory, 2).slabs()).isGreaterThan(1);
            part.run((z, y, rows, band) -> voxels.addAndGet((long) rows * WIDTH), memory, pool, Progress.SILENT);
        }
        assertThat(voxels.get()).isEqualTo(strip.voxels());
    }
}
