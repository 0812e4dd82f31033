package org.goldtrail.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidMaskFinderTest {
    private static final int SIZE = 240;

    private static Image noise() {
        return TestImages.noise(SIZE, SIZE - 7, 1000, 50, 5);
    }

    /** Expects the mask to leave out an area, its rim, and nothing else. */
    private static void expectAreaFound(Image image, BiPredicate<Integer, Integer> area, int blockSide) {
        ValidMask mask = ValidMaskFinder.find(image, blockSide);
        int inside = 0;
        int missed = 0;
        int lost = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (area.test(x, y)) {
                    inside++;
                    missed += mask.isValid(x, y) ? 1 : 0;
                } else {
                    lost += mask.isValid(x, y) ? 0 : 1;
                }
            }
        }
        int outside = SIZE * (SIZE - 7) - inside;
        assertThat(missed / (double) inside).as("share of the area missed").isLessThan(0.03);
        assertThat(lost / (double) outside)
                .as("share of the data lost, the rim included")
                .isLessThan(0.04);
    }

    private static void paint(Image image, BiPredicate<Integer, Integer> area, double level, double sd) {
        Random random = new Random(6);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (area.test(x, y)) {
                    image.set(x, y, (float) (level + sd * random.nextGaussian()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void findsAWedgeOfConstantFill(int blockSide) {
        Image image = noise();
        BiPredicate<Integer, Integer> wedge = (x, y) -> x + 2 * y < 150;
        paint(image, wedge, 1000, 0);

        expectAreaFound(image, wedge, blockSide);
    }

    @Test
    void findsFillThatIsDithered() {
        Image image = noise();
        BiPredicate<Integer, Integer> border = (x, y) -> x >= SIZE - 45;
        paint(image, border, 1000, 3);

        expectAreaFound(image, border, 8);
    }

    @Test
    void findsAGridBarThatCoversTwoFifths() {
        Image image = noise();
        BiPredicate<Integer, Integer> bar = (x, y) -> y >= 60 && y < 60 + 0.4 * (SIZE - 7);
        paint(image, bar, 200, 5);

        expectAreaFound(image, bar, 8);
    }

    @Test
    void findsASaturatedPatchInTheMiddle() {
        Image image = noise();
        BiPredicate<Integer, Integer> patch = (x, y) -> Math.hypot(x - 120, y - 110) < 35;
        paint(image, patch, 65535, 0);

        expectAreaFound(image, patch, 8);
    }

    @Test
    void findsNaNAndLosesNothingBesideIt() {
        Image image = noise();
        BiPredicate<Integer, Integer> nan = (x, y) -> x == 0 || y == 0 || (x > 100 && x < 140 && y < 50);
        paint(image, nan, Double.NaN, 0);

        expectAreaFound(image, nan, 8);
    }

    /** One pixel in 37, and a whole column: gaps that their neighbours can fill. */
    @Test
    void leavesScatteredNaNToTheRepair() {
        Image image = noise();
        for (int i = 5; i < image.pixels().length; i += 37) {
            image.pixels()[i] = Float.NaN;
        }
        for (int y = 0; y < image.height(); y++) {
            image.set(100, y, Float.NaN);
        }

        ValidMask mask = ValidMaskFinder.find(image, 8);

        assertThat(mask.fraction()).isGreaterThan(0.999);
        HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD);
        for (float pixel : image.pixels()) {
            assertThat(pixel).isBetween(700f, 1300f);
        }
    }

    @Test
    void findsNoDataInAConstantView() {
        Image image = new Image(100, 90);
        Arrays.fill(image.pixels(), 7);

        assertThat(ValidMaskFinder.find(image, 8).fraction()).isZero();
    }

    @Test
    void findsNoDataWhereAllIsNaN() {
        Image image = new Image(100, 90);
        Arrays.fill(image.pixels(), Float.NaN);

        assertThat(ValidMaskFinder.find(image, 8).fraction()).isZero();
    }

    @Test
    void takesNoiseWithGradientAndBeadsAsValid() {
        Image image = noise();
        Random random = new Random(8);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                image.set(x, y, image.get(x, y) + 3f * x);
            }
        }
        for (int k = 0; k < 12; k++) {
            TestImages.addDisc(image, SIZE * random.nextDouble(), SIZE * random.nextDouble(), 16, -600, 2);
        }

        assertThat(ValidMaskFinder.find(image, 8).isFull()).isTrue();
    }

    @Test
    void takesCountsOfFewElectronsAsValid() {
        // Raw counts: many pixels are equal to their neighbours without being fill.
        Image image = new Image(200, 200);
        Random random = new Random(9);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = random.nextDouble() < 0.1 ? 1 : 0;
        }

        assertThat(ValidMaskFinder.find(image, 8).fraction()).isGreaterThan(0.99);
    }
}
