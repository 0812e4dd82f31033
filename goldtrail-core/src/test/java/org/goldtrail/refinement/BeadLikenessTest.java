package org.goldtrail.refinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;

class BeadLikenessTest {
    private static final int SIZE = 200;
    private static final int VIEWS = 12;
    private static final double DIAMETER = 14;

    /** An ellipse of the given axes and depth in each view, at a place that differs from view to view. */
    private record Thing(double a, double b, double angle, double depth) {}

    private final List<Image> images = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();

    private void draw(List<Thing> things) {
        Random random = new Random(5);
        for (int v = 0; v < VIEWS; v++) {
            Image image = new Image(SIZE, SIZE);
            for (int i = 0; i < image.pixels().length; i++) {
                image.pixels()[i] = (float) (100 + 8 * random.nextGaussian());
            }
            for (int k = 0; k < things.size(); k++) {
                double x = 30 + 45 * (k % 4) + 4 * random.nextDouble();
                double y = 30 + 45 * (k / 4) + 4 * random.nextDouble();
                add(image, things.get(k), x, y);
                observations.add(new Observation(k, v, x, y));
            }
            images.add(image);
        }
    }

    private static void add(Image image, Thing thing, double x, double y) {
        for (int py = 0; py < SIZE; py++) {
            for (int px = 0; px < SIZE; px++) {
                double dx = px - x;
                double dy = py - y;
                double u = (Math.cos(thing.angle) * dx + Math.sin(thing.angle) * dy) / thing.a;
                double w = (-Math.sin(thing.angle) * dx + Math.cos(thing.angle) * dy) / thing.b;
                double edge = Math.clamp((1 - Math.hypot(u, w)) * thing.b + 0.5, 0, 1);
                image.set(px, py, image.get(px, py) - (float) (thing.depth * edge));
            }
        }
    }

    private BeadLikeness.Result judge() {
        RefinementViews views = new RefinementViews() {
            @Override
            public int viewCount() {
                return VIEWS;
            }

            @Override
            public RefinementView view(int section) {
                return new RefinementView(images.get(section), ValidMask.all(SIZE, SIZE));
            }
        };
        return BeadLikeness.of(
                new MarkerSet(VIEWS, observations),
                views,
                RefinementParameters.of(DIAMETER, true),
                BeadLikeness.Demand.ALONE,
                marker -> true);
    }

    private static List<Thing> beads(int count) {
        List<Thing> beads = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double radius = DIAMETER / 2 * (0.95 + 0.1 * k / Math.max(1, count - 1));
            beads.add(new Thing(radius, radius, 0, 40));
        }
        return beads;
    }

    private static List<Thing> ice(int count) {
        Random random = new Random(3);
        List<Thing> ice = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double a = DIAMETER / 2 * (0.9 + 1.2 * random.nextDouble());
            ice.add(new Thing(a, a * (0.3 + 0.3 * random.nextDouble()), Math.PI * random.nextDouble(), 40));
        }
        return ice;
    }

    @Test
    void beadsAreRoundAndAlike() {
        draw(beads(12));
        BeadLikeness.Result result = judge();
        assertThat(result.beads()).hasSize(12);
        assertThat(result.likeness()).isGreaterThan(0.9);
    }

    @Test
    void iceIsNot() {
        draw(ice(12));
        assertThat(judge().beads()).hasSizeLessThan(2);
    }

    @Test
    void fewBeadsAreFoundAmongIce() {
        List<Thing> both = new ArrayList<>(ice(8));
        both.addAll(beads(4));
        draw(both);
        assertThat(judge().beads()).containsExactly(8, 9, 10, 11);
    }

    @Test
    void roundThingsOfOtherContrastAreNotCounted() {
        List<Thing> both = new ArrayList<>(beads(5));
        both.add(new Thing(DIAMETER / 2, DIAMETER / 2, 0, 20));
        draw(both);
        assertThat(judge().beads()).containsExactly(0, 1, 2, 3, 4);
    }
}
