package org.goldtrail.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;

class StableTrailsTest {
    private static final int VIEWS = 20;

    /** Eight trails in views 0 to 14, two in views 12 to 19, one in views 17 to 19. */
    private static MarkerSet trails() {
        List<Observation> all = new ArrayList<>();
        for (int m = 0; m < 11; m++) {
            int from = m < 8 ? 0 : m < 10 ? 12 : 17;
            int to = m < 8 ? 15 : VIEWS;
            for (int v = from; v < to; v++) {
                all.add(new Observation(m, v, 10.0 * m, v));
            }
        }
        return new MarkerSet(VIEWS, all);
    }

    @Test
    void keepsLongTrailsWhereThereAreEnough() {
        MarkerSet stable = StableTrails.select(trails(), 12, 4);

        assertThat(stable.markerCount()).isEqualTo(8);
        assertThat(stable.markersPerTilt()[16]).isZero();
    }

    @Test
    void takesShorterOnesUntilEveryViewHasTheMarkersItCanHave() {
        assertThat(Arrays.stream(StableTrails.select(trails(), 12, 4, 2).markersPerTilt()))
                .allMatch(n -> n >= 2);
        assertThat(StableTrails.select(trails(), 12, 4, 2).markerCount()).isEqualTo(10);
    }

    @Test
    void doesNotLookForWhatIsNotThere() {
        // Views 15 and 16 can have two markers only, whatever is wished.
        MarkerSet stable = StableTrails.select(trails(), 12, 4, 100);

        assertThat(stable.markerCount()).isEqualTo(10);
        assertThat(stable.markersPerTilt()[16]).isEqualTo(2);
    }

    @Test
    void relaxesNoFurtherThanAllowed() {
        assertThat(StableTrails.select(trails(), 12, 10, 2).markerCount()).isEqualTo(8);
    }
}
