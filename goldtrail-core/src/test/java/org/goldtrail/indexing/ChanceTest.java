package org.goldtrail.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {
    @ParameterizedTest
    @CsvSource({
        // count, mean, tail of the Poisson distribution (R: ppois(count - 1, mean, lower = FALSE))
        "1, 0.5, 0.3934693402873666",
        "3, 1, 0.08030139707139416",
        "5, 2, 0.05265301734371115",
        "10, 0.1, 2.516348e-17"
    })
    void isTheTailOfThePoissonDistribution(int count, double mean, double probability) {
        assertThat(Chance.logTail(count, mean)).isCloseTo(Math.log(probability), within(1e-5));
    }

    @Test
    void neverExceedsCertaintyAndFallsWithTheCount() {
        assertThat(Chance.logTail(0, 3)).isZero();
        assertThat(Chance.logTail(2, 3)).isZero();
        assertThat(Chance.logTail(1, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        for (int count = 4; count < 60; count++) {
            assertThat(Chance.logTail(count + 1, 3)).isLessThan(Chance.logTail(count, 3));
        }
        assertThat(Chance.logTail(2000, 1500)).isBetween(-100.0, -50.0);
    }
}
