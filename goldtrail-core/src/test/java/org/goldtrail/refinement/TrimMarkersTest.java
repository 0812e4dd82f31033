package org.goldtrail.refinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrimMarkersTest {
    private final SyntheticViews views = new SyntheticViews(SyntheticViews.beads(), 0, Set.of());

    private MarkerSet trim(MarkerSet markers) {
        return TrimMarkers.trim(markers, views.fit(markers), 5);
    }

    private static MarkerSet replace(MarkerSet markers, int marker, int view, double dx, double dy) {
        return new MarkerSet(
                markers.tiltCount(),
                markers.observations().stream()
                        .map(o -> o.marker() == marker && o.tilt() == view ? o.at(o.x() + dx, o.y() + dy) : o)
                        .toList());
    }

    @Test
    void takesOutAnObservationThatIsOffAndNothingElse() {
        MarkerSet start = replace(views.moved(0.3, 1), 5, 2, 4, -3);

        MarkerSet trimmed = trim(start);

        assertThat(trimmed.observations()).noneMatch(o -> o.marker() == 5 && o.tilt() == 2);
        assertThat(trimmed.size()).isGreaterThanOrEqualTo(start.size() - 3);
    }

    @Test
    void keepsAViewOfFewBeadsTogether() {
        MarkerSet start = replace(views.moved(0.1, 1).where(o -> o.tilt() != 10 || o.marker() < 4), 3, 10, 0.9, 0);
        start = replace(start, 2, 10, 0, 0.9);

        MarkerSet trimmed = trim(start);

        assertThat(trimmed.observations().stream().filter(o -> o.tilt() == 10)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void takesOutABeadThatDoesNotFitAsAWhole() {
        Random random = new Random(2);
        MarkerSet start = views.moved(0.3, 1);
        for (int v = 0; v < SyntheticViews.TILTS.length; v++) {
            start = replace(start, 3, v, 4 * random.nextGaussian(), 4 * random.nextGaussian());
        }

        MarkerSet trimmed = trim(start);

        assertThat(trimmed.byMarker()).doesNotContainKey(3).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverLeavesNothing(long seed) {
        Random random = new Random(seed);
        MarkerSet wild = new MarkerSet(
                views.truth.tiltCount(),
                views.truth.observations().stream()
                        .filter(o -> o.marker() < 4)
                        .map(o -> o.at(o.x() + 15 * random.nextGaussian(), o.y() + 15 * random.nextGaussian()))
                        .toList());

        assertThat(trim(wild).markerCount()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void keepsAllWhereFewObservationsAreTheRule() {
        MarkerSet few = views.truth.where(o -> o.tilt() >= 4 && o.tilt() <= 6);

        assertThat(TrimMarkers.trim(few, views.fit(few), 5).observations())
                .containsExactlyElementsOf(few.observations());
    }

    @Test
    void toleratesAViewThatIsNoisierThanTheRest() {
        Random random = new Random(4);
        MarkerSet start = new MarkerSet(
                views.truth.tiltCount(),
                views.moved(0.3, 5).observations().stream()
                        .map(o -> o.tilt() == 10
                                ? o.at(o.x() + 0.6 * random.nextGaussian(), o.y() + 0.6 * random.nextGaussian())
                                : o)
                        .toList());

        long left =
                trim(start).observations().stream().filter(o -> o.tilt() == 10).count();

        assertThat(left).isGreaterThanOrEqualTo(10);
        assertThat(start.observations().stream().filter(o -> o.tilt() == 10).mapToInt(Observation::marker))
                .hasSize(12);
    }
}
