package org.goldtrail.markers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerSetTest {
    private static final MarkerSet SET = new MarkerSet(
            4,
            List.of(
                    new Observation(7, 3, 1, 2),
                    new Observation(2, 1, 3, 4),
                    new Observation(7, 0, 5, 6),
                    new Observation(2, 3, 7, 8)));

    @Test
    void sortsByMarkerThenTilt() {
        assertThat(SET.observations()).extracting(Observation::marker).containsExactly(2, 2, 7, 7);
        assertThat(SET.observations()).extracting(Observation::tilt).containsExactly(1, 3, 0, 3);
        assertThat(SET.markerCount()).isEqualTo(2);
        assertThat(SET.markersPerTilt()).containsExactly(1, 1, 0, 2);
    }

    @Test
    void renumbersWithoutGapsAndKeepsPlaces() {
        MarkerSet renumbered = SET.where(o -> o.marker() == 7).renumbered();

        assertThat(renumbered.observations()).extracting(Observation::marker).containsExactly(0, 0);
        assertThat(renumbered.observations()).extracting(Observation::x).containsExactly(5.0, 1.0);
        assertThat(renumbered.tiltCount()).isEqualTo(4);
    }

    @Test
    void refusesTwoPlacesOfOneBeadAndViewsThatDoNotExist() {
        assertThatThrownBy(() -> new MarkerSet(3, List.of(new Observation(1, 2, 0, 0), new Observation(1, 2, 9, 9))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new MarkerSet(3, List.of(new Observation(1, 3, 0, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not exist");
    }
}
