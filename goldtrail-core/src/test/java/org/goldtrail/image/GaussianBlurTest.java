package org.goldtrail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianBlurTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1.5, 4})
    void turnsAPointIntoAGaussian(double sigma) {
        Image point = new Image(61, 55);
        point.set(30, 27, 1);

        Image blurred = GaussianBlur.blur(point, sigma);

        double sum = 0;
        double xx = 0;
        double yy = 0;
        for (int y = 0; y < 55; y++) {
            for (int x = 0; x < 61; x++) {
                double v = blurred.get(x, y);
                sum += v;
                xx += v * (x - 30) * (x - 30);
                yy += v * (y - 27) * (y - 27);
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        // The kernel ends at three deviations, which takes some of the variance.
        assertThat(Math.sqrt(xx)).isCloseTo(sigma, within(0.03 * sigma));
        assertThat(Math.sqrt(yy)).isCloseTo(sigma, within(0.03 * sigma));
        assertThat((double) blurred.get(31, 27) / blurred.get(30, 27))
                .isCloseTo(Math.exp(-0.5 / (sigma * sigma)), within(1e-4));
    }

    @Test
    void keepsAConstantUpToTheBorder() {
        Image constant = new Image(9, 5);
        Arrays.fill(constant.pixels(), 3);

        for (float value : GaussianBlur.blur(constant, 4).pixels()) {
            assertThat(value).isCloseTo(3, within(1e-5f));
        }
    }
}
