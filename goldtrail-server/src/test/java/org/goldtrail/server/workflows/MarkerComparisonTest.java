package org.goldtrail.server.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;

class MarkerComparisonTest {
    private static final int VIEWS = 5;
    private static final double RADIUS_PX = 9;

    /** Markers with the given numbers; the place in the list says where a marker is. */
    private static List<Observation> markers(int... numbers) {
        List<Observation> out = new ArrayList<>();
        for (int k = 0; k < numbers.length; k++) {
            for (int view = 0; view < VIEWS; view++) {
                out.add(new Observation(numbers[k], view, 100 + 50 * k, 200 + 3 * view));
            }
        }
        return out;
    }

    private static MarkerComparison compare(List<Observation> before, List<Observation> after) {
        return MarkerComparison.of(new MarkerSet(VIEWS, before), new MarkerSet(VIEWS, after), RADIUS_PX);
    }

    @Test
    void numberingMarkersAnewChangesNothing() {
        MarkerComparison d = compare(markers(0, 1, 7, 41), markers(3, 0, 1, 2));
        assertThat(d).isEqualTo(new MarkerComparison(List.of(), List.of(), 0, 0, 0, 0, List.of()));
    }

    @Test
    void whatHasComeGoneAndMovedIsCounted() {
        List<Observation> before = markers(0, 1, 2);
        List<Observation> after = new ArrayList<>(markers(5, 6)); // 5 is 0, 6 is 1, and 2 has gone
        after.removeIf(o -> o.marker() == 5 && o.tilt() == 3);
        after.replaceAll(o -> o.marker() == 6 && o.tilt() == 0 ? new Observation(6, 0, o.x() + 3, o.y() + 4) : o);
        after.add(new Observation(9, 1, 400, 400));
        MarkerComparison d = compare(before, after);
        assertThat(d.markersAdded()).containsExactly(9);
        assertThat(d.markersRemoved()).containsExactly(2);
        assertThat(d.observationsAdded()).isZero();
        assertThat(d.observationsRemoved()).isEqualTo(1);
        assertThat(d.moved()).isEqualTo(1);
        assertThat(d.meanMovePx()).isCloseTo(5, within(1e-9));
        assertThat(d.perView()).hasSize(VIEWS).contains(new MarkerComparison.View(0, 0, 1, 1));
    }
}
