package org.goldtrail.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomsTest {
    @Test
    void poissonHasItsMeanAndVariance() {
        SplittableRandom random = new SplittableRandom(5);
        for (double mean : new double[] {0.3, 4, 11.9, 12.1, 50, 900}) {
            int n = 200_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double k = Randoms.poisson(random, mean);
                sum += k;
                squares += k * k;
            }
            double average = sum / n;
            double variance = squares / n - average * average;
            assertThat(average).isCloseTo(mean, offset(5 * Math.sqrt(mean / n)));
            assertThat(variance / mean).isCloseTo(1, offset(0.02));
        }
        assertThat(Randoms.poisson(random, 0)).isZero();
    }

    @Test
    void streamsDiffer() {
        assertThat(Randoms.of(1, 0).nextLong()).isNotEqualTo(Randoms.of(1, 1).nextLong());
        assertThat(Randoms.of(1, 0).nextLong()).isNotEqualTo(Randoms.of(2, 0).nextLong());
        assertThat(Randoms.of(1, 0).nextLong()).isEqualTo(Randoms.of(1, 0).nextLong());
    }
}
