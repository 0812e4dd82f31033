package org.goldtrail.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldtrail.image.Statistics;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Twenty series of 41 views, half of each hand, at 3 to 5 µm: some minutes. Run with {@code -Dgoldtrail.full=true}. */
@EnabledIfSystemProperty(named = "goldtrail.full", matches = "true")
class CtfCampaignTest {
    private static final int SERIES = 20;
    private static final int MOST_UNDETERMINED = 2;

    @TempDir
    Path folder;

    @Test
    void theHandIsNeverWrongAndTheDefocusIsRight() {
        List<String> lines = new ArrayList<>();
        List<Double> low = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        int undetermined = 0;
        for (int i = 0; i < SERIES; i++) {
            int hand = i % 2 == 0 ? 1 : -1;
            PhantomParameters standard = PhantomParameters.standard("ctf");
            PhantomParameters p = standard.withSize(700, 660)
                    .with(standard.optics()
                            .withDefocus(30_000 + 10_000 * (i % 3), 1_500)
                            .withHand(hand));
            Path series = folder.resolve("series-" + i);
            Phantom.simulate(p, 100 + i, series, Progress.SILENT);
            CtfMeasurement m = CtfMeasurement.of(series, WorkerPool.shared());
            lines.add(m.line("series " + i + " hand " + hand));
            assertThat(m.result.hand().hand()).as(lines.getLast()).isIn(hand, 0);
            undetermined += m.result.hand().hand() == 0 ? 1 : 0;
            for (double e : m.defocusErrors(0, 45.5)) {
                low.add(e);
            }
            for (double e : m.defocusErrors(0, 60.5)) {
                all.add(e);
            }
        }
        String table = String.join("\n", lines);
        System.out.println(table);
        assertThat(undetermined).as(table).isLessThanOrEqualTo(MOST_UNDETERMINED);
        assertThat(Statistics.median(array(low))).as(table).isLessThanOrEqualTo(150);
        assertThat(Statistics.quantile(array(low), 0.95)).as(table).isLessThanOrEqualTo(500);
        assertThat(Statistics.quantile(array(all), 0.95)).as(table).isLessThanOrEqualTo(1000);
    }

    /** What stands still is found better than what jumps (median 260 Å); 150 Å is not reached in every series. */
    @Test
    void anAstigmatismThatStandsStillIsFound() {
        List<Double> errors = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            PhantomParameters standard = PhantomParameters.standard("ctf");
            PhantomParameters p = standard.withSize(700, 660)
                    .with(standard.optics().withHand(i % 2 == 0 ? 1 : -1).withAstigmatism(AstigmatismCourse.CONSTANT));
            Path series = folder.resolve("steady-" + i);
            Phantom.simulate(p, 201 + i, series, Progress.SILENT);
            CtfMeasurement m = CtfMeasurement.of(series, WorkerPool.shared());
            lines.add(m.line("steady " + i));
            for (double e : m.astigmatismErrors()) {
                errors.add(e);
            }
        }
        String table = String.join("\n", lines);
        System.out.println(table);
        assertThat(Statistics.median(array(errors))).as(table).isLessThanOrEqualTo(200);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
