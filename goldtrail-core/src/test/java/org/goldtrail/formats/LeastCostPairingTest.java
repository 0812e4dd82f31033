package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeastCostPairingTest {
    @Test
    void asCheapAsTheBestOfAllPermutations() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 60; trial++) {
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(5);
            double[][] cost = new double[rows][columns];
            for (double[] row : cost) {
                Arrays.setAll(row, c -> random.nextInt(3) == 0 ? 1e4 : random.nextDouble());
            }
            int[] found = LeastCostPairing.solve(cost);
            double sum = 0;
            int count = 0;
            for (int r = 0; r < rows; r++) {
                if (found[r] >= 0) {
                    sum += cost[r][found[r]];
                    count++;
                }
            }
            assertThat(count).isEqualTo(Math.min(rows, columns));
            assertThat(Arrays.stream(found).filter(c -> c >= 0).distinct().count())
                    .isEqualTo(count);
            assertThat(sum).isCloseTo(best(cost, 0, 0, count), offset(1e-9));
        }
    }

    /** Least cost of assigning {@code left} of the rows from {@code row} on; taken columns are the bits of a mask. */
    private static double best(double[][] cost, int row, int taken, int left) {
        if (left == 0) {
            return 0;
        }
        if (cost.length - row < left) {
            return Double.POSITIVE_INFINITY;
        }
        double least = best(cost, row + 1, taken, left);
        for (int c = 0; c < cost[row].length; c++) {
            if ((taken & (1 << c)) == 0) {
                least = Math.min(least, cost[row][c] + best(cost, row + 1, taken | (1 << c), left - 1));
            }
        }
        return least;
    }

    @Test
    void nothingToAssign() {
        assertThat(LeastCostPairing.solve(new double[0][])).isEmpty();
        assertThat(LeastCostPairing.solve(new double[3][0])).containsExactly(-1, -1, -1);
    }
}
