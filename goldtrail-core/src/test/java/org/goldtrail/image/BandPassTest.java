package org.goldtrail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A band keeps what lies in it, halves what lies at its limits, and removes the rest. */
class BandPassTest {
    private static final int SIZE = 160;

    @Test
    void wavesInsideStayAndOthersGo() {
        BandPass band = new BandPass(0.1, 0.4);
        assertThat(amplitude(band, 0.2)).isCloseTo(1, within(0.02));
        assertThat(amplitude(band, 0.3)).isCloseTo(1, within(0.02));
        assertThat(amplitude(band, 0.4)).isCloseTo(0.5, within(0.03));
        assertThat(amplitude(band, 0.1)).isCloseTo(0.5, within(0.03));
        assertThat(amplitude(band, 0.55)).isLessThan(0.02);
        assertThat(amplitude(band, 0.05)).isLessThan(0.05);
    }

    @Test
    void theMeanStays() {
        Image image = wave(0.3, 100);
        assertThat(Statistics.mean(toDouble(new BandPass(0.5, 0.9).apply(image))))
                .isCloseTo(100, within(0.05));
    }

    @Test
    void oppositeBordersDoNotMix() {
        Image step = new Image(SIZE, SIZE);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                step.set(x, y, x < SIZE / 2 ? 0 : 100);
            }
        }
        Image low = new BandPass(0, 0.1).apply(step);
        assertThat(low.get(0, SIZE / 2)).isCloseTo(0, within(6f));
        assertThat(low.get(SIZE - 1, SIZE / 2)).isCloseTo(100, within(6f));
    }

    @Test
    void pixelsWithoutANumberDoNoHarm() {
        Image image = wave(0.2, 5);
        image.set(10, 10, Float.NaN);
        for (float value : new BandPass(0, 0.5).apply(image).pixels()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void allKeepsTheImageAndNonsenseIsRefused() {
        Image image = wave(0.2, 5);
        assertThat(BandPass.ALL.apply(image)).isSameAs(image);
        assertThatThrownBy(() -> new BandPass(0.5, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BandPass(-0.1, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new BandPass(0, 0.2).binned(4).transfer(0.8)).isEqualTo(0.5, within(1e-9));
    }

    /** What is left of a wave of amplitude 1, away from the borders. */
    private static double amplitude(BandPass band, double nyquistFraction) {
        Image out = band.apply(wave(nyquistFraction, 0));
        double sum = 0;
        int count = 0;
        for (int y = SIZE / 4; y < 3 * SIZE / 4; y++) {
            for (int x = SIZE / 4; x < 3 * SIZE / 4; x++) {
                sum += out.get(x, y) * out.get(x, y);
                count++;
            }
        }
        return Math.sqrt(2 * sum / count);
    }

    private static Image wave(double nyquistFraction, double mean) {
        Image image = new Image(SIZE, SIZE);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double along = 0.8 * x + 0.6 * y;
                image.set(x, y, (float) (mean + Math.cos(Math.PI * nyquistFraction * along)));
            }
        }
        return image;
    }

    private static double[] toDouble(Image image) {
        double[] out = new double[image.pixels().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = image.pixels()[i];
        }
        return out;
    }
}
