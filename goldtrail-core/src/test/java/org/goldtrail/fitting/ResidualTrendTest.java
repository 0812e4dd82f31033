package org.goldtrail.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;

class ResidualTrendTest {
    private static final int BEADS = 30;
    private static final double NOISE_PX = 0.2;
    private static final Set<Integer> ALL = IntStream.range(0, BEADS).boxed().collect(Collectors.toSet());

    private final SyntheticTracks tracks =
            SyntheticTracks.beads(BEADS).noise(NOISE_PX).make();

    private Fit fit(FitInput input) {
        return AlignmentSolver.solve(input, FitModel.SIMPLE, FitOptions.LEAST_SQUARES);
    }

    @Test
    void errorsOfMeasurementHaveNoTrend() {
        ResidualTrend trend = ResidualTrend.of(fit(tracks.input), ALL);
        assertThat(trend.driftPx()).isLessThan(0.08);
        assertThat(trend.measurementPx()).isCloseTo(Math.sqrt(2) * NOISE_PX, within(0.04));
    }

    @Test
    void beadsThatWanderAreFoundOut() {
        List<Observation> moved = new ArrayList<>();
        for (Observation o : tracks.input.observations()) {
            // One turn around the true place over the series, each bead from another side.
            double phase = 2 * Math.PI * (o.tilt() / (double) tracks.input.tiltCount() + o.marker() / (double) BEADS);
            moved.add(new Observation(
                    o.marker(), o.tilt(), o.x() + 0.8 * Math.cos(phase), o.y() + 0.8 * Math.sin(phase)));
        }
        ResidualTrend trend =
                ResidualTrend.of(fit(tracks.input.withMarkers(new MarkerSet(tracks.input.tiltCount(), moved))), ALL);
        assertThat(trend.driftPx()).isBetween(0.4, 0.9);
        assertThat(trend.measurementPx()).isCloseTo(Math.sqrt(2) * NOISE_PX, within(0.1));
    }

    @Test
    void nothingIsSaidOfBeadsThatAreNotThere() {
        assertThat(ResidualTrend.of(fit(tracks.input), Set.of()).driftPx()).isNaN();
    }
}
