package org.goldtrail.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Fft2Test {
    @ParameterizedTest
    @CsvSource({"13, 9", "12, 10", "1, 7", "30, 1"})
    void correlatesLikeTheDirectSum(int width, int height) {
        Random random = new Random(3);
        float[][] fields = new float[4][width * height];
        for (float[] field : fields) {
            for (int i = 0; i < field.length; i++) {
                field[i] = (float) random.nextGaussian();
            }
        }
        Fft2 fft = Fft2.atLeast(2 * width, 2 * height);
        Fft2.Pair a = fft.forward(fields[0], fields[1], width, height);
        Fft2.Pair b = fft.forward(fields[2], fields[3], width, height);

        Fft2.Pair c = fft.correlate(a.first(), b.first(), a.second(), b.second(), width, height);

        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                assertThat((double) c.first()[i])
                        .isCloseTo(direct(fields[0], fields[2], width, height, x, y), within(1e-4));
                assertThat((double) c.second()[i])
                        .isCloseTo(direct(fields[1], fields[3], width, height, x, y), within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "2, 2", "60, 64", "1024, 512"})
    void givesTheSameOnManyThreads(int columns, int rows) {
        Fft2 fft = Fft2.atLeast(columns, rows);
        float[] field = TestImages.noise(columns, rows, 0, 1, 1).pixels();
        float[] alone = fft.forward(field, field, columns, rows).first();
        try (WorkerPool pool = new WorkerPool(4)) {
            List<Boolean> same = pool.map(
                    columns > 500 ? 8 : 300,
                    Progress.SILENT,
                    i -> Arrays.equals(
                            alone, fft.forward(field, field, columns, rows).first()));

            assertThat(same).doesNotContain(false);
        }
    }

    /** {@code sum_x a(x + s) b(x)} over all x where both are there. */
    private static double direct(float[] a, float[] b, int width, int height, int sx, int sy) {
        double sum = 0;
        for (int y = 0; y + sy < height; y++) {
            for (int x = 0; x + sx < width; x++) {
                sum += (double) a[(y + sy) * width + x + sx] * b[y * width + x];
            }
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 97, 128, 1001, 3839})
    void roundsSizesUpToEvenProductsOfSmallPrimes(int n) {
        int size = Fft2.fastSize(n);

        assertThat(size).isBetween(n, n + n / 8 + 2).isEven();
        int rest = size;
        for (int p : new int[] {2, 3, 5}) {
            while (rest % p == 0) {
                rest /= p;
            }
        }
        assertThat(rest).isEqualTo(1);
    }
}
