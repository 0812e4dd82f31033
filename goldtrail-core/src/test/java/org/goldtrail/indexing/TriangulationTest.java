package org.goldtrail.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.goldtrail.geometry.ViewGeometry;
import org.junit.jupiter.api.Test;

class TriangulationTest {
    private static final double[] POINT = {120, -75, 40};

    private static ViewGeometry view(double tilt) {
        return new ViewGeometry(85.3, tilt, 0, 1.01, 7, -4);
    }

    private static void add(Triangulation sums, double tilt, double dx, double dy) {
        ViewGeometry view = view(tilt);
        sums.add(
                view,
                view.projectX(POINT[0], POINT[1], POINT[2]) + dx,
                view.projectY(POINT[0], POINT[1], POINT[2]) + dy);
    }

    @Test
    void meetsAPointSeenFromAllSides() {
        Triangulation sums = new Triangulation(1);
        for (int tilt = -60; tilt <= 60; tilt += 20) {
            add(sums, tilt, 0, 0);
        }

        Triangulation.Point p = sums.solve(0, 1e4);

        assertThat(p.x()).isCloseTo(POINT[0], within(1e-4));
        assertThat(p.y()).isCloseTo(POINT[1], within(1e-4));
        assertThat(p.z()).isCloseTo(POINT[2], within(1e-4));
    }

    @Test
    void believesTheHeightWhereOneViewDoesNotTellIt() {
        Triangulation sums = new Triangulation(1);
        add(sums, 0, 0, 0);

        Triangulation.Point p = sums.solve(15, 50);

        assertThat(p.z()).isCloseTo(15, within(1e-6));
        assertThat(p.x()).isCloseTo(POINT[0], within(1e-3));
        assertThat(p.variance(0, 0, 1)).isCloseTo(2500, within(1.0));
    }

    @Test
    void statesTheVarianceThatNoiseMakes() {
        Random random = new Random(4);
        double squares = 0;
        double stated = 0;
        int trials = 3000;
        for (int k = 0; k < trials; k++) {
            Triangulation sums = new Triangulation(1);
            for (int tilt = -40; tilt <= 40; tilt += 20) {
                add(sums, tilt, random.nextGaussian(), random.nextGaussian());
            }
            Triangulation.Point p = sums.solve(0, 1e5);
            squares += (p.z() - POINT[2]) * (p.z() - POINT[2]);
            stated = p.variance(0, 0, 1);
        }

        assertThat(squares / trials).isCloseTo(stated, within(0.1 * stated));
    }
}
