package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.kernel.Kernels;
import org.junit.jupiter.api.Test;

class ReconstructionPartsTest {
    @Test
    void filterIsARampWithAGaussianEdge() {
        double[] gains = new RadialFilter(0.35, 0.035).gains(1024);
        assertThat(gains).hasSize(513);
        assertThat(gains[0]).isPositive().isLessThan(0.5 / 1024);
        assertThat(gains[100]).isCloseTo(100 / 1024.0, within(1e-3));
        assertThat(gains[350]).isCloseTo(350 / 1024.0, within(1e-3));
        double beyond = 400 / 1024.0 - 0.35;
        assertThat(gains[400]).isCloseTo(400 / 1024.0 * Math.exp(-beyond * beyond / (2 * 0.035 * 0.035)), within(1e-3));
        assertThat(new RadialFilter(0.3, 0).gains(64)[31]).isZero();
        assertThat(new RadialFilter(0.5, 0).gains(64)[32]).isCloseTo(0.5, within(2e-2));
        assertThatThrownBy(() -> new RadialFilter(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filteredRowIsTheLinearConvolutionWithTheRampsImpulseResponse() {
        int width = 50;
        float[] row = new float[width];
        row[1] = 1e-6f; // next to nothing, but the ends are not runs of fill
        row[48] = 1e-6f;
        row[20] = 3;
        row[33] = -1.5f;
        BoxView view = new BoxView(0, ViewGeometry.of(0, 0), new double[2], TomogramBox.centred(width, 1, 1));
        AlignedViews views = new AlignedViews(
                RowBands.of(RowSource.of(ViewSource.of(List.of(new Image(width, 1, row)))), Kernels.best()),
                List.of(view),
                List.of(new ViewScaling(0, 1, false)),
                ViewTreatment.USUAL,
                new RadialFilter(0.5, 0),
                new FilterContext(new double[1], new boolean[] {true}, new double[] {1}, 10),
                Kernels.best());
        float[] out = new float[2 * view.length];
        views.rows(view, 0, 1, new FilteredViews.Heights(0, 0), out, 0, out.length);
        for (int x = 0; x < width; x++) {
            double expected = 3 * impulse(x - 20) - 1.5 * impulse(x - 33);
            assertThat(out[x - view.first]).as("pixel %d", x).isCloseTo((float) expected, within(1e-3f));
        }
    }

    private static double impulse(int n) {
        if (n == 0) {
            return 0.25;
        }
        return n % 2 == 0 ? 0 : -1 / (Math.PI * Math.PI * n * n);
    }

    @Test
    void weightsAreTheShareOfTheTiltRange() {
        boolean[] all = {true, true, true, true, true};
        double[] even = TiltWeights.of(new double[] {-20, 0, -10, 20, 10}, all);
        assertThat(even).containsExactly(new double[] {w(10), w(10), w(10), w(10), w(10)}, within(1e-12));
        double[] uneven = TiltWeights.of(new double[] {0, 3, 6, 8, 10}, all);
        assertThat(uneven).containsExactly(new double[] {w(3), w(3), w(2.5), w(2), w(2)}, within(1e-12));
        double[] gap = TiltWeights.of(new double[] {0, 3, 6, 9, 40}, all);
        assertThat(gap).containsExactly(new double[] {w(3), w(3), w(3), w(4.5), w(6)}, within(1e-12));
        double[] excluded =
                TiltWeights.of(new double[] {-20, 0, -10, 20, 10}, new boolean[] {true, true, false, true, true});
        assertThat(excluded[2]).isZero();
        assertThat(excluded[1]).isCloseTo(w(15), within(1e-12));
        double[] twice = TiltWeights.of(new double[] {0, 3, 3, 6, 9}, all);
        assertThat(twice).containsExactly(new double[] {w(3), w(1.5), w(1.5), w(3), w(3)}, within(1e-12));
        assertThat(TiltWeights.of(new double[] {5}, new boolean[] {true})).containsExactly(1.0);
    }

    private static double w(double deg) {
        return Math.toRadians(deg);
    }

    @Test
    void rangeLeavesOutTheRunsOfFill() {
        float[] row = new float[40];
        Arrays.fill(row, 7);
        for (int i = 10; i < 30; i++) {
            row[i] = i * i;
        }
        assertThat(CoveredRange.of(row, 0, 40)).isEqualTo(new CoveredRange(12, 28));
        assertThat(CoveredRange.of(row, 10, 20)).isEqualTo(new CoveredRange(0, 20));
        assertThat(CoveredRange.of(row, 0, 10).size()).isZero();
        assertThat(CoveredRange.of(row, 0, 1).size()).isZero();
    }
}
