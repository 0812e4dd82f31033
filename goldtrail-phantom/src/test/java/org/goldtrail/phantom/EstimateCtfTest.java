package org.goldtrail.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.image.Image;
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

    /** Views that were smoothed beyond their first ring, cut off and stored in bytes hold no rings any more. */
    @Test
    void strongFiltersAndBytesLeaveNoRings() {
        PhantomParameters p = PhantomParameters.standard("ctf");
        p = p.withSize(480, 464).with(p.tilts().withRange(-56, 56, 8));
        Phantom.simulate(p, 6, folder, Progress.SILENT);
        CtfMeasurement m = CtfMeasurement.of(folder, WorkerPool.shared(), view -> bytes(smoothed(smoothed(view))));
        assertThat(m.result.verdict()).startsWith("no Thon rings");
        assertThat(m.result.views()).allSatisfy(v -> assertThat(v.model()).isNull());
    }

    /** Means over 13 x 13 pixels, 70 Å. */
    private static Image smoothed(Image view) {
        Image rows = new Image(view.width(), view.height());
        Image out = new Image(view.width(), view.height());
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                double sum = 0;
                for (int d = -6; d <= 6; d++) {
                    sum += view.get(Math.clamp(x + d, 0, view.width() - 1), y);
                }
                rows.set(x, y, (float) (sum / 13));
            }
        }
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                double sum = 0;
                for (int d = -6; d <= 6; d++) {
                    sum += rows.get(x, Math.clamp(y + d, 0, view.height() - 1));
                }
                out.set(x, y, (float) (sum / 13));
            }
        }
        return out;
    }

    /** Whole numbers from 0 to 255 between the 2 % darkest and brightest pixels. */
    private static Image bytes(Image view) {
        double[] values = new double[view.pixels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = view.pixels()[i];
        }
        double low = Statistics.quantile(values, 0.02);
        double high = Statistics.quantile(values, 0.98);
        Image out = new Image(view.width(), view.height());
        for (int i = 0; i < values.length; i++) {
            out.pixels()[i] = (float) Math.rint(255 * Math.clamp((values[i] - low) / (high - low), 0, 1));
        }
        return out;
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
