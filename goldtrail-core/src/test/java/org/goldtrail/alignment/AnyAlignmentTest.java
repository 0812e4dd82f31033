package org.goldtrail.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.junit.jupiter.api.Test;

/** Views of any size at any angle, magnification and shift, also far outside: waves lie where the map puts them. */
class AnyAlignmentTest {
    private static final int CASES = 500;

    private final Random random = new Random(5);

    @Test
    void wavesLieWhereTheMapPutsThem() {
        int compared = 0;
        for (int k = 0; k < CASES; k++) {
            int width = 1 + random.nextInt(k % 4 == 0 ? 12 : 130);
            int height = 1 + random.nextInt(k % 4 == 1 ? 12 : 300);
            double axisDeg = k % 5 == 0 ? 45 * (random.nextInt(9) - 4) : 360 * random.nextDouble() - 180;
            double magnification = k % 3 == 0 ? 1 : 0.96 + 0.08 * random.nextDouble();
            double far = k % 4 == 2 ? 400 : 20;
            compared += compare(
                    width,
                    height,
                    new ViewGeometry(
                            axisDeg, 0, 0, magnification, far * random.nextGaussian(), far * random.nextGaussian()));
        }
        assertThat(compared).isGreaterThan(100_000);
    }

    private int compare(int width, int height, ViewGeometry geometry) {
        double waveX = 0.1 * random.nextDouble();
        double waveY = 0.1 * random.nextDouble();
        Image raw = new Image(width, height);
        for (int i = 0; i < width * height; i++) {
            raw.pixels()[i] = (float) wave(waveX * (i % width) + waveY * (i / width));
        }
        AlignedFrame frame = AlignedFrame.of(width, height, geometry.axisDeg());
        Image aligned = new AlignedStack(
                        ViewSource.of(List.of(raw)), List.of(geometry), Set.of(), MaskSource.ALL_VALID, frame)
                .view(0, 1);
        double cos = geometry.magnification() * Math.cos(Math.toRadians(geometry.axisDeg()));
        double sin = geometry.magnification() * Math.sin(Math.toRadians(geometry.axisDeg()));
        double worst = 0;
        int compared = 0;
        for (int v = 0; v < frame.height(); v++) {
            for (int u = 0; u < frame.width(); u++) {
                double du = u - (frame.width() - 1) / 2.0;
                double dv = v - (frame.height() - 1) / 2.0;
                double x = (width - 1) / 2.0 + cos * du - sin * dv + geometry.shiftXPx();
                double y = (height - 1) / 2.0 + sin * du + cos * dv + geometry.shiftYPx();
                if (x > 12 && y > 12 && x < width - 13 && y < height - 13) {
                    double error = aligned.pixels()[v * frame.width() + u] - wave(waveX * x + waveY * y);
                    worst = Math.max(worst, Math.abs(error));
                    compared++;
                }
            }
        }
        assertThat(worst).as("%d x %d, %s", width, height, geometry).isLessThan(0.01);
        return compared;
    }

    private static double wave(double cycles) {
        return Math.cos(2 * Math.PI * cycles);
    }
}
