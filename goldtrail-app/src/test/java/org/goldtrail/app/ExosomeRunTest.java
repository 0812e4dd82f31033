package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.phantom.score.TrackTriangulation;
import org.goldtrail.workflow.judgement.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on the real series: bead tracks that nobody here made are explained as well as the published alignment
 * explains them. The same holds however the series is turned, mirrored, ordered or cut, so that nothing in the program
 * knows this series.
 */
class ExosomeRunTest {
    private static final double LARGEST_MEAN_PX = 0.40;
    private static final String CAMPAIGN = "skipped: a campaign of ./check --full";

    @TempDir
    private Path temporary;

    private void holds(ExosomeSeries series, double largestMeanPx) {
        RunResult run = RunResult.of(series.write(temporary), temporary.resolve("run"));
        assertThat(run.verdict().grade()).as(run.verdict().line()).isNotEqualTo(Verdict.Grade.FAILED);
        assertThat(run.excluded()).isEmpty();
        double mean = TrackTriangulation.of(
                        series.tracks(), run.xf(), run.tiltDeg(), null, series.width(), series.height(), Set.of())
                .meanPx();
        assertThat(mean).as("mean residual of the independent tracks, px").isLessThan(largestMeanPx);
        double off = Math.IEEEremainder(run.axisModulo180() - series.axisDeg(), 180);
        assertThat(Math.abs(off)).as("axis off by, degrees").isLessThan(0.3);
        assertThat(run.verdict().line()).contains("hand not known");
    }

    private ExosomeSeries series() {
        return ExosomeSeries.read(Samples.folder("exosome"));
    }

    @Test
    void asItIs() {
        holds(series(), LARGEST_MEAN_PX);
    }

    @Test
    @EnabledIfSystemProperty(named = "goldtrail.full", matches = "true", disabledReason = CAMPAIGN)
    void turnedByAnyAngle() {
        holds(series().turned(37), LARGEST_MEAN_PX);
    }

    @Test
    @EnabledIfSystemProperty(named = "goldtrail.full", matches = "true", disabledReason = CAMPAIGN)
    void turnedByARightAngle() {
        holds(series().turned(90), LARGEST_MEAN_PX);
    }

    @Test
    @EnabledIfSystemProperty(named = "goldtrail.full", matches = "true", disabledReason = CAMPAIGN)
    void mirroredWithAnglesNegated() {
        holds(series().mirrored(), LARGEST_MEAN_PX);
    }

    @Test
    @EnabledIfSystemProperty(named = "goldtrail.full", matches = "true", disabledReason = CAMPAIGN)
    void sectionsShuffled() {
        ExosomeSeries series = series();
        var order = new ArrayList<>(
                IntStream.range(0, series.views().size()).boxed().toList());
        Collections.shuffle(order, new Random(5));
        holds(series.shuffled(order.stream().mapToInt(Integer::intValue).toArray()), LARGEST_MEAN_PX);
    }

    @Test
    @EnabledIfSystemProperty(named = "goldtrail.full", matches = "true", disabledReason = CAMPAIGN)
    void croppedToOddSizes() {
        holds(series().cropped(11, 4, 701, 497), LARGEST_MEAN_PX);
    }
}
