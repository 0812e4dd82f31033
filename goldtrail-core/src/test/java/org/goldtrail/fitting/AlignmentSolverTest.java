package org.goldtrail.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import org.junit.jupiter.api.Test;

class AlignmentSolverTest {
    private static final FitModel ALL = FitModel.PER_VIEW.withTilt(Freedom.PER_VIEW);
    private static final FitOptions PLAIN = FitOptions.LEAST_SQUARES.withPriors(FitPriors.NONE);

    @Test
    void recoversExactTrails() {
        SyntheticTracks tracks =
                SyntheticTracks.beads(12).varying(0.5, 0.01, 0.5).noise(0).make();
        Fit fit = AlignmentSolver.solve(tracks.input, ALL, PLAIN);
        assertThat(fit.rmsPx()).isLessThan(1e-3);
        assertThat(tracks.fieldErrorPx(fit)).isLessThan(0.01);
        assertThat(fit.convergence().converged()).isTrue();
        double meanLog = 0;
        double meanTilt = 0;
        for (ViewGeometry view : fit.views()) {
            meanLog += Math.log(view.magnification());
            meanTilt += view.tiltDeg();
        }
        assertThat(meanLog).isCloseTo(0, within(1e-9));
        assertThat(meanTilt).isCloseTo(0, within(1e-6));
    }

    @Test
    void derivativesMatchDifferences() {
        double[] view = {3, -5, 1.4, 0.7, 0.02, 0.05, 0.01, 0.03};
        double[] at = {100, -50, 70};
        double[] dx = new double[ViewVariable.COUNT];
        double[] dy = new double[ViewVariable.COUNT];
        Scene.derivatives(view, at, dx, dy);
        for (ViewVariable variable : ViewVariable.values()) {
            int k = variable.index;
            double[] up = imageOf(view, at, k, 1e-6);
            double[] down = imageOf(view, at, k, -1e-6);
            assertThat(dx[k]).as("%s", variable).isCloseTo((up[0] - down[0]) / 2e-6, within(1e-5));
            assertThat(dy[k]).as("%s", variable).isCloseTo((up[1] - down[1]) / 2e-6, within(1e-5));
        }
    }

    private static double[] imageOf(double[] view, double[] at, int changed, double by) {
        double[] numbers = view.clone();
        numbers[changed] += by;
        double[] p = Scene.projection(numbers);
        return new double[] {
            p[0] * at[0] + p[1] * at[1] + p[2] * at[2] + numbers[0],
            p[3] * at[0] + p[4] * at[1] + p[5] * at[2] + numbers[1]
        };
    }

    @Test
    void outliersGetNoWeight() {
        SyntheticTracks tracks = SyntheticTracks.beads(23)
                .varying(0.2, 0.002, 0.1)
                .outliers(0.05)
                .make();
        Fit robust = AlignmentSolver.solve(tracks.input, ALL, FitOptions.ROBUST);
        Fit plain = AlignmentSolver.solve(tracks.input, ALL, FitOptions.LEAST_SQUARES);
        assertThat(tracks.fieldErrorPx(robust)).isLessThan(0.3);
        assertThat(tracks.fieldErrorPx(plain)).isGreaterThan(2 * tracks.fieldErrorPx(robust));
        for (int o = 0; o < tracks.input.observations().size(); o++) {
            if (robust.residualPx(o) > 5) {
                assertThat(robust.weight(o)).isZero();
            }
        }
    }

    @Test
    void refusesOrHoldsWhatBeadsDoNotDetermine() {
        FitModel tooMuch = ALL.withXTilt(Freedom.PER_VIEW);
        SyntheticTracks flat = SyntheticTracks.beads(15).thickness(0).make();
        assertThatThrownBy(() -> AlignmentSolver.solve(flat.input, tooMuch, PLAIN))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("hardly determine")
                .hasMessageContaining("keep one of them fixed");
        Fit held = AlignmentSolver.solve(flat.input, tooMuch, FitOptions.LEAST_SQUARES);
        assertThat(held.notes()).anyMatch(note -> note.contains("hardly determine") && note.contains("X-tilt"));
        assertThat(AlignmentSolver.solve(flat.input, FitModel.PER_VIEW, PLAIN).notes())
                .isEmpty();
        assertThatThrownBy(() -> FitModel.SIMPLE.withXTilt(Freedom.ONE)).isInstanceOf(GoldtrailException.class);
    }

    @Test
    void groupsShareTheirUnknowns() {
        SyntheticTracks tracks = SyntheticTracks.beads(20).make();
        FitModel model = FitModel.SIMPLE.withTilt(Freedom.grouped(5)).withMagnification(Freedom.blocks(10));
        Fit fit = AlignmentSolver.solve(tracks.input, model, PLAIN);
        // 41 views: 9 nodes at every fifth view, 4 blocks; offset and common scale are not counted
        assertThat(fit.unknownCount()).isEqualTo(2 * 41 - 3 + 1 + (9 - 1) + (4 - 1));
        assertThat(fit.view(5).magnification()).isCloseTo(fit.view(0).magnification(), within(1e-12));
        double first = fit.view(5).tiltDeg() + 45;
        double middle = fit.view(7).tiltDeg() + 39;
        double last = fit.view(10).tiltDeg() + 30;
        assertThat(middle).isCloseTo(first + (last - first) * 0.4, within(1e-9));
    }

    @Test
    void startsFromAGivenGeometry() {
        SyntheticTracks tracks =
                SyntheticTracks.beads(20).varying(0.3, 0.003, 0).make();
        Fit fit = AlignmentSolver.solve(tracks.input, FitModel.PER_VIEW, FitOptions.LEAST_SQUARES);
        Fit again = AlignmentSolver.solve(
                tracks.input, FitModel.PER_VIEW, FitOptions.LEAST_SQUARES.startingFrom(tracks.truth));
        assertThat(again.rmsPx()).isCloseTo(fit.rmsPx(), within(1e-5));
    }

    @Test
    void isFast() {
        SyntheticTracks sixty =
                SyntheticTracks.beads(60).varying(0.2, 0.002, 0.1).make();
        SyntheticTracks many =
                SyntheticTracks.beads(150).varying(0.2, 0.002, 0.1).make();
        System.out.printf("full robust model: 60 beads %d ms, 150 beads %d ms%n", timeMs(sixty), timeMs(many));
        assertThat(timeMs(sixty)).isLessThan(1000); // 300 on a quiet machine
        assertThat(timeMs(many)).isLessThan(3000); // 1000 on a quiet machine
    }

    private static long timeMs(SyntheticTracks tracks) {
        AlignmentSolver.solve(tracks.input, ALL, FitOptions.ROBUST);
        long start = System.nanoTime();
        Fit fit = AlignmentSolver.solve(tracks.input, ALL, FitOptions.ROBUST);
        assertThat(fit.convergence().converged()).isTrue();
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void handIsAMatterOfChoice() {
        SyntheticTracks tracks = SyntheticTracks.beads(15).make();
        Fit fit = AlignmentSolver.solve(tracks.input, FitModel.PER_VIEW, FitOptions.ROBUST);
        Fit flipped = Hand.flip(fit);
        assertThat(flipped.rmsPx()).isCloseTo(fit.rmsPx(), within(1e-9));
        assertThat(flipped.axisDeg()).isCloseTo(fit.axisDeg() - 180, within(1e-9));
        assertThat(flipped.view(3).tiltDeg()).isEqualTo(fit.view(3).tiltDeg());
        for (int k = 0; k < 3; k++) {
            assertThat(flipped.position(2)[k]).isCloseTo(-fit.position(2)[k], within(1e-6));
        }
        assertThat(Hand.nearest(fit, -90).axisDeg()).isCloseTo(flipped.axisDeg(), within(1e-9));
        assertThat(Hand.nearest(flipped, 100).axisDeg()).isCloseTo(fit.axisDeg(), within(1e-9));
        assertThat(Hand.conventional(flipped).axisDeg()).isCloseTo(fit.axisDeg(), within(1e-9));
    }

    @Test
    void predictsBeadsWhereItSawThem() {
        SyntheticTracks tracks = SyntheticTracks.beads(15).make();
        Fit fit = AlignmentSolver.solve(tracks.input, FitModel.SIMPLE, FitOptions.LEAST_SQUARES);
        var seen = tracks.input.observations().getFirst();
        double[] predicted = fit.predict(seen.marker(), seen.tilt());
        assertThat(seen.x() - predicted[0]).isCloseTo(fit.residualX(0), within(1e-9));
        assertThat(seen.y() - predicted[1]).isCloseTo(fit.residualY(0), within(1e-9));
    }

    @Test
    void coverageOfTheField() {
        SyntheticTracks wide = SyntheticTracks.beads(60).make();
        SyntheticTracks narrow = SyntheticTracks.beads(60).oneSided().make();
        Fit fit = LinearFit.findAxis(wide.input, false);
        assertThat(FieldCoverage.hullShare(fit, 20)).isBetween(0.6, 1.0);
        assertThat(FieldCoverage.hullShare(LinearFit.findAxis(narrow.input, false), 20))
                .isBetween(0.05, 0.3);
    }
}
