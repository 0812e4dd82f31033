package org.goldtrail.workflow.solution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitModel;
import org.goldtrail.fitting.Freedom;
import org.goldtrail.fitting.ModelChoice;
import org.goldtrail.workflow.solution.SolutionOptions.Magnification;
import org.goldtrail.workflow.solution.SolutionOptions.Rotation;
import org.goldtrail.workflow.solution.SolutionOptions.TiltAngles;
import org.junit.jupiter.api.Test;

class SolutionOptionsTest {
    @Test
    void nothingSaidLeavesTheChoiceAsItIs() {
        assertThat(SolutionOptions.AUTO.candidates()).isEqualTo(ModelChoice.CANDIDATES);
        assertThat(SolutionOptions.AUTO.fitOptions().robust()).isTrue();
    }

    @Test
    void whatIsSaidHoldsForEveryCandidate() {
        SolutionOptions one =
                new SolutionOptions(Rotation.ONE, TiltAngles.AUTO, Magnification.AUTO, true, true, true, false);
        assertThat(one.candidates()).hasSize(5).allSatisfy(model -> {
            assertThat(model.axis()).isEqualTo(Freedom.ONE);
            assertThat(model.stretch()).isEqualTo(Freedom.blocks(7));
            assertThat(model.skew()).isEqualTo(Freedom.grouped(11));
            assertThat(model.xTilt()).isEqualTo(Freedom.grouped(11));
        });
        assertThat(one.fitOptions().robust()).isFalse();
        SolutionOptions fixed =
                new SolutionOptions(Rotation.AUTO, TiltAngles.FIXED, Magnification.FIXED, false, false, false, true);
        assertThat(fixed.candidates()).containsExactly(FitModel.SIMPLE, FitModel.SIMPLE.withAxis(Freedom.PER_VIEW));
    }

    @Test
    void allSaidLeavesNothingToChoose() {
        SolutionOptions all = new SolutionOptions(
                Rotation.PER_VIEW, TiltAngles.FREE, Magnification.GROUPED, false, false, false, true);
        assertThat(all.candidates())
                .containsExactly(FitModel.PER_VIEW.withTilt(Freedom.PER_VIEW).withMagnification(Freedom.grouped(4)));
    }

    @Test
    void stretchAndSkewAreFoundWhenAskedFor() {
        SyntheticSeries series = new SyntheticSeries(25, 0.01, 0.5, 0, 250);
        SolutionOptions asked =
                new SolutionOptions(Rotation.ONE, TiltAngles.FIXED, Magnification.FIXED, true, true, false, true);
        ModelChoice choice = ModelChoice.choose(series.input, asked.candidates(), asked.fitOptions());
        Fit fit = choice.fit();
        assertThat(choice.reason()).endsWith("as asked for").contains("stretch blocks of 7");
        // Half-way through the outer blocks of 7 and 8 views the stretch is some 0.006 more than in the middle one.
        double ends = (fit.distortion(0).stretch() + fit.distortion(30).stretch()) / 2;
        assertThat(ends - fit.distortion(15).stretch()).isCloseTo(0.006, within(0.002));
        double skew = fit.distortion(30).skewDeg() - fit.distortion(0).skewDeg();
        assertThat(skew).isCloseTo(1.0, within(0.15));
    }

    @Test
    void whatBeadsCannotTellIsHeldAndSaid() {
        SyntheticSeries series = new SyntheticSeries(4, 0, 0, 0, 0);
        SolutionOptions asked =
                new SolutionOptions(Rotation.PER_VIEW, TiltAngles.FREE, Magnification.PER_VIEW, true, true, true, true);
        Fit fit = ModelChoice.choose(series.input, asked.candidates(), asked.fitOptions())
                .fit();
        assertThat(fit.notes())
                .anySatisfy(
                        note -> assertThat(note).contains("hardly determine").contains("was held"));
        for (int v = 0; v < fit.viewCount(); v++) {
            assertThat(Math.abs(fit.view(v).xTiltDeg())).isLessThan(3);
        }
    }
}
