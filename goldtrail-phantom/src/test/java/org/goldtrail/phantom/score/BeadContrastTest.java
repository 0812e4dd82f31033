package org.goldtrail.phantom.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.goldtrail.image.Image;
import org.goldtrail.phantom.DefectParameters;
import org.goldtrail.phantom.MotionParameters;
import org.goldtrail.phantom.OutputParameters;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.phantom.TestSeries;
import org.goldtrail.phantom.Truth;
import org.goldtrail.phantom.TruthFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No preset may have beads that stand out more than those of samples/vlp; all are measured with -Dgoldtrail.full=true. The table of docs/phantom.md is written to
 * target/bead-contrast.md; -Dgoldtrail.contrast.seeds=3 averages over seeds 1 to 3.
 */
class BeadContrastTest {
    @TempDir
    Path folder;

    /** The views at 0° and ±60° of a preset, all of them good. */
    private static PhantomParameters threeViews(PhantomPreset preset) {
        PhantomParameters p = preset.parameters();
        return new PhantomParameters(
                        "contrast",
                        p.field(),
                        p.tilts(),
                        p.motion(),
                        p.specimen(),
                        p.gold(),
                        p.optics(),
                        p.detector(),
                        p.defects(),
                        new OutputParameters(p.output().invert(), false, OutputParameters.Mdoc.NONE))
                .with(p.tilts().withRange(-60, 60, 60))
                .with(MotionParameters.standard())
                .with(DefectParameters.none());
    }

    /** Presets that differ in other things than contrast are measured once. */
    private final Map<PhantomParameters, double[]> measured = new HashMap<>();

    private double[] contrastOf(PhantomPreset preset, int seeds) {
        return measured.computeIfAbsent(threeViews(preset), parameters -> {
            double[] mean = new double[2];
            for (int seed = 1; seed <= seeds; seed++) {
                Path series = folder.resolve(preset.id() + seed);
                Truth truth = TestSeries.simulate(parameters, seed, series);
                List<BeadContrast.ViewContrast> views = BeadContrast.measure(series.resolve(truth.stack()), truth);
                mean[0] += BeadContrast.near(views, 0) / seeds;
                mean[1] += BeadContrast.near(views, 60) / seeds;
            }
            return mean;
        });
    }

    @Test
    void noPresetIsEasierThanTheSample() throws IOException {
        Path sample = Path.of(System.getProperty("goldtrail.samples", "../shared"), "samples", "vlp");
        assumeTrue(Files.exists(sample), "the sample is not here: " + sample);
        List<BeadContrast.ViewContrast> views =
                BeadContrast.measure(sample.resolve("TS_45.st"), TruthFiles.read(sample));
        double untilted = BeadContrast.near(views, 0);
        double tilted = BeadContrast.near(views, 60);
        int seeds = Integer.getInteger("goldtrail.contrast.seeds", 1);
        StringBuilder table = new StringBuilder("| series | 0° | 60° |\n| --- | --- | --- |\n");
        table.append(String.format(Locale.ROOT, "| samples/vlp | %.2f | %.2f |\n", untilted, tilted));
        List<String> easier = new ArrayList<>();
        for (PhantomPreset preset : PhantomPreset.values()) {
            boolean always = preset == PhantomPreset.WALKTHROUGH || preset == PhantomPreset.BRIGHT_BEADS;
            if (preset == PhantomPreset.NO_BEADS || !(always || Boolean.getBoolean("goldtrail.full"))) {
                continue;
            }
            double[] mean = contrastOf(preset, seeds);
            table.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f |\n", preset.id(), mean[0], mean[1]));
            if (!(mean[0] > 0.5 && mean[0] <= untilted && mean[1] > 0.5 && mean[1] <= tilted)) {
                easier.add(preset.id());
            }
        }
        Files.writeString(Path.of("target", "bead-contrast.md"), table);
        assertThat(easier).as(table.toString()).isEmpty();
    }

    @Test
    void aKnownContrastIsMeasured() {
        Truth truth = TestSeries.simulate(
                TestSeries.small("known").with(TestSeries.small("known").tilts().withRange(-4, 4, 4)), 2, folder);
        Image image = new Image(truth.nx(), truth.ny());
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = (i + i / truth.nx()) % 2 == 0 ? 110 : 90; // mean 100, standard deviation 10
        }
        for (int b = 0; b < truth.beads().count(); b++) {
            for (int y = 0; y < truth.ny(); y++) {
                for (int x = 0; x < truth.nx(); x++) {
                    double r = Math.hypot(
                            x - truth.beads().x()[1][b], y - truth.beads().y()[1][b]);
                    if (r < truth.beads().diamPx()[b] / 2) {
                        image.set(x, y, 40);
                    }
                }
            }
        }
        BeadContrast.ViewContrast view = BeadContrast.measure(image, truth, 1);
        assertThat(view.beads()).isPositive();
        assertThat(view.contrastToNoise()).isCloseTo(6, offset(0.05));
        assertThat(view.relativeContrast()).isCloseTo(0.6, offset(0.005));
        assertThat(BeadContrast.report(List.of(view))).contains("CNR");
    }
}
