package org.goldtrail.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.goldtrail.image.Image;
import org.junit.jupiter.api.Test;

class PeakSearchTest {
    private static Image hills(double[]... hills) {
        Image map = new Image(60, 50);
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 60; x++) {
                double value = -1;
                for (double[] h : hills) {
                    value = Math.max(value, h[2] - (Math.pow(x - h[0], 2) + Math.pow(y - h[1], 2)) / 50);
                }
                map.set(x, y, (float) value);
            }
        }
        return map;
    }

    @Test
    void findsMaximaToAFractionOfAPixelHighestFirst() {
        Image map = hills(new double[] {10.3, 7.8, 0.7}, new double[] {40.45, 30.1, 0.9}, new double[] {30, 6.6, 0.2});

        List<PeakSearch.Maximum> found = PeakSearch.highest(map, 10, 0.3, 5);

        assertThat(found).hasSize(2);
        assertThat(found.get(0).x()).isCloseTo(40.45, within(1e-3));
        assertThat(found.get(0).y()).isCloseTo(30.1, within(1e-3));
        assertThat(found.get(1).x()).isCloseTo(10.3, within(1e-3));
        assertThat(found.get(1).y()).isCloseTo(7.8, within(1e-3));
    }

    @Test
    void keepsOnlyTheHigherOfTwoThatAreTooClose() {
        Image map = hills(new double[] {20, 20, 0.8}, new double[] {27, 20, 0.9}, new double[] {34, 20, 0.7});

        assertThat(PeakSearch.highest(map, 10, 0, 8)).hasSize(1);
        assertThat(PeakSearch.highest(map, 10, 0, 6)).hasSize(3);
        assertThat(PeakSearch.highest(map, 2, 0, 6)).hasSize(2);
    }

    @Test
    void takesAPlateauOnceAndNaNNever() {
        Image map = new Image(20, 20);
        Arrays.fill(map.pixels(), Float.NaN);
        map.set(5, 5, 1);
        map.set(6, 5, 1);
        map.set(6, 6, 1);

        List<PeakSearch.Maximum> found = PeakSearch.highest(map, 10, 0.5, 0);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().x()).isEqualTo(5);
        assertThat(found.getFirst().y()).isEqualTo(5);
    }
}
