package org.goldtrail.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** IMOD's tutorial tracks (samples/tiltalign_BBa) under the models whose residuals under tiltalign are known. */
class ImodTracksTest {
    @Test
    void oneRotationAtSolvedAngles() {
        double[] solved = Samples.column(Samples.path("tiltalign_BBa/BBa.tlt"));
        Fit fit = AlignmentSolver.solve(Samples.bba(solved), FitModel.SIMPLE, FitOptions.LEAST_SQUARES);
        assertThat(fit.rmsPx()).isCloseTo(0.711, within(0.00711));
    }

    @Test
    void rotationAndMagnificationPerViewTiltsInGroups() {
        FitModel model = FitModel.PER_VIEW.withTilt(Freedom.grouped(5));
        Fit fit = AlignmentSolver.solve(Samples.bba(regularAngles()), model, FitOptions.LEAST_SQUARES);
        assertThat(fit.rmsPx()).isCloseTo(0.376, within(0.00376));
    }

    @Test
    void withStretchAndSkewInGroups() {
        FitModel model = FitModel.PER_VIEW
                .withTilt(Freedom.grouped(5))
                .withStretch(Freedom.blocks(7))
                .withSkew(Freedom.grouped(11));
        Fit fit = AlignmentSolver.solve(Samples.bba(regularAngles()), model, FitOptions.LEAST_SQUARES);
        assertThat(fit.rmsPx()).isCloseTo(0.361, within(0.00361));
    }

    private static double[] regularAngles() {
        double[] angles = new double[61];
        for (int i = 0; i < angles.length; i++) {
            angles[i] = 65 - 2 * i;
        }
        return angles;
    }
}
