package org.goldtrail.refinement;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.goldtrail.image.Image;
import org.goldtrail.image.TestImages;
import org.goldtrail.image.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchFitTest {
    private static final double RADIUS = 6;
    private static final double EDGE = 3;
    private static final MarkerTemplate TEMPLATE = template();
    private static final PatchFit FIT = new PatchFit(RADIUS, 1.6 * RADIUS);
    private static final ValidMask ALL = ValidMask.all(60, 60);

    private static MarkerTemplate template() {
        double[] values = new double[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = -10 * Math.clamp(0.5 + (RADIUS - 0.5 * i) / EDGE, 0, 1);
        }
        return new MarkerTemplate(values, 0.5);
    }

    private static Image bead(double x, double y, double noise, long seed) {
        Image image = TestImages.noise(60, 60, 100, noise, seed);
        TestImages.addDisc(image, x, y, 2 * RADIUS, -25, EDGE);
        return image;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0.5", "0.25, -0.4", "-0.1, 0.3", "0.49, 0"})
    void findsTheCentreBetweenPixels(double dx, double dy) {
        PatchFit.Centre c = requireNonNull(FIT.fit(bead(30 + dx, 30 + dy, 0, 1), ALL, TEMPLATE, 31.3, 28.8, List.of()));

        assertThat(c.x()).isCloseTo(30 + dx, within(0.02));
        assertThat(c.y()).isCloseTo(30 + dy, within(0.02));
        assertThat(c.scale()).isCloseTo(2.5, within(0.05));
        assertThat(c.cc()).isGreaterThan(0.99);
    }

    @Test
    void isNotPulledByASlopingBackground() {
        Image image = bead(30.2, 29.7, 0, 1);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 60; x++) {
                image.set(x, y, image.get(x, y) + 1.5f * x - 0.8f * y);
            }
        }

        PatchFit.Centre c = requireNonNull(FIT.fit(image, ALL, TEMPLATE, 31, 31, List.of()));

        assertThat(c.x()).isCloseTo(30.2, within(0.02));
        assertThat(c.y()).isCloseTo(29.7, within(0.02));
    }

    @Test
    void isUnbiasedUnderNoise() {
        double sx = 0;
        double sy = 0;
        int trials = 400;
        Random random = new Random(5);
        for (int k = 0; k < trials; k++) {
            double x = 30 + random.nextDouble() - 0.5;
            double y = 30 + random.nextDouble() - 0.5;
            PatchFit.Centre c = requireNonNull(FIT.fit(bead(x, y, 8, k), ALL, TEMPLATE, x + 1, y - 1, List.of()));
            sx += c.x() - x;
            sy += c.y() - y;
        }

        assertThat(sx / trials).isCloseTo(0, within(0.02));
        assertThat(sy / trials).isCloseTo(0, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, 1.15, 1.4})
    void isNotPulledByATouchingNeighbour(double diameters) {
        Image image = bead(30.3, 30.1, 0, 1);
        double nx = 30.3 + diameters * 2 * RADIUS * Math.cos(0.4);
        double ny = 30.1 + diameters * 2 * RADIUS * Math.sin(0.4);
        TestImages.addDisc(image, nx, ny, 2 * RADIUS, -25, EDGE);

        PatchFit.Centre c =
                requireNonNull(FIT.fit(image, ALL, TEMPLATE, 29.6, 30.6, List.of(new double[] {nx + 0.5, ny - 0.5})));

        assertThat(Math.hypot(c.x() - 30.3, c.y() - 30.1)).isLessThan(0.06);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 2.5, 4, 6.5})
    void isHardlyPulledByAnEdgeBehindTheBead(double distance) {
        Image image = bead(30.3, 30.1, 0, 1);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 60; x++) {
                // A step of a fifth of the bead's contrast, as a crystal of ice makes it.
                double step = Math.clamp(0.5 + (0.8 * (x - 30.3) + 0.6 * (y - 30.1) - distance) / EDGE, 0, 1);
                image.set(x, y, image.get(x, y) - (float) (5 * step));
            }
        }

        PatchFit.Centre c = requireNonNull(FIT.fit(image, ALL, TEMPLATE, 30, 30, List.of()));

        assertThat(Math.hypot(c.x() - 30.3, c.y() - 30.1)).isLessThan(0.25);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3.3, 5.1, 8})
    void findsABeadCutByTheBorder(double x) {
        PatchFit.Centre c = requireNonNull(FIT.fit(bead(x, 30.4, 0, 1), ALL, TEMPLATE, x + 0.8, 29.8, List.of()));

        assertThat(c.x()).isCloseTo(x, within(0.02));
        assertThat(c.y()).isCloseTo(30.4, within(0.02));
    }

    @Test
    void leavesOutPixelsThatAreNotValid() {
        Image image = bead(30.3, 30.1, 0, 1);
        ValidMask valid = ValidMask.all(60, 60);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 60; x++) {
                if (x + y > 66) {
                    image.set(x, y, Float.NaN);
                    valid.valid().clear(y * 60 + x);
                }
            }
        }

        PatchFit.Centre c = requireNonNull(FIT.fit(image, valid, TEMPLATE, 30, 30, List.of()));

        assertThat(c.x()).isCloseTo(30.3, within(0.02));
        assertThat(c.y()).isCloseTo(30.1, within(0.02));
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThat(FIT.fit(bead(30, 30, 0, 1), ALL, TEMPLATE, -5, 30, List.of()))
                .isNull();
        assertThat(FIT.fit(new Image(60, 60), ALL, TEMPLATE, 30, 30, List.of())).isNull();
        assertThat(FIT.fit(
                        bead(30, 30, 0, 1), new ValidMask(60, 60, new java.util.BitSet()), TEMPLATE, 30, 30, List.of()))
                .isNull();
        PatchFit.Centre noise = FIT.fit(TestImages.noise(60, 60, 100, 8, 3), ALL, TEMPLATE, 30, 30, List.of());
        assertThat(noise == null || noise.cc() < 0.5).isTrue();
    }
}
