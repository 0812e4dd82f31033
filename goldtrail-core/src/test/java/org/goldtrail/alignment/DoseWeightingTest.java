package org.goldtrail.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.goldtrail.GoldtrailException;
import org.goldtrail.image.Image;
import org.junit.jupiter.api.Test;

class DoseWeightingTest {
    @Test
    void criticalDosesAreThoseOfThePaper() {
        DoseWeighting at300 = DoseWeighting.of(1.35, 300);
        // At 10 A: 0.245 * 10^1.665 + 2.81 = 14.14 e/A^2; signal falls to 1/e after twice that.
        assertThat(at300.gain(0.1, 2 * 14.138)).isCloseTo(Math.exp(-1), within(1e-3));
        assertThat(at300.gain(1 / 3.0, 2 * 4.336)).isCloseTo(Math.exp(-1), within(1e-3));
        assertThat(DoseWeighting.of(1.35, 200).gain(0.1, 0.8 * 2 * 14.138)).isCloseTo(Math.exp(-1), within(1e-3));
        assertThat(at300.gain(0, 100)).isEqualTo(1);
    }

    @Test
    void wavesAreDimmedByTheirFrequencyAndTheMeanStays() {
        DoseWeighting weighting = DoseWeighting.of(2, 300);
        double frequency = 1 / 8.0; // cycles per pixel: 16 A
        Image view = new Image(160, 120);
        for (int i = 0; i < view.pixels().length; i++) {
            view.pixels()[i] = (float) (300 + 20 * Math.cos(2 * Math.PI * frequency * (i % 160)));
        }
        Image out = weighting.apply(view, 60, 4);
        double gain = weighting.gain(frequency / 2, 62);
        for (int x = 60; x < 100; x++) {
            double expected = 300 + gain * (view.get(x, 60) - 300);
            assertThat((double) out.get(x, 60)).isCloseTo(expected, within(0.3));
        }
    }

    @Test
    void unknownPixelSizesAndVoltagesAreRefused() {
        assertThatThrownBy(() -> DoseWeighting.of(Double.NaN, 300))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("pixel size");
        assertThatThrownBy(() -> DoseWeighting.of(1, 80)).hasMessageContaining("80.0 kV");
    }
}
