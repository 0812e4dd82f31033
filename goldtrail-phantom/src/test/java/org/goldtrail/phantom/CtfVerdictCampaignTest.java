package org.goldtrail.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The null test against what is done to images. Whatever it is, a series without CTF never has rings; one with CTF has them
 * where they should be, or none. Some minutes. Run with {@code -Dgoldtrail.full=true}.
 */
@EnabledIfSystemProperty(named = "goldtrail.full", matches = "true")
class CtfVerdictCampaignTest {
    private static final double RIGHT_ANGSTROM = 700;

    @TempDir
    Path folder;

    private static Map<String, UnaryOperator<Image>> treatments() {
        Map<String, UnaryOperator<Image>> all = new LinkedHashMap<>();
        all.put("as they are", view -> view);
        all.put("bytes", Spoiled::bytes);
        all.put("clipped at 15 %, 16 levels", view -> Spoiled.levels(view, 0.15, 15));
        all.put("two levels", view -> Spoiled.levels(view, 0.45, 1));
        all.put("smoothed", view -> Spoiled.smoothed(view, 2));
        all.put("smoothed twice", view -> Spoiled.smoothed(Spoiled.smoothed(view, 6), 6));
        all.put("band-passed", view -> Spoiled.bandPassed(view, 1, 4));
        all.put("band-passed, bytes", view -> Spoiled.bytes(Spoiled.bandPassed(view, 2, 8)));
        return all;
    }

    private Path series(String name, OpticsParameters optics, long seed) {
        PhantomParameters p = PhantomParameters.standard("ctf");
        p = p.withSize(480, 464).with(p.tilts().withRange(-60, 60, 6)).with(optics);
        Path series = folder.resolve(name);
        Phantom.simulate(p, seed, series, Progress.SILENT);
        return series;
    }

    @Test
    void withoutCtfThereAreNeverRings() {
        Path series = series("none", OpticsParameters.standard().withoutContrastTransfer(), 71);
        treatments().forEach((name, treatment) -> {
            CtfMeasurement m = CtfMeasurement.of(series, WorkerPool.shared(), treatment);
            System.out.println("no CTF, " + name + ": " + m.result.verdict());
            EstimateCtfTest.assertNoRings(m);
        });
    }

    @Test
    void ringsAreRightOrNotFound() {
        Path series = series("rings", OpticsParameters.standard(), 72);
        treatments().forEach((name, treatment) -> {
            CtfMeasurement m = CtfMeasurement.of(series, WorkerPool.shared(), treatment);
            String line = m.result.ringsFound() ? m.line(name) : name + ": " + m.result.verdict();
            System.out.println(line);
            if (m.result.ringsFound()) {
                assertThat(Statistics.median(m.defocusErrors(0, 61))).as(line).isLessThan(RIGHT_ANGSTROM);
                assertThat(m.result.hand().hand()).as(line).isIn(1, 0);
            } else {
                EstimateCtfTest.assertNoRings(m);
            }
        });
    }
}
