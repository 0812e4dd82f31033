package org.goldtrail.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchingTest {
    @Test
    void givesEachObservationToItsNearestPredictionOnly() {
        double[] px = {0, 1, 10, Double.NaN};
        double[] py = {0, 0, 0, 0};
        double[] tolerance = {3, 3, 3, 3};
        double[] ox = {0.9, 14, 2.5};
        double[] oy = {0, 0, 0};

        // Prediction 1 is nearest to observation 0; what is left within reach of 0 is observation 2.
        assertThat(Matching.nearest(px, py, tolerance, ox, oy)).containsExactly(2, 0, -1, -1);
    }

    @Test
    void isOneToOneAndWithinTolerance() {
        Random random = new Random(1);
        double[][] c = new double[4][400];
        for (double[] column : c) {
            Arrays.setAll(column, i -> 200 * random.nextDouble());
        }
        double[] tolerance = new double[400];
        Arrays.setAll(tolerance, i -> 2 + 6 * random.nextDouble());

        int[] match = Matching.nearest(c[0], c[1], tolerance, c[2], c[3]);

        int[] made = Arrays.stream(match).filter(j -> j >= 0).toArray();
        assertThat(made.length).isGreaterThan(100);
        assertThat(Arrays.stream(made).distinct().count()).isEqualTo(made.length);
        for (int i = 0; i < match.length; i++) {
            if (match[i] >= 0) {
                assertThat(Math.hypot(c[0][i] - c[2][match[i]], c[1][i] - c[3][match[i]]))
                        .isLessThanOrEqualTo(tolerance[i]);
            }
        }
    }

    @Test
    void copesWithNothing() {
        double[] none = {};

        assertThat(Matching.nearest(none, none, none, new double[] {1}, new double[] {1}))
                .isEmpty();
        assertThat(Matching.nearest(new double[] {1}, new double[] {1}, new double[] {1}, none, none))
                .containsExactly(-1);
    }
}
