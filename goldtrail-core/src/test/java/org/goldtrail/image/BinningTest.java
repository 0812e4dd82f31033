package org.goldtrail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinningTest {
    @ParameterizedTest
    @CsvSource({"12, 8, 2", "13, 9, 2", "15, 11, 4", "16, 16, 3", "5, 5, 5"})
    void putsBinnedPixelsWhereTheConventionHasThem(int width, int height, int factor) {
        // In a ramp the mean of some pixels is the value at their centre.
        Image ramp = new Image(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                ramp.set(x, y, x + 100f * y);
            }
        }

        Image binned = Binning.bin(ramp, factor);

        assertThat(binned.width()).isEqualTo(width / factor);
        assertThat(binned.height()).isEqualTo(height / factor);
        for (int y = 0; y < binned.height(); y++) {
            for (int x = 0; x < binned.width(); x++) {
                double rawX = factor * x + (factor - 1) / 2.0;
                double rawY = factor * y + (factor - 1) / 2.0;
                assertThat((double) binned.get(x, y)).isCloseTo(rawX + 100 * rawY, within(1e-3));
                assertThat(Binning.toRaw(x, factor)).isEqualTo(rawX);
                assertThat(Binning.toBinned(rawX, factor)).isEqualTo(x);
            }
        }
    }

    @Test
    void refusesToBinAwayTheWholeImage() {
        assertThatThrownBy(() -> Binning.bin(new Image(10, 3), 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
