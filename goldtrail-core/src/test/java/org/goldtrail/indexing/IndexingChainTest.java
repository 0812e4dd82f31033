package org.goldtrail.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexingChainTest {
    private static final double[] TILTS = SyntheticClouds.steps(-60, 60, 4);

    /** Expects nearly all beads in trails of their own, in so many views. */
    private static IndexedSeries expectSuccess(SyntheticClouds series, int leastViews) {
        IndexedSeries result = IndexingChain.run(series).orElseThrow();

        double[] purity = series.purityPerView(result.markers(), 1);
        int placed = 0;
        for (int v = 0; v < purity.length; v++) {
            if (result.isPlaced(v)) {
                placed++;
                assertThat(purity[v]).as("purity of view %d", v).isGreaterThan(0.8);
            }
        }
        assertThat(placed).isGreaterThanOrEqualTo(leastViews);
        assertThat(series.completeness(result.markers())).isGreaterThan(0.95);
        assertThat(series.axisErrorDeg(result.fit().axisDeg())).isLessThan(0.3);
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {2000, 2001, 2002})
    void placesAViewDisplacedByNearlyHalfTheFieldOrLeavesItOut(int seed) {
        expectSuccess(
                SyntheticClouds.beads(40)
                        .displaced(6 + seed % 4, 0.45 * Math.cos(seed), 0.45 * Math.sin(seed))
                        .seed(seed)
                        .make(),
                30);
    }

    @Test
    void takesSectionsInAnyOrder() {
        List<Double> shuffled = new ArrayList<>(Arrays.stream(TILTS).boxed().toList());
        Collections.shuffle(shuffled, new Random(5));

        expectSuccess(
                SyntheticClouds.beads(40)
                        .tilts(shuffled.stream().mapToDouble(a -> a).toArray())
                        .make(),
                31);
    }

    @Test
    void takesTwoViewsOfOneAngle() {
        double[] twice = Arrays.copyOf(TILTS, TILTS.length + 2);
        twice[TILTS.length] = 0;
        twice[TILTS.length + 1] = 40;

        expectSuccess(SyntheticClouds.beads(40).tilts(twice).make(), 33);
    }

    @Test
    void passesAGapOfTwentyDegrees() {
        double[] gap = Arrays.stream(TILTS).filter(a -> a < 10 || a >= 30).toArray();

        expectSuccess(SyntheticClouds.beads(40).tilts(gap).make(), 26);
    }

    @Test
    void passesViewsInWhichNothingIsSeen() {
        IndexedSeries result =
                expectSuccess(SyntheticClouds.beads(40).empty(0, 15, 16, 22).make(), 27);

        assertThat(result.isPlaced(0)).isFalse();
        assertThat(result.isPlaced(16)).isFalse();
        assertThat(result.fit().views())
                .allSatisfy(v -> assertThat(v.shiftXPx()).isFinite());
    }

    @Test
    void tracksSixBeads() {
        expectSuccess(
                SyntheticClouds.beads(6)
                        .spread(0.7)
                        .missing(0.05)
                        .clutter(0.4)
                        .seed(9)
                        .make(),
                29);
    }

    @Test
    void tracksAShortSeries() {
        SyntheticClouds series = SyntheticClouds.beads(60)
                .tilts(-6, -3, 0, 3, 6)
                .missing(0.05)
                .clutter(0.2)
                .make();

        IndexedSeries result = IndexingChain.run(series).orElseThrow();

        assertThat(IntStream.range(0, 5).allMatch(result::isPlaced)).isTrue();
        assertThat(series.purityPerView(result.markers(), 1)).doesNotContain(Double.NaN);
    }

    @Test
    void saysNothingOrWhyWhereThereIsTooLittle() {
        Integer[] allButOne = IntStream.range(1, 31).boxed().toArray(Integer[]::new);
        Integer[] allButThree = IntStream.range(3, 31).boxed().toArray(Integer[]::new);
        List<SyntheticClouds> poor = List.of(
                SyntheticClouds.beads(0).make(),
                SyntheticClouds.beads(1).spread(0.2).clutter(0).make(),
                SyntheticClouds.beads(2).spread(0.4).clutter(0).make(),
                SyntheticClouds.beads(3).spread(0.6).clutter(0).make(),
                SyntheticClouds.beads(40).empty(allButOne).make(),
                SyntheticClouds.beads(40).empty(allButThree).make(),
                SyntheticClouds.beads(40).tilts(0).make(),
                SyntheticClouds.beads(40).tilts(-20, 20).make(),
                SyntheticClouds.beads(40).tilts(-20, 0, 20).make(),
                SyntheticClouds.beads(20).tilts(0, 0, 0, 0, 0, 0).clutter(0).make(),
                SyntheticClouds.beads(20)
                        .tilts(-80, -40, 0, 40, 80)
                        .clutter(0.9)
                        .make());
        for (SyntheticClouds series : poor) {
            Optional<IndexedSeries> result;
            try {
                result = IndexingChain.run(series);
            } catch (GoldtrailException e) {
                assertThat(e.getMessage()).isNotBlank();
                continue;
            }
            result.ifPresent(r -> assertThat(r.markers().markerCount()).isPositive());
        }
    }
}
