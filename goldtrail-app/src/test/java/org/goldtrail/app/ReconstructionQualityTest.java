package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.goldtrail.bench.QualityTable;
import org.goldtrail.bench.QualityTable.Quality;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The methods of reconstruction against a specimen of known density: the table of docs/reconstruction.md. */
class ReconstructionQualityTest {
    @Test
    void eachMethodDoesWhatTheManualSays(@TempDir Path folder) {
        Map<String, Quality> table;
        try (WorkerPool pool = new WorkerPool(2)) {
            table = QualityTable.measure(folder, pool);
        }
        Quality twoStep = quality(table, "WBP");
        Quality fused = quality(table, "WBP from raw views");
        assertThat(fused.signalToNoise()).isGreaterThanOrEqualTo(0.995 * twoStep.signalToNoise());
        assertThat(fused.fscHalf()).isGreaterThanOrEqualTo(0.99 * twoStep.fscHalf());
        for (int axis = 0; axis < 3; axis++) {
            assertThat(fused.beadWidth().get(axis))
                    .isLessThan(twoStep.beadWidth().get(axis) + 0.1);
        }
        // Iterations and the filter that stands for them give up detail for calm.
        assertThat(quality(table, "SIRT 15").signalToNoise()).isGreaterThan(2 * twoStep.signalToNoise());
        assertThat(quality(table, "SIRT-like 15").signalToNoise())
                .isCloseTo(quality(table, "SIRT 15").signalToNoise(), within(0.2));
        // The bead is 3.5 voxels wide; along z the missing wedge makes it longer.
        assertThat(twoStep.beadWidth().get(0)).isBetween(2.8, 4.0);
        assertThat(twoStep.beadWidth().get(1)).isBetween(3.0, 4.3);
        assertThat(twoStep.beadWidth().get(2)).isBetween(4.0, 6.5);
    }

    private static Quality quality(Map<String, Quality> table, String method) {
        Quality quality = table.get(method);
        assertThat(quality).as(method).isNotNull();
        return java.util.Objects.requireNonNull(quality);
    }
}
