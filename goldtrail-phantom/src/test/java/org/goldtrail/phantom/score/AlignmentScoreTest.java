package org.goldtrail.phantom.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.goldtrail.GoldtrailException;
import org.goldtrail.phantom.DefectParameters;
import org.goldtrail.phantom.MotionParameters;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.TestSeries;
import org.goldtrail.phantom.Truth;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentScoreTest {
    @TempDir
    static Path folder;

    static Truth truth;
    static Truth deformed;

    @BeforeAll
    static void simulate() {
        PhantomParameters p = TestSeries.small("score").withSize(150, 140);
        truth = TestSeries.simulate(
                p.with(p.motion().withMagnification(0.004, 0.001))
                        .with(p.specimen().withPretilt(8, -3))
                        .with(p.tilts().withAxis(-23.7, 0.5, 0.1)),
                1,
                folder.resolve("rigid"));
        deformed = TestSeries.simulate(
                p.with(MotionParameters.standard().withDeformation(1.5, 3).withDisplaced(1, 0.45))
                        .with(new DefectParameters(1, 0, 0, 1, 20, false, false, false)),
                2,
                folder.resolve("deformed"));
    }

    private static AlignmentFit fit(double[][] xf, double[] tlt, double[] xTilt) {
        return Objects.requireNonNull(
                AlignmentScore.of(truth, xf, tlt, xTilt, null).fit());
    }

    /** The perfect answer, each view with another angle, what is wrong with it made good by stretch and Z factors. */
    @Test
    void zFactorsCount() {
        double[] angles = TestSeries.idealAngles(truth);
        double[][] xf = TestSeries.idealXf(truth);
        double[][] factors = new double[angles.length][2];
        for (int i = 0; i < angles.length; i++) {
            double ideal = Math.toRadians(angles[i]);
            angles[i] += i % 3 - 1;
            double other = Math.toRadians(angles[i]);
            double scale = Math.cos(other) / Math.cos(ideal);
            for (int k : new int[] {0, 1, 4}) {
                xf[i][k] *= scale;
            }
            factors[i][0] = scale * Math.sin(ideal) - Math.sin(other);
        }
        assertThat(Objects.requireNonNull(AlignmentScore.excluding(truth, xf, angles, null, factors, List.of())
                                .fit())
                        .px()
                        .max())
                .isLessThan(1e-9);
        assertThat(Objects.requireNonNull(AlignmentScore.excluding(truth, xf, angles, null, List.of())
                                .fit())
                        .px()
                        .max())
                .isGreaterThan(0.1);
    }

    @Test
    void thePerfectAnswerScoresNothing() {
        double[] angles = TestSeries.idealAngles(truth);
        AlignmentScore score = AlignmentScore.of(truth, TestSeries.idealXf(truth), angles, null, null);
        AlignmentFit fit = Objects.requireNonNull(score.fit());
        assertThat(fit.px().max()).isLessThan(1e-9);
        assertThat(fit.axis().errorMeanDeg()).isCloseTo(0, offset(1e-9));
        assertThat(fit.magnification().errorSd()).isLessThan(1e-9);
        assertThat(fit.specimenScale()).allSatisfy(s -> assertThat(s).isCloseTo(1, offset(1e-9)));
        assertThat(fit.isHandKept()).isTrue();
        assertThat(fit.slab().tiltAboutXDeg()).isCloseTo(-3, offset(1e-6));
        assertThat(score.views().goodMissing()).isEmpty();
        assertThat(score.report()).contains("13 of 13 good ones", "hand kept");
    }

    @Test
    void gaugeDoesNotCount() {
        double[][] xf = TestSeries.idealXf(truth);
        double[] angles = TestSeries.idealAngles(truth);
        double[] turned = angles.clone();
        for (int i = 0; i < xf.length; i++) {
            double t = Math.toRadians(angles[i]);
            xf[i][4] += 7 * Math.cos(t) + 11 * Math.sin(t);
            xf[i][5] -= 4;
            turned[i] += 5;
        }
        assertThat(fit(xf, angles, new double[xf.length]).px().max()).isLessThan(1e-9);
        assertThat(fit(TestSeries.idealXf(truth), turned, new double[xf.length])
                        .px()
                        .max())
                .isLessThan(1e-9);
        double[][] mirrored = TestSeries.idealXf(truth);
        double[] negative = angles.clone();
        for (int i = 0; i < angles.length; i++) {
            negative[i] = -angles[i];
        }
        AlignmentFit twin = fit(mirrored, negative, new double[xf.length]);
        assertThat(twin.px().max()).isLessThan(1e-9);
        assertThat(twin.isHandKept()).isFalse();
    }

    @Test
    void errorsAreSeen() {
        double[] angles = TestSeries.idealAngles(truth);
        double[][] shifted = TestSeries.idealXf(truth);
        SplittableRandom random = new SplittableRandom(4);
        for (double[] line : shifted) {
            double direction = 2 * Math.PI * random.nextDouble();
            line[4] += Math.cos(direction);
            line[5] += Math.sin(direction);
        }
        assertThat(fit(shifted, angles, new double[13]).px().rms()).isBetween(0.7, 1.1);
        double[][] turned = TestSeries.idealXf(truth);
        double c = Math.cos(Math.toRadians(1));
        double s = Math.sin(Math.toRadians(1));
        for (double[] line : turned) {
            double[] l = line.clone();
            line[0] = c * l[0] - s * l[2];
            line[1] = c * l[1] - s * l[3];
            line[2] = s * l[0] + c * l[2];
            line[3] = s * l[1] + c * l[3];
        }
        AlignmentFit fit = fit(turned, angles, new double[13]);
        assertThat(Math.abs(fit.axis().errorMeanDeg())).isCloseTo(1, offset(1e-6));
        assertThat(fit.px().rms()).isGreaterThan(0.1);
    }

    @Test
    void viewsLeftOutAreListed() {
        double[][] xf = TestSeries.idealXf(deformed);
        xf[4] = new double[] {0, 0, 0, 0, 0, 0};
        AlignmentScore score =
                AlignmentScore.excluding(deformed, xf, TestSeries.idealAngles(deformed), null, List.of(0, 1));
        assertThat(score.views().unreadable()).containsExactly(4);
        assertThat(score.views().used()).doesNotContain(0, 1, 4).hasSize(10);
        assertThat(score.views().goodTotal()).isEqualTo(10);
        int outOfReach =
                score.views().goodMissing().size() + score.views().hardMissing().size();
        assertThat(outOfReach
                        + score.views().goodUsed()
                        + score.views().hardUsed().size()
                        + score.views().blankUsed().size())
                .isBetween(12, 13);
    }

    @Test
    void aDeformedSpecimenHasAFloor() {
        AlignmentFit fit = Objects.requireNonNull(
                AlignmentScore.of(deformed, TestSeries.idealXf(deformed), TestSeries.idealAngles(deformed), null, null)
                        .fit());
        assertThat(deformed.rigidFloorPx())
                .isBetween(0.01, 2.0)
                .isLessThanOrEqualTo(fit.px().rms() + 1e-9);
        assertThat(fit.hardPx()).isNotNull();
    }

    @Test
    void whatCannotBeScoredIsSaid() {
        double[][] xf = TestSeries.idealXf(truth);
        double[] angles = TestSeries.idealAngles(truth);
        assertThatThrownBy(() -> AlignmentScore.of(truth, xf, new double[4], null, null))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining(".tlt has 4 lines");
        assertThatThrownBy(() -> AlignmentScore.of(truth, xf, angles, null, new int[] {99}))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("no section 99");
        AlignmentScore two = AlignmentScore.of(truth, xf, angles, null, new int[] {3, 5});
        assertThat(two.fit()).isNull();
        assertThat(two.report()).contains("ERROR");
    }
}
