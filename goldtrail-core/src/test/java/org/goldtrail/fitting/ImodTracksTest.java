package org.goldtrail.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.goldtrail.geometry.AlignedMapping;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;
import org.junit.jupiter.api.Test;

/** IMOD's tutorial tracks (samples/tiltalign_BBa) under the models whose residuals under tiltalign are known. */
class ImodTracksTest {
    private static final FitModel GROUPED = FitModel.PER_VIEW.withTilt(Freedom.grouped(5));

    @Test
    void oneRotationAtSolvedAngles() {
        Fit fit = report(AlignmentSolver.solve(Samples.bba(solvedAngles()), FitModel.SIMPLE, FitOptions.LEAST_SQUARES));
        assertThat(fit.rmsPx()).isCloseTo(0.711, within(0.00711));
        assertThat(fit.unknownCount()).isEqualTo(2 * 61 - 3 + 1);
    }

    @Test
    void rotationAndMagnificationPerViewTiltsInGroups() {
        Fit fit = report(AlignmentSolver.solve(Samples.bba(regularAngles()), GROUPED, FitOptions.LEAST_SQUARES));
        assertThat(fit.rmsPx()).isCloseTo(0.376, within(0.00376));
    }

    @Test
    void withStretchAndSkewInGroups() {
        FitModel model = GROUPED.withStretch(Freedom.blocks(7)).withSkew(Freedom.grouped(11));
        Fit fit = report(AlignmentSolver.solve(Samples.bba(regularAngles()), model, FitOptions.LEAST_SQUARES));
        assertThat(fit.rmsPx()).isCloseTo(0.361, within(0.00361));
        assertThat(rmsThroughMappings(fit)).isCloseTo(fit.rmsPx(), within(1e-6));
    }

    /** With priors off the figures are the same: the expectations act only where beads say nothing. */
    @Test
    void expectationsDoNotMatterHere() {
        FitModel model = GROUPED.withStretch(Freedom.blocks(7)).withSkew(Freedom.grouped(11));
        FitInput input = Samples.bba(regularAngles());
        Fit plain = AlignmentSolver.solve(input, model, FitOptions.LEAST_SQUARES.withPriors(FitPriors.NONE));
        assertThat(plain.rmsPx()).isCloseTo(0.361, within(0.00361));
    }

    /** tiltalign's own .tltxf, .tlt and .zfac, read as {@link AlignedMapping} says, give tiltalign's residual. */
    @Test
    void readsTheSolutionOfImod() {
        List<double[]> xf = Samples.numbers(Samples.path("tiltalign_BBa/BBa.tltxf"));
        List<double[]> factors = Samples.numbers(Samples.path("tiltalign_BBa/BBa.zfac"));
        double[] tilt = solvedAngles();
        AlignedMapping[] mappings = new AlignedMapping[61];
        for (int v = 0; v < mappings.length; v++) {
            double[] a = xf.get(v);
            double[] z = factors.get(v);
            mappings[v] = new AlignedMapping(a[0], a[1], a[2], a[3], a[4], a[5], z[0], z[1]);
        }
        double[] lengths = residuals(new Tracks(Samples.bba(tilt)), mappings, tilt);
        assertThat(java.util.Arrays.stream(lengths).average().orElseThrow()).isLessThan(0.315);
    }

    @Test
    void choosesPerViewVariation() {
        ModelChoice choice = ModelChoice.choose(Samples.bba(regularAngles()), FitOptions.ROBUST);
        assertThat(choice.fit().model().axis()).isEqualTo(Freedom.PER_VIEW);
        assertThat(choice.reason()).contains("left-out beads");
        assertThat(choice.chosen().leaveOutBeadsPx())
                .isLessThan(choice.candidates().getFirst().leaveOutBeadsPx());
    }

    private static Fit report(Fit fit) {
        LeaveOut out = LeaveOut.of(fit);
        System.out.printf(
                java.util.Locale.ROOT,
                "BBa, %s: rms %.3f px, %d unknowns, leave-out error: observations %.3f, beads %.3f, quarter %.3f px%n",
                fit.model(),
                fit.rmsPx(),
                fit.unknownCount(),
                out.observationsPx(),
                out.beadsPx(),
                out.quarterPx());
        assertThat(out.beadsPx()).isBetween(fit.meanPx(), 1.5 * fit.meanPx());
        return fit;
    }

    private static double rmsThroughMappings(Fit fit) {
        AlignedMapping[] mappings = new AlignedMapping[fit.viewCount()];
        double[] tilt = new double[mappings.length];
        for (int v = 0; v < mappings.length; v++) {
            mappings[v] = fit.mapping(v);
            tilt[v] = fit.view(v).tiltDeg();
        }
        double sum = 0;
        double[] lengths = residuals(fit.scene().tracks, mappings, tilt);
        for (double length : lengths) {
            sum += length * length;
        }
        return Math.sqrt(sum / lengths.length);
    }

    /** Triangulates beads through .xf, .tlt and .zfac; residuals in raw pixels. */
    private static double[] residuals(Tracks tracks, AlignedMapping[] mappings, double[] tiltDeg) {
        double[] lengths = new double[tracks.size];
        for (int p = 0; p < tracks.pointCount; p++) {
            double[] normal = new double[6];
            double[] right = new double[3];
            double[] at = new double[3];
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                double[][] rows = rawRows(mappings[tracks.view[o]], tiltDeg[tracks.view[o]]);
                double[] data = {tracks.x[o] - rows[0][3], tracks.y[o] - rows[1][3]};
                for (int k = 0; k < 2; k++) {
                    double[] r = rows[k];
                    double[] products = {r[0] * r[0], r[0] * r[1], r[0] * r[2], r[1] * r[1], r[1] * r[2], r[2] * r[2]};
                    for (int i = 0; i < 6; i++) {
                        normal[i] += products[i];
                    }
                    for (int i = 0; i < 3; i++) {
                        right[i] += r[i] * data[k];
                    }
                }
            }
            SmallMatrices.times3(SmallMatrices.inverse3(normal), right[0], right[1], right[2], at);
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                double[][] rows = rawRows(mappings[tracks.view[o]], tiltDeg[tracks.view[o]]);
                double[] r = rows[0];
                double[] s = rows[1];
                lengths[o] = Math.hypot(
                        tracks.x[o] - r[0] * at[0] - r[1] * at[1] - r[2] * at[2] - r[3],
                        tracks.y[o] - s[0] * at[0] - s[1] * at[1] - s[2] * at[2] - s[3]);
            }
        }
        return lengths;
    }

    /** Rows of the raw position: {by x, by y, by z, constant}. */
    private static double[][] rawRows(AlignedMapping m, double tiltDeg) {
        double t = Math.toRadians(tiltDeg);
        double det = m.a11() * m.a22() - m.a12() * m.a21();
        double[] alignedX = {Math.cos(t), 0, Math.sin(t) + m.xzFactor(), -m.shiftXPx()};
        double[] alignedY = {0, 1, m.yzFactor(), -m.shiftYPx()};
        double[][] rows = new double[2][4];
        for (int i = 0; i < 4; i++) {
            rows[0][i] = (m.a22() * alignedX[i] - m.a12() * alignedY[i]) / det;
            rows[1][i] = (m.a11() * alignedY[i] - m.a21() * alignedX[i]) / det;
        }
        return rows;
    }

    /** A mapping of a plain view is the rotation back and the shift turned round. */
    @Test
    void mapsPlainViewsAsTheConventionsSay() {
        AlignedMapping mapping = AlignedMapping.of(new ViewGeometry(30, 40, 0, 1.25, 3, -7), SpecimenDistortion.NONE);
        double c = Math.cos(Math.toRadians(30)) / 1.25;
        double s = Math.sin(Math.toRadians(30)) / 1.25;
        assertThat(new double[] {mapping.a11(), mapping.a12(), mapping.a21(), mapping.a22()})
                .containsExactly(new double[] {c, s, -s, c}, within(1e-12));
        assertThat(mapping.shiftXPx()).isCloseTo(-(c * 3 - s * 7), within(1e-12));
        assertThat(mapping.shiftYPx()).isCloseTo(-(-s * 3 - c * 7), within(1e-12));
        assertThat(mapping.xzFactor()).isCloseTo(0, within(1e-12));
        assertThat(mapping.yzFactor()).isCloseTo(0, within(1e-12));
    }

    private static double[] solvedAngles() {
        return Samples.column(Samples.path("tiltalign_BBa/BBa.tlt"));
    }

    private static double[] regularAngles() {
        double[] angles = new double[61];
        for (int i = 0; i < angles.length; i++) {
            angles[i] = 65 - 2 * i;
        }
        return angles;
    }
}
