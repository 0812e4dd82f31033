package org.goldtrail.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.goldtrail.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoughAlignmentTest {
    private static RoughAlignment.Result align(SyntheticClouds series, OptionalDouble axis) {
        return RoughAlignment.align(
                series.cloud, series.tiltDeg, series.usable(), axis, series.rough(), Progress.SILENT);
    }

    @ParameterizedTest
    @CsvSource({"85.3, 1", "0.7, 2", "-90, 3", "-47, 4"})
    void findsAxisAndShiftsTogether(double axis, long seed) {
        // Half of what is seen is clutter, a fifth of the beads is missed, views jump by a quarter of the width.
        SyntheticClouds series =
                SyntheticClouds.beads(40).axis(axis).jump(0.25).seed(seed).make();

        RoughAlignment.Result result = align(series, OptionalDouble.empty());

        assertThat(series.axisErrorDeg(result.axisDeg())).isLessThan(1);
        assertThat(result.views()).doesNotContainNull();
        double[] purity = series.purityPerView(result.trails(), 5);
        assertThat(Arrays.stream(purity).filter(p -> !(p > 0.6)).count())
                .as("views without right trails among %s", Arrays.toString(purity))
                .isLessThanOrEqualTo(1);
        double decoys = DecoyTrails.score(
                series.cloud, series.tiltDeg, series.usable(), result.axisDeg(), series.rough(), Progress.SILENT);
        assertThat(decoys).isLessThan(0.1 * result.score());
    }

    @Test
    void scoresCoincidencesNoHigherThanTheirDecoys() {
        SyntheticClouds noBeads = SyntheticClouds.beads(0).coincidences(60).make();

        RoughAlignment.Result result = align(noBeads, OptionalDouble.empty());

        double decoys = DecoyTrails.score(
                noBeads.cloud, noBeads.tiltDeg, noBeads.usable(), result.axisDeg(), noBeads.rough(), Progress.SILENT);
        assertThat(result.score()).isLessThan(Math.max(10, 3 * decoys));
    }

    @Test
    void leavesOutViewsThatMayNotBeUsed() {
        SyntheticClouds series = SyntheticClouds.beads(40).make();
        boolean[] usable = series.usable();
        usable[0] = false;
        usable[15] = false;

        RoughAlignment.Result result = RoughAlignment.align(
                series.cloud, series.tiltDeg, usable, OptionalDouble.of(85), series.rough(), Progress.SILENT);

        assertThat(result.views().get(0)).isNull();
        assertThat(result.views().get(15)).isNull();
        assertThat(result.trails().markersPerTilt()[15]).isZero();
        assertThat(result.views().stream().filter(java.util.Objects::isNull).count())
                .isEqualTo(2);
    }

    @Test
    void isTheSameOnOneThreadAndTwo() {
        SyntheticClouds series = SyntheticClouds.beads(25).make();

        org.goldtrail.task.WorkerPool.useThreads(1);
        RoughAlignment.Result one = align(series, OptionalDouble.empty());
        org.goldtrail.task.WorkerPool.useThreads(2);
        RoughAlignment.Result two = align(series, OptionalDouble.empty());

        assertThat(two.views()).isEqualTo(one.views());
        assertThat(two.trails().observations()).isEqualTo(one.trails().observations());
        assertThat(two.score()).isEqualTo(one.score());
    }
}
