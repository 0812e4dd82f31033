package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Beads on a slab 60 px thick and 800 px wide, each some pixels off its surface, tell how it slopes, or nothing. */
class BeadSlopesTest {
    private static final double SLOPE = Math.tan(Math.toRadians(10));

    private static double[][] beads(int count, double slope, double[] surfaces, double scatter, long seed) {
        Random random = new Random(seed);
        double[][] xyz = new double[count][3];
        for (int i = 0; i < count; i++) {
            xyz[i][0] = 800 * (random.nextDouble() - 0.5);
            xyz[i][1] = 800 * (random.nextDouble() - 0.5);
            xyz[i][2] = slope * xyz[i][0] + surfaces[i % surfaces.length] + scatter * random.nextGaussian();
        }
        return xyz;
    }

    @Test
    void twoSurfacesAndOneTellTheSlope() {
        double[] both = BeadSurfaces.slopes(beads(20, SLOPE, new double[] {-30, 30}, 2, 1));
        assertThat(both[0]).isCloseTo(SLOPE, within(0.01));
        assertThat(both[1]).isCloseTo(0, within(0.01));
        double[] one = BeadSurfaces.slopes(beads(10, -SLOPE, new double[] {30}, 2, 2));
        assertThat(one[0]).isCloseTo(-SLOPE, within(0.01));
        assertThat(one[1]).isCloseTo(0, within(0.01));
    }

    @Test
    void beadsAtAnyDepthDoNotTiltAFlatSpecimen() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(BeadSurfaces.slopes(beads(8, 0, new double[] {0}, 20, seed)))
                    .as("seed " + seed)
                    .containsExactly(0, 0);
            assertThat(BeadSurfaces.slopes(beads(5, SLOPE, new double[] {0}, 2, seed)))
                    .containsExactly(0, 0);
        }
    }

    @Test
    void beadsWithinTheIceHideNoSurfaces() {
        for (long seed = 0; seed < 30; seed++) {
            double[][] xyz = beads(40, SLOPE, new double[] {-140, 150}, 4, seed);
            Random random = new Random(100 + seed);
            for (int i = 0; i < 8; i++) {
                xyz[i][2] = SLOPE * xyz[i][0] - 130 + 270 * random.nextDouble();
            }
            BeadSurfaces found = BeadSurfaces.find(xyz).orElseThrow();
            assertThat(found.distancePx()).isCloseTo(290, within(8.0));
            assertThat(found.slopeX()).isCloseTo(SLOPE, within(0.02));
        }
    }

    @Test
    void surfacesThatLieCloseAreSeen() {
        int found = 0;
        for (long seed = 0; seed < 50; seed++) {
            found += BeadSurfaces.find(beads(40, SLOPE, new double[] {-20, 20}, 5.5, seed))
                            .filter(s -> Math.abs(s.distancePx() - 40) < 6)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(found).isGreaterThan(40);
    }

    @Test
    void beadsSpreadEvenlyAreNoSurfaces() {
        int found = 0;
        for (long seed = 0; seed < 900; seed++) {
            Random random = new Random(seed);
            double[][] xyz = beads(12 + (int) (seed % 30), 0, new double[] {0}, 0, seed);
            for (double[] p : xyz) {
                p[2] = 300 * (random.nextDouble() - 0.5);
            }
            found += BeadSurfaces.find(xyz).isPresent() ? 1 : 0;
        }
        assertThat(found).isLessThan(9);
    }
}
