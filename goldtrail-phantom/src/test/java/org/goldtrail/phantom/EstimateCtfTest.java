package org.goldtrail.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.image.Statistics;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimator against the phantom, whose optics are code of their own. Bounds leave room for the small field. */
class EstimateCtfTest {
    @TempDir
    static Path folder;

    private static PhantomParameters small(OpticsParameters optics) {
        PhantomParameters p = PhantomParameters.standard("ctf");
        return p.withSize(480, 464).with(p.tilts().withRange(-55, 55, 10)).with(optics);
    }

    @BeforeAll
    static void simulate() {
        Phantom.simulate(small(OpticsParameters.standard().withHand(-1)), 3, folder.resolve("rings"), Progress.SILENT);
        Phantom.simulate(
                small(OpticsParameters.standard().withoutContrastTransfer()),
                4,
                folder.resolve("none"),
                Progress.SILENT);
    }

    @Test
    void defocusAndHandAreFoundByAnyNumberOfThreads() {
        CtfMeasurement m = CtfMeasurement.of(folder.resolve("rings"), WorkerPool.shared());
        assertThat(m.result.ringsFound()).isTrue();
        assertThat(m.result.hand().hand()).isEqualTo(-1);
        assertThat(m.result.hand().confidence()).isGreaterThan(0.95);
        assertThat(Statistics.median(m.defocusErrors(0, 60))).isLessThan(350);
        assertThat(m.result.views()).allSatisfy(v -> assertThat(v.status()).isNotEqualTo(ViewCtf.Status.NO_DATA));
        assertThat(m.result.verdict()).contains("hand -1");
        // path in 170 nm of ice, by the loss of intensity
        assertThat(m.result.views().get(5).iceThicknessNm()).isBetween(140.0, 200.0);
        try (WorkerPool one = new WorkerPool(1)) {
            CtfMeasurement second = CtfMeasurement.of(folder.resolve("rings"), one);
            for (int v = 0; v < m.result.views().size(); v++) {
                assertThat(second.result.views().get(v).model())
                        .isEqualTo(m.result.views().get(v).model());
            }
        }
    }

    @Test
    void withoutCtfThereAreNoRings() {
        assertNoRings(CtfMeasurement.of(folder.resolve("none"), WorkerPool.shared()));
    }

    /** Views that were smoothed beyond their first ring, cut off and stored in bytes hold no rings any more. */
    @Test
    void strongFiltersAndBytesLeaveNoRings() {
        assertNoRings(CtfMeasurement.of(
                folder.resolve("rings"),
                WorkerPool.shared(),
                view -> Spoiled.bytes(Spoiled.smoothed(Spoiled.smoothed(view, 6), 6))));
    }

    static void assertNoRings(CtfMeasurement m) {
        assertThat(m.result.ringsFound())
                .as(m.result.ringsFound() ? m.line("rings") : "")
                .isFalse();
        assertThat(m.result.verdict()).startsWith("no Thon rings");
        assertThat(m.result.views()).allSatisfy(v -> assertThat(v.model()).isNull());
    }
}
