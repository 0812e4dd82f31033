package org.goldtrail.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;

class LinearFitTest {
    @Test
    void recoversExactTrailsAboutAnyAxis() {
        for (double axis : new double[] {-89, -45, 0, 13.6, 85.3, 90}) {
            SyntheticTracks tracks =
                    SyntheticTracks.beads(5).axis(axis).noise(0).make();
            Fit fit = LinearFit.findAxis(tracks.input, false);
            assertThat(Math.abs(Math.IEEEremainder(fit.axisDeg() - axis, 180))).isLessThan(1e-6);
            assertThat(fit.rmsPx()).isLessThan(1e-5);
            assertThat(tracks.fieldErrorPx(fit)).isLessThan(1e-4);
        }
    }

    /** The closed form against a scan in steps of half a degree. */
    @Test
    void closedFormIsTheMinimumOfAScan() {
        SyntheticTracks tracks = SyntheticTracks.beads(8)
                .varying(0.5, 0.005, 0.5)
                .noise(1)
                .missing(0.3)
                .make();
        Fit best = LinearFit.findAxis(tracks.input, false);
        for (double axis = -90; axis < 90; axis += 0.5) {
            Fit fit = LinearFit.aboutAxis(tracks.input, axis, false);
            assertThat(best.rmsPx()).isLessThanOrEqualTo(fit.rmsPx() + 1e-9);
        }
        assertThat(LinearFit.aboutAxis(tracks.input, best.axisDeg(), false).rmsPx())
                .isCloseTo(best.rmsPx(), within(1e-9));
    }

    @Test
    void outliersDoNotMoveIt() {
        SyntheticTracks tracks = SyntheticTracks.beads(12).outliers(0.08).make();
        Fit fit = LinearFit.findAxis(tracks.input, true);
        assertThat(tracks.fieldErrorPx(fit)).isLessThan(0.4);
        assertThat(fit.axisDeg()).isCloseTo(85.3, within(0.05));
    }

    @Test
    void fixesTheGauge() {
        SyntheticTracks tracks = SyntheticTracks.beads(20).make();
        Fit fit = LinearFit.findAxis(tracks.input, false);
        assertThat(fit.view(20).shiftXPx()).isZero();
        assertThat(fit.view(20).shiftYPx()).isZero();
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int marker : fit.markers()) {
            lowest = Math.min(lowest, fit.position(marker)[2]);
            highest = Math.max(highest, fit.position(marker)[2]);
        }
        assertThat(lowest + highest).isCloseTo(0, within(1e-6));
    }

    /** Views 0-9 and 30-40 each have trails of their own: one piece is solved, the other is named. */
    @Test
    void saysWhichViewsCannotBeConnected() {
        SyntheticTracks tracks = SyntheticTracks.beads(20).noise(0).make();
        MarkerSet broken = tracks.input.markers().where(o -> o.marker() < 10 ? o.tilt() < 25 : o.tilt() >= 25);
        Fit fit = AlignmentSolver.solve(tracks.input.withMarkers(broken), FitModel.SIMPLE, FitOptions.ROBUST);
        for (int v = 0; v < 41; v++) {
            assertThat(fit.connected(v)).as("view %d", v).isEqualTo(v < 25);
            assertThat(fit.view(v).shiftXPx()).isFinite();
        }
        assertThat(fit.rmsPx()).isLessThan(1e-5);
        assertThat(fit.notes()).anyMatch(note -> note.contains("view 26 (+15.0°)") && note.contains("interpolated"));
        assertThat(fit.position(15)).containsOnly(Double.NaN);
    }

    /** One bead leaves the shift of a view determined, and its rotation to the series. */
    @Test
    void aViewOfOneBeadIsTied() {
        SyntheticTracks tracks = SyntheticTracks.beads(10).noise(0).missing(0).make();
        int keep = tracks.input.observations().stream()
                .filter(o -> o.tilt() == 3)
                .findFirst()
                .orElseThrow()
                .marker();
        MarkerSet thin = tracks.input.markers().where(o -> o.tilt() != 3 || o.marker() == keep);
        Fit fit = AlignmentSolver.solve(
                tracks.input.withMarkers(thin), FitModel.PER_VIEW.withTilt(Freedom.PER_VIEW), FitOptions.ROBUST);
        assertThat(fit.connected(3)).isTrue();
        assertThat(fit.weak(3)).isTrue();
        assertThat(fit.weak(4)).isFalse();
        assertThat(tracks.fieldErrorPx(fit)).isLessThan(1e-3);
    }

    @Test
    void refusesTrailsThatTieNothing() {
        List<Observation> pairs = List.of(
                new Observation(0, 0, 10, 10),
                new Observation(0, 1, 11, 10),
                new Observation(1, 2, 10, 20),
                new Observation(1, 3, 12, 20));
        FitInput input = new FitInput(new MarkerSet(4, pairs), new double[] {-3, 0, 3, 6}, 100, 100);
        assertThatThrownBy(() -> LinearFit.findAxis(input, false))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("tie no three views together");
    }

    @Test
    void refusesWhatIsNotANumber() {
        MarkerSet markers = new MarkerSet(1, List.of(new Observation(0, 0, Double.NaN, 1)));
        assertThatThrownBy(() -> new FitInput(markers, new double[] {12}, 10, 10))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("view 1 (+12.0°)");
        assertThatThrownBy(() -> new FitInput(markers, new double[] {1, 2}, 10, 10))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("2 tilt angles do not fit 1 views");
    }
}
