package org.goldtrail.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.goldtrail.image.Image;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.kernel.PlainKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three shears show the same as one map, more finely than the spline does. */
class ShearSamplerTest {
    private static final int WIDTH = 151;
    private static final int HEIGHT = 240;
    private static final float FILL = -77;

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "0, 1.02, 0",
        "0.0001, 1.001, 0",
        "1, 1, 0",
        "5.3, 1.001, 0",
        "-12, 0.99, 0",
        "44, 1, 0",
        "-46, 1, 0",
        "85.3, 0.998, 0",
        "90, 1, 0",
        "-90, 1, 0",
        "-95, 1.003, 0",
        "-62, 1.001, 0",
        "120, 1.001, 0",
        "133, 1, 0",
        "180, 1.01, 0",
        "-176, 1, 0",
        "5, 1, 0.01",
        "84, 1, -0.012"
    })
    void wavesLieWhereTheMapPutsThem(double angleDeg, double magnification, double stretch) {
        // off the plain rotation by a stretch along x, as a distorted specimen asks for
        double cos = magnification * Math.cos(Math.toRadians(angleDeg));
        double sin = magnification * Math.sin(Math.toRadians(angleDeg));
        double a11 = (1 + stretch) * cos;
        double a12 = -sin;
        double a21 = (1 + stretch) * sin;
        double a22 = cos;
        int width = 140;
        int height = 251; // more rows than a band has
        double x0 = (WIDTH - 1) / 2.0 - a11 * 69.2 - a12 * 126.1;
        double y0 = (HEIGHT - 1) / 2.0 - a21 * 69.2 - a22 * 126.1;
        AffinePlaces places = new AffinePlaces(x0, y0, a11, a12, a21, a22, WIDTH, HEIGHT);
        ShearFactors factors = ShearFactors.of(a11, a12, a21, a22).orElseThrow();
        double[][] waves = {{0.11, 0.02, 0.4}, {-0.07, 0.19, 2}, {0.2, 0.2, 1}, {-0.28, 0.05, 0.1}, {0.04, -0.29, 3}};
        Image image = new Image(WIDTH, HEIGHT);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = (float) value(waves, i % WIDTH, i / WIDTH);
        }
        Image original = image.copy();
        ShearSampler best =
                new ShearSampler(rows(image, factors), places, factors, width, height, FILL, Kernels.best());
        ShearSampler plain =
                new ShearSampler(rows(image, factors), places, factors, width, height, FILL, new PlainKernels());
        SplineImage spline = new SplineImage(image, Kernels.best());
        float[] row = new float[width];
        float[] plainRow = new float[width];
        float[] splineRow = new float[width];
        double worst = 0;
        double squares = 0;
        double splineSquares = 0;
        int count = 0;
        int filled = 0;
        int differentlyFilled = 0;
        for (int v = 0; v < height; v++) {
            best.next(row);
            plain.next(plainRow);
            spline.sample(places.x(0, v), places.y(0, v), a11, a21, FILL, splineRow);
            assertThat(row).as("row %d", v).containsExactly(plainRow, within(1e-4f));
            for (int u = 0; u < width; u++) {
                differentlyFilled += (row[u] == FILL) == (splineRow[u] == FILL) ? 0 : 1;
                double x = places.x(u, v);
                double y = places.y(u, v);
                filled += row[u] == FILL ? 1 : 0;
                if (x > 14 && y > 14 && x < WIDTH - 15 && y < HEIGHT - 15) {
                    double error = row[u] - value(waves, x, y);
                    worst = Math.max(worst, Math.abs(error));
                    squares += error * error;
                    splineSquares += (splineRow[u] - value(waves, x, y)) * (splineRow[u] - value(waves, x, y));
                    count++;
                }
            }
        }
        assertThat(count).isGreaterThan(4000);
        assertThat(differentlyFilled).isZero();
        assertThat(filled).isLessThan(width * height / 2);
        assertThat(worst).isLessThan(0.06); // of waves that add up to 5
        assertThat(Math.sqrt(squares / count)).isLessThan(0.015);
        if (Math.abs(angleDeg) % 90 > 0.5) {
            assertThat(squares).isLessThan(splineSquares);
        }
        assertThat(image.pixels()).containsExactly(original.pixels());
    }

    @Test
    void valuesNearTheEdgeStayNearThePixels() {
        Image image = new Image(40, 30);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = 100 + i % 40 * 0.5f - i / 40 * 0.25f;
        }
        double cos = Math.cos(0.3);
        double sin = Math.sin(0.3);
        AffinePlaces places = new AffinePlaces(-3, -2, cos, -sin, sin, cos, 40, 30);
        ShearFactors factors = ShearFactors.of(cos, -sin, sin, cos).orElseThrow();
        ShearSampler sampler = new ShearSampler(rows(image, factors), places, factors, 60, 50, FILL, Kernels.best());
        float[] row = new float[60];
        for (int v = 0; v < 50; v++) {
            sampler.next(row);
            for (int u = 0; u < 60; u++) {
                if (row[u] != FILL) {
                    double expected = 100 + places.x(u, v) * 0.5 - places.y(u, v) * 0.25;
                    assertThat((double) row[u]).isCloseTo(expected, within(0.6)); // the mirror bends the plane
                }
            }
        }
    }

    @Test
    void whatIsNoRotationIsLeftToTheSpline() {
        assertThat(ShearFactors.of(1.2, 0, 0, 1.2)).isEmpty();
        assertThat(ShearFactors.of(1, 0, 0, -1)).isEmpty();
        assertThat(ShearFactors.of(1, 0.1, 0, 1)).isPresent();
    }

    private static TurnedRows rows(Image image, ShearFactors factors) {
        return new TurnedRows(image, factors.quarterTurns(), new float[0]);
    }

    private static double value(double[][] waves, double x, double y) {
        double sum = 0;
        for (double[] w : waves) {
            sum += Math.cos(2 * Math.PI * (w[0] * x + w[1] * y) + w[2]);
        }
        return sum;
    }
}
