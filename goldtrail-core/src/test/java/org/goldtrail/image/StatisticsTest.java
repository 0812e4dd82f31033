package org.goldtrail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void takesTheMiddleOfTwoAsMedian() {
        double[] values = {4, 1, 3, 2};

        assertThat(Statistics.median(values)).isEqualTo(2.5);
        assertThat(values).containsExactly(4, 1, 3, 2);
        assertThat(Statistics.median(new double[0])).isNaN();
    }

    @Test
    void medianIsThatOfTheSortedValues() {
        Random random = new Random(3);
        for (int n = 1; n < 200; n++) {
            double[] values = new double[n];
            int levels = 1 + random.nextInt(2 * n);
            for (int i = 0; i < n; i++) {
                values[i] = n % 7 == 0 && random.nextInt(4) == 0 ? Double.NaN : random.nextInt(levels) - n / 2.0;
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double expected = n % 2 == 1 ? sorted[n / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);
            assertThat(Statistics.median(values))
                    .as("%s", Arrays.toString(values))
                    .isEqualTo(expected);
        }
    }

    @Test
    void interpolatesQuantiles() {
        double[] values = {30, 10, 20};

        assertThat(Statistics.quantile(values, 0)).isEqualTo(10);
        assertThat(Statistics.quantile(values, 0.25)).isEqualTo(15);
        assertThat(Statistics.quantile(values, 1)).isEqualTo(30);
    }

    @Test
    void measuresSpreadInSpiteOfOutliers() {
        Image noise = TestImages.noise(100, 100, 50, 7, 1);
        Arrays.fill(noise.pixels(), 0, 500, 1e6f);

        double sd = Statistics.robustSd(Statistics.sample(noise, 10_000));

        assertThat(sd).isCloseTo(7, within(0.8));
    }

    @Test
    void samplesOnlyWhatIsValidAndFinite() {
        Image image = TestImages.noise(64, 64, 0, 1, 2);
        TestImages.fill(image, 0, 0, 64, 8, Float.NaN);
        TestImages.fill(image, 0, 8, 64, 40, 99);
        ValidMask mask = ValidMask.all(64, 64);
        mask.valid().clear(8 * 64, 40 * 64);

        double[] sample = Statistics.sample(image, mask, 500);

        assertThat(sample.length).isBetween(100, 500);
        assertThat(Arrays.stream(sample).map(Math::abs).max().orElseThrow()).isLessThan(10);
    }
}
