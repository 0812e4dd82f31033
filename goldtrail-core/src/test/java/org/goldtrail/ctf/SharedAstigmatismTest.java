package org.goldtrail.ctf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.goldtrail.image.Statistics;
import org.junit.jupiter.api.Test;

/** The astigmatism of 41 views that each know theirs to 200 Å a component of (U - V) / 2 only: 400 Å of U - V. */
class SharedAstigmatismTest {
    private static final int VIEWS = 41;
    private static final double NOISE = 200;
    private static final int SERIES = 6;

    /** Median length of the error vector of U - V over some series. */
    private static double error(IntToDoubleFunction cosine, IntToDoubleFunction sine, double[] order) {
        double[] tilts = new double[VIEWS];
        Arrays.setAll(tilts, v -> -60 + 3.0 * v);
        double[] errors = new double[VIEWS * SERIES];
        for (int s = 0; s < SERIES; s++) {
            Random random = new Random(s);
            SharedAstigmatism.Say[] says = new SharedAstigmatism.Say[VIEWS];
            for (int v = 0; v < VIEWS; v++) {
                double information = 1 / (NOISE * NOISE);
                double c = cosine.applyAsDouble(v) + NOISE * random.nextGaussian();
                double d = sine.applyAsDouble(v) + NOISE * random.nextGaussian();
                says[v] = new SharedAstigmatism.Say(information, 0, information, information * c, information * d);
            }
            SharedAstigmatism shared = SharedAstigmatism.of(says, tilts, order);
            for (int v = 0; v < VIEWS; v++) {
                errors[s * VIEWS + v] = 2
                        * Math.hypot(
                                shared.cosine(v) - cosine.applyAsDouble(v), shared.sine(v) - sine.applyAsDouble(v));
            }
        }
        return Statistics.median(errors);
    }

    private static double[] bySection() {
        double[] order = new double[VIEWS];
        Arrays.setAll(order, v -> v);
        return order;
    }

    @Test
    void aSteadyAstigmatismIsTheMeanOfAllViews() {
        // the mean of all is off by 400 / sqrt(41) a component
        assertThat(error(v -> 700, v -> 300, bySection())).isLessThan(110);
    }

    @Test
    void aSlowDriftIsFollowed() {
        // by 600 Å of U - V through the series; a constant would be off by 150 Å in the median besides its noise
        double followed = error(v -> 700 + 300 * (v - 20) / 20.0, v -> 300 - 100 * (v - 20) / 20.0, bySection());
        assertThat(followed).isLessThan(160);
    }

    @Test
    void aDriftWithTheDoseIsFollowedToo() {
        double[] order = new double[VIEWS];
        Arrays.setAll(order, v -> v >= 20 ? 2 * (v - 20) : 2 * (20 - v) - 1);
        double followed = error(v -> 700 + 300 * (order[v] - 20) / 20.0, v -> 300, order);
        assertThat(followed).isLessThan(160);
    }

    @Test
    void whatJumpsFromViewToViewKeepsItsOwn() {
        Random random = new Random(9);
        double[] jumps = new double[VIEWS];
        Arrays.setAll(jumps, v -> 900 * random.nextGaussian());
        double own = error(v -> jumps[v], v -> 0, bySection());
        // hardly better than each view alone (1.18 x 400), and not drawn to the mean
        assertThat(own).isBetween(300.0, 520.0);
    }

    @Test
    void aViewThatSaysNothingGetsWhatTheOthersHave() {
        SharedAstigmatism.Say[] says = new SharedAstigmatism.Say[VIEWS];
        double information = 1 / (NOISE * NOISE);
        Arrays.fill(says, new SharedAstigmatism.Say(information, 0, information, information * 500, 0));
        says[7] = SharedAstigmatism.Say.NOTHING;
        double[] tilts = bySection();
        SharedAstigmatism shared = SharedAstigmatism.of(says, tilts, tilts);
        assertThat(shared.cosine(7)).isBetween(480.0, 520.0);
        assertThat(Math.abs(shared.sine(7))).isLessThan(20);
        assertThat(shared.covariance(7)[0]).isGreaterThan(shared.covariance(8)[0]);
    }
}
