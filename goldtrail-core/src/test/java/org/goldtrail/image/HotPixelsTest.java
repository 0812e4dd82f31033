package org.goldtrail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotPixelsTest {
    @Test
    void repairsSinglePixelsAnywhereAndNothingElse() {
        Image image = TestImages.noise(80, 60, 100, 10, 1);
        Image clean = image.copy();
        int[][] hot = {{0, 0}, {79, 59}, {79, 0}, {40, 0}, {0, 30}, {33, 27}, {50, 41}};
        float[] values = {1e4f, Float.NaN, -1e4f, 1e6f, Float.NEGATIVE_INFINITY, Float.NaN, 300f};
        for (int k = 0; k < hot.length; k++) {
            image.set(hot[k][0], hot[k][1], values[k]);
        }

        int count = HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD);

        assertThat(count).isEqualTo(hot.length);
        for (int[] p : hot) {
            assertThat((double) image.get(p[0], p[1])).isCloseTo(100, within(40.0));
            image.set(p[0], p[1], clean.get(p[0], p[1]));
        }
        assertThat(image.pixels()).isEqualTo(clean.pixels());
    }

    @Test
    void repairsAColumnOfNaN() {
        Image image = TestImages.noise(50, 50, 100, 10, 2);
        for (int y = 0; y < 50; y++) {
            image.set(20, y, Float.NaN);
        }

        HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD);

        for (float value : image.pixels()) {
            assertThat((double) value).isCloseTo(100, within(60.0));
        }
    }

    @Test
    void givesAnImageOfNothingButNaNNumbers() {
        Image image = new Image(9, 9);
        java.util.Arrays.fill(image.pixels(), Float.NaN);

        HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD);

        assertThat(image.pixels()).containsOnly(0f);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0.5", "0.5, 0", "0.3, 0.7"})
    void leavesTheCoreOfABeadOfFourPixels(double dx, double dy) {
        for (double height : new double[] {-400, 400}) {
            Image image = TestImages.noise(40, 40, 1000, 10, 4);
            TestImages.addDisc(image, 20 + dx, 20 + dy, 4, height, 1);
            Image clean = image.copy();

            HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD);

            for (int y = 16; y <= 24; y++) {
                for (int x = 16; x <= 24; x++) {
                    if (Math.hypot(x - 20 - dx, y - 20 - dy) <= 1.5) {
                        assertThat(image.get(x, y))
                                .as("pixel %d, %d of a bead of %.0f", x, y, height)
                                .isEqualTo(clean.get(x, y));
                    }
                }
            }
        }
    }

    @Test
    void leavesAViewWithoutNoiseAlone() {
        Image image = new Image(20, 20);
        image.set(5, 5, 1);

        assertThat(HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD)).isZero();
    }
}
