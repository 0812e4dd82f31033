package org.goldtrail.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftVoteTest {
    private static final double HALF = 400;

    private static ShiftVote.Outcome vote(double[][] predicted, double[][] observed) {
        int n = predicted[0].length;
        double[] ones = new double[Math.max(n, observed[0].length)];
        Arrays.fill(ones, 1);
        return new ShiftVote(5, 220)
                .find(
                        predicted[0],
                        predicted[1],
                        new double[n],
                        ones,
                        observed[0],
                        observed[1],
                        ones,
                        (x, y) -> Math.abs(x) < HALF && Math.abs(y) < HALF,
                        observed[0].length / (4 * HALF * HALF));
    }

    private static double[][] points(int count, Random random) {
        double[][] p = new double[2][count];
        for (double[] column : p) {
            Arrays.setAll(column, i -> 2 * HALF * (random.nextDouble() - 0.5));
        }
        return p;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "137.3, -88.9", "-215, 215", "3, 200"})
    void findsAShiftAmongClutter(double shiftX, double shiftY) {
        Random random = new Random(2);
        double[][] predicted = points(40, random);
        double[][] observed = points(60, random);
        for (int i = 0; i < 20; i++) {
            // Of 40 predictions half are observed, among twice as many others.
            observed[0][i] = predicted[0][i] + shiftX + 0.5 * random.nextGaussian();
            observed[1][i] = predicted[1][i] + shiftY + 0.5 * random.nextGaussian();
        }

        ShiftVote.Outcome found = vote(predicted, observed);

        assertThat(found.shiftX()).isCloseTo(shiftX, within(0.5));
        assertThat(found.shiftY()).isCloseTo(shiftY, within(0.5));
        assertThat(found.matches()).isBetween(8, 24);
        assertThat(found.logChance()).isLessThan(Math.log(1e-4));
    }

    @Test
    void takesCoincidencesForWhatTheyAre() {
        Random random = new Random(3);
        int convincing = 0;
        for (int trial = 0; trial < 50; trial++) {
            convincing += vote(points(40, random), points(60, random)).logChance() < Math.log(1e-2) ? 1 : 0;
        }

        assertThat(convincing).isLessThanOrEqualTo(3);
    }

    @Test
    void findsNothingInNothing() {
        double[][] none = new double[2][0];

        assertThat(vote(none, none).matches()).isZero();
        assertThat(vote(points(5, new Random(1)), none).logChance()).isZero();
    }
}
