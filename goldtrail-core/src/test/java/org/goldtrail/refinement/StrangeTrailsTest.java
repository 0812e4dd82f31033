package org.goldtrail.refinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.goldtrail.markers.MarkerSet;
import org.junit.jupiter.api.Test;

class StrangeTrailsTest {
    private static final Set<Integer> GOLD = IntStream.range(0, 6).boxed().collect(Collectors.toSet());

    private final SyntheticViews views = new SyntheticViews(SyntheticViews.beads(), 0, Set.of());

    /** All but the first six scatter, and more of them are there. */
    private MarkerSet withIce(double scatterPx) {
        Random random = new Random(7);
        return new MarkerSet(
                views.truth.tiltCount(),
                views.moved(0.1, 1).observations().stream()
                        .map(o -> GOLD.contains(o.marker())
                                ? o
                                : o.at(
                                        o.x() + scatterPx * random.nextGaussian(),
                                        o.y() + scatterPx * random.nextGaussian()))
                        .toList());
    }

    @Test
    void dropsWhatScattersAndDoesNotLookLikeTheBeads() {
        MarkerSet markers = withIce(2);

        MarkerSet kept = StrangeTrails.drop(markers, views.fit(markers), GOLD);

        assertThat(kept.byMarker().keySet()).containsExactlyInAnyOrderElementsOf(GOLD);
    }

    @Test
    void keepsWhatFitsAsWellAsTheBeads() {
        MarkerSet markers = withIce(0);

        assertThat(StrangeTrails.drop(markers, views.fit(markers), GOLD)).isSameAs(markers);
    }

    @Test
    void keepsAllWhereTooFewAreAlike() {
        MarkerSet markers = withIce(2);

        assertThat(StrangeTrails.drop(markers, views.fit(markers), Set.of(0, 1)))
                .isSameAs(markers);
    }

    @Test
    void keepsStrangersThatAViewRestsOn() {
        MarkerSet markers = withIce(2).where(o -> o.tilt() != 10 || !GOLD.contains(o.marker()));

        MarkerSet kept = StrangeTrails.drop(markers, views.fit(markers), GOLD);

        assertThat(kept.observations()).anyMatch(o -> o.tilt() == 10);
    }
}
