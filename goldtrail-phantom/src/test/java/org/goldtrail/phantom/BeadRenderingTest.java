package org.goldtrail.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.goldtrail.geometry.ViewGeometry;
import org.junit.jupiter.api.Test;

/** A bead without noise must be where it is said to be, and the light must follow the cosine law. */
class BeadRenderingTest {
    private static final int SIZE = 96;

    private static PhantomParameters quiet() {
        PhantomParameters p = PhantomParameters.standard("quiet").withSize(SIZE, SIZE);
        return p.with(new SpecimenParameters(170, 0, 290, 0, 0, 0, 62, 0, 0, 0.5, 0, 30, false))
                .with(new DetectorParameters(3, 12.5, 0.45, 0, 0, 0, 0));
    }

    private static ViewPlan view(ViewGeometry g) {
        return new ViewPlan(0, 0, g.tiltDeg(), g, ViewStatus.GOOD, 40_000, 800, 12, 0, 0, 0, 0, 1, List.of());
    }

    private static float[] render(PhantomParameters p, List<Body> bodies, ViewGeometry g) {
        SplittableRandom random = new SplittableRandom(1);
        Specimen empty = SpecimenBuilder.build(p.with(p.gold().withCount(0)), 1);
        Specimen specimen = new Specimen(
                empty.slab(), empty.thickness(), List.of(), bodies, empty.grain(), null, empty.deformation());
        return new ViewRenderer(p, specimen, 1).expected(view(g), random);
    }

    private static Body bead(PhantomParameters p, double diameterNm, double[] at) {
        double nm = p.field().nanometresToPx(1);
        return Body.sphere(Body.Kind.GOLD, at, diameterNm / 2 * nm, RadialProfile.BALL, 0.16 / nm, 0.5 / 14.5 / nm);
    }

    @Test
    void theCentreOfABeadIsRightToAHundredthOfAPixel() {
        PhantomParameters p = quiet();
        SplittableRandom random = new SplittableRandom(42);
        for (double diameterNm : new double[] {4.86, 10}) {
            for (int k = 0; k < 12; k++) {
                double[] at = {9 * random.nextDouble(), 9 * random.nextDouble(), 60 * random.nextDouble() - 30};
                ViewGeometry g = new ViewGeometry(
                        85.3, 120 * random.nextDouble() - 60, 0, 1, random.nextDouble(), random.nextDouble());
                float[] image = render(p, List.of(bead(p, diameterNm, at)), g);
                double x = g.projectX(at[0], at[1], at[2]) + (SIZE - 1) / 2.0;
                double y = g.projectY(at[0], at[1], at[2]) + (SIZE - 1) / 2.0;
                double[] centre = centroid(image, x, y, p.field().nanometresToPx(diameterNm));
                assertThat(Math.hypot(centre[0] - x, centre[1] - y)).isLessThan(0.01);
            }
        }
    }

    /** Centre of mass of darkness under a soft round window that follows it. */
    private static double[] centroid(float[] image, double startX, double startY, double reach) {
        double background = image[0];
        double cx = Math.rint(startX);
        double cy = Math.rint(startY);
        for (int round = 0; round < 60; round++) {
            double sum = 0;
            double sx = 0;
            double sy = 0;
            for (int i = 0; i < image.length; i++) {
                double r = Math.hypot(i % SIZE - cx, i / SIZE - cy) / reach;
                double weight = r < 1 ? Math.pow(Math.cos(r * Math.PI / 2), 2) * (background - image[i]) : 0;
                sum += weight;
                sx += weight * (i % SIZE);
                sy += weight * (i / SIZE);
            }
            cx = sx / sum;
            cy = sy / sum;
        }
        return new double[] {cx, cy};
    }

    @Test
    void aBeadIsDarkWithABrightFringe() {
        PhantomParameters p = quiet();
        float[] image = render(p, List.of(bead(p, 10, new double[3])), ViewGeometry.of(85.3, 0));
        double background = image[0];
        int middle = SIZE / 2 * SIZE + SIZE / 2;
        assertThat(image[middle] / background).isBetween(0.3, 0.65);
        float brightest = 0;
        for (int x = 0; x < 16; x++) {
            brightest = Math.max(brightest, image[middle + x]);
        }
        assertThat(brightest / background).isGreaterThan(1.1);
    }

    @Test
    void theLightFollowsTheCosineLaw() {
        PhantomParameters p = quiet();
        for (double tilt : new double[] {0, 30, 60}) {
            float[] image = render(p, List.of(), ViewGeometry.of(85.3, tilt));
            double expected = 3 * 5.4 * 5.4 * Math.exp(-170 / 290.0 / Math.cos(Math.toRadians(tilt)));
            assertThat(image[SIZE * 40 + 40]).isCloseTo((float) expected, Percentage.withPercentage(0.1));
        }
    }

    @Test
    void theProjectionOfABodyIsItsVolume() {
        double[][] axes = {{0.6, 0.8, 0}, {-0.8, 0.6, 0}, {0, 0, 1}};
        double[] semi = {5, 8, 11};
        Body body = Body.ellipsoid(Body.Kind.SOFT, new double[3], axes, semi, RadialProfile.BALL, 1, 1);
        BodyProjector projector = new BodyProjector(new ViewGeometry(20, 35, 5, 1, 0, 0), 47.3, 48.1, SIZE, SIZE, 0);
        float[] phase = new float[SIZE * SIZE];
        projector.add(body, new double[3], phase, new float[SIZE * SIZE]);
        double sum = 0;
        for (float value : phase) {
            sum += value;
        }
        assertThat(sum).isCloseTo(4.0 / 3 * Math.PI * 5 * 8 * 11, Percentage.withPercentage(0.5));
    }
}
