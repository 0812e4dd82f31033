package org.goldtrail.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.goldtrail.image.Image;
import org.goldtrail.image.TestImages;
import org.goldtrail.image.ValidMask;
import org.goldtrail.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeadSizeEstimateTest {
    private static final double NOISE = 10;

    private static BeadSize measure(Image... views) {
        return BeadSizeEstimate.of(
                views.length,
                k -> new BeadSizeEstimate.View(views[k], ValidMask.all(views[k].width(), views[k].height())),
                Progress.SILENT);
    }

    /** Places with at least so much room between them and from the border. */
    private static List<double[]> places(Image image, int count, double room, Random random) {
        List<double[]> places = new ArrayList<>();
        for (int trial = 0; places.size() < count && trial < 100_000; trial++) {
            double x = room + (image.width() - 2 * room) * random.nextDouble();
            double y = room + (image.height() - 2 * room) * random.nextDouble();
            if (places.stream().allMatch(p -> Math.hypot(p[0] - x, p[1] - y) > 2 * room)) {
                places.add(new double[] {x, y});
            }
        }
        return places;
    }

    private static Image beads(double diameter, double height, int count, long seed) {
        int side = (int) Math.max(260, 8 * diameter);
        Image image = TestImages.noise(side, side - 11, 500, NOISE, seed);
        for (double[] p : places(image, count, 1.1 * diameter, new Random(seed))) {
            TestImages.addDisc(image, p[0], p[1], diameter, height, Math.max(1, 0.15 * diameter));
        }
        return image;
    }

    @ParameterizedTest
    @CsvSource({
        "4, -60",
        "6, -40",
        "9, -30",
        "18, -20",
        "40, -20",
        "90, -20",
        "200, -20",
        "4, 60",
        "9, 30",
        "40, 20",
        "200, 20"
    })
    void measuresSizeAndSign(double diameter, double height) {
        BeadSize size = measure(beads(diameter, height, 8, 1), beads(diameter, height, 8, 2));

        assertThat(size.dark()).isEqualTo(height < 0);
        assertThat(size.diameterPx()).isCloseTo(diameter, within(Math.max(0.5, 0.1 * diameter)));
        assertThat(size.confidence()).isGreaterThan(0.6);
        assertThat(size.secondDiameterPx()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9, -30", "18, -25", "40, -20", "18, 25"})
    void neverTakesTheFringeForTheBead(double diameter, double height) {
        Image image = TestImages.noise(420, 400, 500, NOISE, 3);
        for (double[] p : places(image, 10, 1.2 * diameter, new Random(3))) {
            // A fringe 0.3 radii wide that is nearly as high as the core is deep.
            TestImages.addDisc(image, p[0], p[1], 1.3 * diameter, -0.9 * height, 1);
            TestImages.addDisc(image, p[0], p[1], diameter, 1.9 * height, 1);
        }

        BeadSize size = measure(image);

        assertThat(size.dark()).isEqualTo(height < 0);
        assertThat(size.diameterPx()).isCloseTo(diameter, within(0.15 * diameter));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void hasNoConfidenceInNoise(long seed) {
        BeadSize size = measure(IntStream.range(0, 3)
                .mapToObj(k -> TestImages.noise(320, 300, 500, NOISE, 10 * seed + k))
                .toArray(Image[]::new));

        assertThat(size.confidence()).isZero();
        assertThat(size.blobCount()).isZero();
    }

    @Test
    void hasNoConfidenceInAViewThatIsConstant() {
        assertThat(measure(new Image(100, 100)).confidence()).isZero();
        assertThat(measure().confidence()).isZero();
    }

    @Test
    void saysThatThereAreTwoSizes() {
        Image image = TestImages.noise(500, 480, 500, NOISE, 4);
        List<double[]> places = places(image, 32, 22, new Random(4));
        for (int k = 0; k < places.size(); k++) {
            TestImages.addDisc(image, places.get(k)[0], places.get(k)[1], k % 2 == 0 ? 9 : 18, -40, 1.5);
        }

        BeadSize size = measure(image);

        assertThat(size.secondDiameterPx()).isPresent();
        double second = size.secondDiameterPx().getAsDouble();
        assertThat(Math.min(size.diameterPx(), second)).isCloseTo(9, within(1.5));
        assertThat(Math.max(size.diameterPx(), second)).isCloseTo(18, within(2.5));
    }

    /** Many large things that are as dark as a few small ones outweigh them, but are not so dark for their size. */
    @Test
    void namesTheSmallerAndDenserThings() {
        Image image = TestImages.noise(700, 680, 500, NOISE, 5);
        List<double[]> places = places(image, 20, 60, new Random(5));
        for (int k = 0; k < places.size(); k++) {
            TestImages.addDisc(image, places.get(k)[0], places.get(k)[1], k < 4 ? 14 : 50, -40, 1.5);
        }

        BeadSize size = measure(image);

        assertThat(size.diameterPx()).isCloseTo(50, within(4.0));
        assertThat(size.denser()).isPresent();
        assertThat(size.denser().get().diameterPx()).isCloseTo(14, within(1.5));
        assertThat(size.denser().get().dark()).isTrue();
    }

    @Test
    void looksOnlyAtValidPixels() {
        Image image = beads(18, -25, 8, 6);
        ValidMask valid = ValidMask.all(image.width(), image.height());
        // Round holes in the data, far darker than any bead.
        for (double[] p : places(image, 12, 15, new Random(7))) {
            TestImages.addDisc(image, p[0], p[1], 8, -5000, 1);
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < image.width(); x++) {
                    if (Math.hypot(x - p[0], y - p[1]) < 6) {
                        valid.valid().clear(y * image.width() + x);
                    }
                }
            }
        }

        BeadSize size = BeadSizeEstimate.of(1, k -> new BeadSizeEstimate.View(image, valid), Progress.SILENT);

        assertThat(size.diameterPx()).isCloseTo(18, within(2.0));
    }
}
