package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThicknessEstimateTest {
    private static final Supplier<OptionalDouble> NOTHING = OptionalDouble::empty;
    private final Random random = new Random(3);

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1, -0.05", "-0.3, 0.2"})
    void twoSurfacesGiveTheirDistanceAndAFifth(double slopeX, double slopeY) {
        double[][] beads = beads(20, i -> (i % 3 == 0 ? 100 : -100) + 3 * random.nextGaussian());
        for (double[] b : beads) {
            b[2] += slopeX * b[0] + slopeY * b[1];
        }
        ThicknessEstimate found = ThicknessEstimate.of(beads, 20, 5.4, 960, NOTHING);
        assertThat(found.method()).isEqualTo(ThicknessEstimate.Method.BEAD_SURFACES);
        assertThat(found.sentence()).contains("13 and 7 beads");
        if (slopeX == 0) {
            assertThat(found.thicknessPx()).isCloseTo(240, within(5.0));
        } else {
            assertThat(found.sentence()).contains("to hold all beads");
        }
    }

    @Test
    void beadsEverywhereOrOnOneSurfaceAreNotTwoSurfaces() {
        for (int seed = 0; seed < 50; seed++) {
            double[][] everywhere = beads(8 + seed, i -> 200 * random.nextDouble() - 100);
            double[][] one = beads(8 + seed, i -> 90 + 4 * random.nextGaussian());
            one[0][2] = -90; // a stray bead does not make a surface
            assertThat(BeadSurfaces.find(everywhere)).isEmpty();
            assertThat(BeadSurfaces.find(one)).isEmpty();
        }
        assertThat(BeadSurfaces.find(beads(5, i -> i % 2 * 100))).isEmpty();
    }

    @Test
    void withoutSurfacesTheTestTomogramCountsThenTheGuess() {
        double[][] beads = {{0, 0, 30}, {10, 10, -60}};
        ThicknessEstimate profile = ThicknessEstimate.of(beads, 20, 5, 960, () -> OptionalDouble.of(200));
        assertThat(profile.method()).isEqualTo(ThicknessEstimate.Method.DENSITY_PROFILE);
        assertThat(profile.thicknessPx()).isCloseTo(240, within(1e-9));
        assertThat(profile.depthVoxels(4)).isEqualTo(60);
        ThicknessEstimate thin = ThicknessEstimate.of(beads, 20, 5, 960, () -> OptionalDouble.of(50));
        assertThat(thin.thicknessPx()).isEqualTo(2 * 60 + 20);
        assertThat(thin.sentence()).contains("140 px (70 nm) to hold all beads");
        ThicknessEstimate guess = ThicknessEstimate.of(beads, 20, 5, 960, NOTHING);
        assertThat(guess.method()).isEqualTo(ThicknessEstimate.Method.GUESS);
        assertThat(guess.thicknessPx()).isCloseTo(600, within(1e-9));
        assertThat(guess.sentence()).contains("guess");
        assertThat(ThicknessEstimate.of(new double[0][], 20, Double.NaN, 960, NOTHING)
                        .thicknessPx())
                .isCloseTo(320, within(1e-9));
    }

    @Test
    void testTomogramShowsTheDepthOfTheSpecimen() {
        OptionalDouble depth = depthOf(textured(24, 4), 2);
        assertThat(depth).isPresent();
        assertThat(depth.getAsDouble()).isBetween(2 * 20.0, 2 * 32.0);
        assertThat(depthOf(textured(0, 4), 2)).as("noise only").isEmpty();
    }

    private static OptionalDouble depthOf(List<Image> views, int bin) {
        try (WorkerPool pool = new WorkerPool(2)) {
            return ThicknessEstimate.depthFromTestTomogram(
                    RowSource.of(ViewSource.of(views)),
                    bin,
                    GEOMETRY,
                    BackProjection.noFactors(GEOMETRY.size()),
                    Set.of(),
                    pool,
                    Progress.SILENT);
        }
    }

    private static final List<ViewGeometry> GEOMETRY = java.util.stream.IntStream.rangeClosed(-20, 20)
            .mapToObj(i -> ViewGeometry.of(0, 3 * i))
            .toList();

    /** Views of small blobs spread evenly over a slab about z = 0, in noise. */
    private List<Image> textured(double thickness, double noise) {
        double[][] blobs = beads(thickness == 0 ? 0 : 900, i -> thickness * (random.nextDouble() - 0.5));
        List<Image> views = new ArrayList<>();
        for (ViewGeometry g : GEOMETRY) {
            Image view = new Image(160, 120);
            for (int i = 0; i < view.pixels().length; i++) {
                view.pixels()[i] = (float) (noise * random.nextGaussian());
            }
            for (double[] b : blobs) {
                double x = view.centreX() + g.projectX(b[0] / 5, b[1] / 5, b[2]);
                double y = view.centreY() + g.projectY(b[0] / 5, b[1] / 5, b[2]);
                for (int v = (int) y - 4; v <= y + 5; v++) {
                    for (int u = (int) x - 4; u <= x + 5; u++) {
                        if (view.contains(u, v)) {
                            double r2 = (u - x) * (u - x) + (v - y) * (v - y);
                            view.set(u, v, view.get(u, v) - (float) (4 * Math.exp(-r2 / 3)));
                        }
                    }
                }
            }
            views.add(view);
        }
        return views;
    }

    private double[][] beads(int count, java.util.function.IntToDoubleFunction z) {
        double[][] beads = new double[count][];
        for (int i = 0; i < count; i++) {
            beads[i] =
                    new double[] {900 * random.nextDouble() - 450, 900 * random.nextDouble() - 450, z.applyAsDouble(i)};
        }
        return beads;
    }
}
