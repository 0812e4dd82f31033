package org.goldtrail.refinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.image.ZeroLevel;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;

class OpticalDepthTest {
    private static final int SIZE = 160;
    private static final int VIEWS = 15;
    private static final double DIAMETER = 14;
    private static final double[] DEPTHS = {0.7, 0.1};

    /** Electrons counted behind a thing of each depth in views of falling brightness, and what a file makes of them. */
    private static List<Image> views(DoubleUnaryOperator file, boolean normalised) {
        Random random = new Random(11);
        List<Image> images = new ArrayList<>();
        for (int v = 0; v < VIEWS; v++) {
            double electrons = 120 - 5 * v;
            Image image = new Image(SIZE, SIZE);
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    double mean = electrons;
                    for (int k = 0; k < DEPTHS.length; k++) {
                        if (Math.hypot(x - centre(k), y - centre(k)) <= DIAMETER / 2) {
                            mean *= Math.exp(-DEPTHS[k]);
                        }
                    }
                    double counted = mean + Math.sqrt(mean) * random.nextGaussian();
                    double value = normalised ? (counted - electrons) / Math.sqrt(electrons) : counted;
                    image.set(x, y, (float) file.applyAsDouble(value));
                }
            }
            images.add(image);
        }
        return images;
    }

    private static double centre(int thing) {
        return 40 + 70 * thing;
    }

    private static RefinementViews of(List<Image> images) {
        return new RefinementViews() {
            @Override
            public int viewCount() {
                return images.size();
            }

            @Override
            public RefinementView view(int section) {
                return new RefinementView(images.get(section), ValidMask.all(SIZE, SIZE));
            }
        };
    }

    private static Map<Integer, Double> measure(List<Image> images, boolean dark) {
        List<Observation> observations = new ArrayList<>();
        for (int k = 0; k < DEPTHS.length; k++) {
            for (int v = 0; v < VIEWS; v++) {
                observations.add(new Observation(k, v, centre(k), centre(k)));
            }
        }
        OptionalDouble zero = ZeroLevel.of(images.stream()
                .map(image -> ZeroLevel.levelAndVariance(image, ValidMask.all(SIZE, SIZE)))
                .toList());
        return zero.isEmpty()
                ? Map.of()
                : OpticalDepth.of(
                        new MarkerSet(VIEWS, observations),
                        of(images),
                        RefinementParameters.of(DIAMETER, dark),
                        zero.getAsDouble());
    }

    private static void assertDepths(Map<Integer, Double> depths) {
        assertThat(depths).containsOnlyKeys(0, 1);
        assertThat(depths.get(0)).isCloseTo(0.7, within(0.1));
        assertThat(depths.get(1)).isCloseTo(0.1, within(0.04));
    }

    @Test
    void theDepthOfEachThingIsMeasured() {
        assertDepths(measure(views(v -> 8 * v, false), true));
    }

    @Test
    void anOffsetOfTheFileDoesNotMatter() {
        assertDepths(measure(views(v -> 3 * v - 32_768, false), true));
    }

    @Test
    void invertedGreyValuesGiveTheSameDepths() {
        assertDepths(measure(views(v -> 20_000 - 5 * v, false), false));
    }

    @Test
    void nothingIsSaidOfViewsThatWereNormalised() {
        assertThat(measure(views(v -> 40 * v + 100, true), true)).isEmpty();
    }

    @Test
    void theZeroLevelIsWhereNoNoiseIsLeft() {
        List<double[]> measured = new ArrayList<>();
        for (int v = 0; v < 10; v++) {
            measured.add(new double[] {500 + 20.0 * v, 3 * (500 + 20.0 * v - 420)});
        }
        assertThat(ZeroLevel.of(measured).getAsDouble()).isCloseTo(420, within(1e-9));
        assertThat(ZeroLevel.of(measured.subList(0, 5))).isEqualTo(OptionalDouble.empty());
    }
}
