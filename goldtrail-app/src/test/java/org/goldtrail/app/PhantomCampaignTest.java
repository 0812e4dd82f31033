package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.goldtrail.phantom.Phantom;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.phantom.Truth;
import org.goldtrail.phantom.score.AlignmentFit;
import org.goldtrail.phantom.score.AlignmentScore;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.judgement.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job on simulated series of all kinds: true to 0.3 px over the whole field, and no gold, no alignment. */
class PhantomCampaignTest {
    private static final double LARGEST_RMS_PX = 0.3;

    private static final double LARGEST_RMS_NM = LARGEST_RMS_PX * 0.54;

    @TempDir
    private Path temporary;

    static Stream<Arguments> presetsAndSeeds() {
        return Stream.of(PhantomPreset.values())
                .filter(p -> p != PhantomPreset.NO_BEADS)
                .flatMap(p -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(p, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("presetsAndSeeds")
    void isAlignedToTheTruth(PhantomPreset preset, long seed) {
        boolean always = preset == PhantomPreset.QUICK && seed == 1;
        assumeTrue(always || Boolean.getBoolean("goldtrail.full"), "skipped: a campaign of ./check --full");
        PhantomParameters parameters = preset.parameters();
        Truth truth = Phantom.simulate(parameters, seed, temporary.resolve("input"), Progress.SILENT);
        RunResult run =
                RunResult.of(temporary.resolve("input").resolve(parameters.name() + ".st"), temporary.resolve("run"));
        assertThat(run.verdict().grade()).as(run.verdict().line()).isNotEqualTo(Verdict.Grade.FAILED);
        AlignmentScore score =
                AlignmentScore.excluding(truth, run.xf(), run.tiltDeg(), null, List.copyOf(run.excluded()));
        AlignmentFit fit = Objects.requireNonNull(score.fit());
        System.out.println(String.format(
                Locale.ROOT,
                "campaign: %s seed %d: %.3f px rms, %d of %d good views, %s",
                preset.id(),
                seed,
                fit.px().rms(),
                score.views().goodUsed(),
                score.views().goodTotal(),
                run.verdict().grade().word()));
        assertThat(score.views().goodMissing()).isEmpty();
        assertThat(fit.px().rms()).isLessThanOrEqualTo(largestRmsPx(parameters, truth));
        // Without any axis to go by, the hand is a convention, and the verdict says so.
        assertThat(fit.isHandKept()
                        || run.verdict().line().contains("hand not known")
                        || preset == PhantomPreset.WRONG_AXIS)
                .isTrue();
    }

    /** 0.3 px of the presets' usual pixel size, beyond what no rigid alignment can explain of a deformed specimen. */
    private static double largestRmsPx(PhantomParameters parameters, Truth truth) {
        double limit = Math.max(
                LARGEST_RMS_PX, LARGEST_RMS_NM * 10 / parameters.field().pixelSizeAngstrom());
        return Math.hypot(limit, truth.rigidFloorPx());
    }

    @Test
    void aSeriesWithoutGoldIsRefused() {
        assumeTrue(Boolean.getBoolean("goldtrail.full"), "skipped: a campaign of ./check --full");
        for (long seed = 1; seed <= 3; seed++) {
            PhantomParameters parameters = PhantomPreset.NO_BEADS.parameters();
            Path input = temporary.resolve("input" + seed);
            Phantom.simulate(parameters, seed, input, Progress.SILENT);
            Path folder = temporary.resolve("run" + seed);
            RunResult run = RunResult.of(input.resolve(parameters.name() + ".st"), folder);
            assertThat(run.verdict().grade()).isEqualTo(Verdict.Grade.FAILED);
            assertThat(run.verdict().line()).contains("no beads found");
            assertThat(Files.exists(folder.resolve("alignment"))).isFalse();
            assertThat(Files.exists(folder.resolve("reconstruction"))).isFalse();
        }
    }
}
