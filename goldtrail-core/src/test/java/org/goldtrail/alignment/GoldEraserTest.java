package org.goldtrail.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.goldtrail.image.Image;
import org.junit.jupiter.api.Test;

class GoldEraserTest {
    private static final List<double[]> BEADS = List.of(
            new double[] {50.3, 60.7},
            new double[] {120, 40},
            new double[] {133, 52},
            new double[] {1, 100},
            new double[] {-40, 20});

    @Test
    void filledDiscsAreAsBrightAndAsNoisyAsTheirSurroundings() {
        Image view = new Image(180, 140);
        Random random = new Random(2);
        float last = 0;
        for (int i = 0; i < view.pixels().length; i++) {
            last = (float) (0.6 * last + 10 * random.nextGaussian()); // noise with a spectrum
            view.pixels()[i] = 500 + 0.3f * (i % 180) + 0.2f * (i / 180) + last;
        }
        Image clean = view.copy();
        for (double[] b : BEADS) {
            for (int i = 0; i < view.pixels().length; i++) {
                if (Math.hypot(i % 180 - b[0], i / 180 - b[1]) < 7) {
                    view.pixels()[i] -= 300;
                }
            }
        }
        Image marred = view.copy();
        List<GoldEraser.Patch> gallery = new GoldEraser(9).eraseWithGallery(view, BEADS, 7);
        assertThat(gallery).hasSize(5);
        assertThat(gallery.getFirst().before().get(18, 18)).isLessThan(350);
        assertThat(gallery.getFirst().after().get(18, 18)).isGreaterThan(400);
        for (double[] b : BEADS.subList(0, 4)) {
            double sum = 0;
            double squares = 0;
            double neighbours = 0;
            int count = 0;
            for (int y = 0; y < 140; y++) {
                for (int x = 1; x < 180; x++) {
                    if (Math.hypot(x - b[0], y - b[1]) < 7) {
                        double d = view.get(x, y) - (500 + 0.3 * x + 0.2 * y);
                        double before = view.get(x - 1, y) - (500 + 0.3 * (x - 1) + 0.2 * y);
                        sum += d;
                        squares += d * d;
                        neighbours += d * before;
                        count++;
                    }
                }
            }
            double sd = Math.sqrt(squares / count);
            assertThat(sum / count).isCloseTo(0, within(6.0));
            assertThat(sd).isBetween(7.0, 20.0); // 12.5 in the image
            assertThat(neighbours / squares).isGreaterThan(0.3); // 0.6 in the image, 0 for white noise
        }
        for (int i = 0; i < view.pixels().length; i++) {
            int at = i;
            if (BEADS.stream().allMatch(b -> Math.hypot(at % 180 - b[0], at / 180 - b[1]) > 11.1)) {
                assertThat(view.pixels()[i]).isEqualTo(clean.pixels()[i]);
            }
        }
        new GoldEraser(9).erase(marred, BEADS, 7);
        assertThat(marred.pixels()).containsExactly(view.pixels());
    }

    @Test
    void goldThatNobodyTrackedLeavesNoGhosts() {
        Image view = new Image(200, 200);
        Random random = new Random(3);
        for (int i = 0; i < view.pixels().length; i++) {
            view.pixels()[i] = 500 + (float) (10 * random.nextGaussian());
        }
        double[] tracked = {100, 100};
        for (double[] b : List.of(tracked, new double[] {115, 100}, new double[] {70, 80}, new double[] {120, 140})) {
            for (int i = 0; i < view.pixels().length; i++) {
                view.pixels()[i] -= Math.hypot(i % 200 - b[0], i / 200 - b[1]) < 6 ? 300 : 0;
            }
        }
        for (int seed = 0; seed < 10; seed++) {
            Image erased = view.copy();
            assertThat(new GoldEraser(8).erase(erased, List.of(tracked), seed)).isEqualTo(1);
            for (int y = 94; y <= 106; y++) {
                for (int x = 94; x <= 106; x++) {
                    assertThat(erased.get(x, y)).as("pixel %d, %d", x, y).isBetween(440f, 560f);
                }
            }
        }
    }
}
