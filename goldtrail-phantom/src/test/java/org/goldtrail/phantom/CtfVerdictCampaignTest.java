package org.goldtrail.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        all.put("interpolated", Spoiled::interpolated);
        all.put("like JPEG", view -> Spoiled.jpegLike(view, 2));
        all.put("like coarse JPEG", view -> Spoiled.jpegLike(view, 8));
        all.put("band-passed, bytes", view -> Spoiled.bytes(Spoiled.bandPassed(view, 2, 8)));
        return all;
    }

    private static PhantomParameters phantom(OpticsParameters optics) {
        PhantomParameters p = PhantomParameters.standard("ctf");
        return p.withSize(480, 464).with(p.tilts().withRange(-60, 60, 10)).with(optics);
    }

    private CtfMeasurement measured(String name, UnaryOperator<Image> treatment) {
        return CtfMeasurement.of(folder.resolve(name), WorkerPool.shared(), treatment);
    }

    private void assertNoRings(String name, PhantomParameters parameters, long seed) {
        Phantom.simulate(parameters, seed, folder.resolve(name), Progress.SILENT);
        List<String> wrong = new ArrayList<>();
        treatments().forEach((treatment, change) -> {
            CtfMeasurement m = measured(name, change);
            System.out.println(name + ", " + treatment + ": " + m.result.verdict());
            if (m.result.ringsFound()) {
                wrong.add(m.line(treatment));
            }
        });
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    @Test
    void withoutCtfThereAreNeverRings() {
        assertNoRings("standard", phantom(OpticsParameters.standard().withoutContrastTransfer()), 171);
    }

    @Test
    void goldWithoutIceHasNoRings() {
        PhantomParameters p = phantom(OpticsParameters.standard().withoutContrastTransfer());
        assertNoRings("gold", p.with(p.specimen().withVlps(0).withIceNoise(0)), 172);
    }

    @Test
    void crystalsOfIceHaveNoRings() {
        PhantomParameters p = phantom(OpticsParameters.standard().withoutContrastTransfer());
        assertNoRings(
                "crystals",
                p.with(p.specimen().withVlps(0).withContamination(30, 30))
                        .with(p.gold().withCount(0)),
                173);
    }

    @Test
    void ringsAreRightOrNotFound() {
        Phantom.simulate(phantom(OpticsParameters.standard()), 174, folder.resolve("rings"), Progress.SILENT);
        List<String> wrong = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        treatments().forEach((treatment, change) -> {
            CtfMeasurement m = measured("rings", change);
            String line = m.result.ringsFound() ? m.line(treatment) : treatment + ": " + m.result.verdict();
            System.out.println(line);
            if (!m.result.ringsFound()) {
                missed.add(treatment);
            } else if (!(Statistics.median(m.defocusErrors(0, 61)) < RIGHT_ANGSTROM)
                    || m.result.hand().hand() == -1) {
                wrong.add(line);
            }
        });
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        // what is gentle takes nothing away
        assertThat(missed).doesNotContain("as they are", "bytes", "interpolated", "like JPEG");
    }
}
