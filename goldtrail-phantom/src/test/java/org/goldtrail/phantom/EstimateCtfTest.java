package org.goldtrail.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.image.Statistics;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimator against the phantom, whose optics are code of their own. Bounds leave room for the small field. */
class EstimateCtfTest {
    @TempDir
    Path folder;

    private CtfMeasurement measure(OpticsParameters optics, long seed) {
        PhantomParameters p = PhantomParameters.standard("ctf");
        p = p.withSize(480, 464).with(p.tilts().withRange(-56, 56, 8)).with(optics);
        Phantom.simulate(p, seed, folder, Progress.SILENT);
        return CtfMeasurement.of(folder, WorkerPool.shared());
    }

    @Test
    void defocusAndHandAreFound() {
        CtfMeasurement m = measure(OpticsParameters.standard().withHand(-1), 3);
        assertThat(m.result.ringsFound()).isTrue();
        assertThat(m.result.hand().hand()).isEqualTo(-1);
        assertThat(m.result.hand().confidence()).isGreaterThan(0.95);
        assertThat(Statistics.median(m.defocusErrors(0, 60))).isLessThan(350);
        assertThat(m.result.views()).allSatisfy(v -> assertThat(v.status()).isNotEqualTo(ViewCtf.Status.NO_DATA));
        assertThat(m.result.verdict()).contains("hand -1");
        // path in 170 nm of ice, by the loss of intensity
        assertThat(m.result.views().get(7).iceThicknessNm()).isBetween(140.0, 200.0);
    }

    @Test
    void withoutCtfThereAreNoRings() {
        CtfMeasurement m = measure(OpticsParameters.standard().withoutContrastTransfer(), 4);
        assertThat(m.result.ringsFound()).isFalse();
        assertThat(m.result.verdict()).startsWith("no Thon rings");
        assertThat(m.result.views()).allSatisfy(v -> assertThat(v.model()).isNull());
    }

    @Test
    void theResultDoesNotDependOnTheNumberOfThreads() {
        CtfMeasurement first = measure(OpticsParameters.standard().withDefocus(30_000, 1_500), 5);
        try (WorkerPool one = new WorkerPool(1)) {
            CtfMeasurement second = CtfMeasurement.of(folder, one);
            for (int v = 0; v < first.result.views().size(); v++) {
                assertThat(second.result.views().get(v).model())
                        .isEqualTo(first.result.views().get(v).model());
            }
        }
    }
}
