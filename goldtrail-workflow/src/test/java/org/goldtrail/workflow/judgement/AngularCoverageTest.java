package org.goldtrail.workflow.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AngularCoverageTest {
    private static final double[] TILTS =
            IntStream.rangeClosed(0, 40).mapToDouble(v -> 3.0 * v - 60).toArray();

    private static AngularCoverage without(Integer... missing) {
        Set<Integer> gone = Set.of(missing);
        return AngularCoverage.of(TILTS, v -> true, v -> !gone.contains(v));
    }

    @Test
    void scatteredLossesAreNoGap() {
        AngularCoverage coverage = without(0, 7, 12, 20, 40);
        assertThat(coverage.lost()).isEmpty();
        assertThat(coverage.small()).isEmpty();
        assertThat(coverage.rangeDeg()).isEqualTo(114);
    }

    @Test
    void twoInARowAreNamed() {
        AngularCoverage coverage = without(12, 13);
        assertThat(coverage.lost()).isEmpty();
        assertThat(coverage.small()).containsExactly("a gap from -24.0° to -21.0° (2 views)");
    }

    @Test
    void threeInARowAreAGap() {
        assertThat(without(20, 21, 22).lost()).containsExactly("a gap from +0.0° to +6.0° (3 views)");
    }

    @Test
    void theEndsCount() {
        AngularCoverage coverage = without(37, 38, 39, 40);
        assertThat(coverage.lost()).containsExactly("the range lost at its end from +51.0° to +60.0° (4 views)");
        assertThat(coverage.rangeDeg()).isEqualTo(108);
    }

    @Test
    void viewsThatTheUserDiscardedAreNotMissed() {
        Set<Integer> discarded = Set.of(0, 1, 2, 3);
        AngularCoverage coverage = AngularCoverage.of(TILTS, v -> !discarded.contains(v), v -> !discarded.contains(v));
        assertThat(coverage.lost()).isEmpty();
        assertThat(coverage.rangeDeg()).isEqualTo(108);
    }
}
