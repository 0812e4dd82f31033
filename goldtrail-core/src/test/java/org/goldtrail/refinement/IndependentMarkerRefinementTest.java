package org.goldtrail.refinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;

class IndependentMarkerRefinementTest {
    private static double[] errors(MarkerSet markers, MarkerSet truth) {
        return markers.observations().stream()
                .mapToDouble(o -> truth.observations().stream()
                        .filter(t -> t.marker() == o.marker() && t.tilt() == o.tilt())
                        .mapToDouble(t -> Math.hypot(t.x() - o.x(), t.y() - o.y()))
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    private static MarkerSet refine(SyntheticViews views, MarkerSet markers) {
        return IndependentMarkerRefinement.refine(markers, views, views.parameters, Progress.SILENT);
    }

    @Test
    void bringsObservationsBackToTheirBeads() {
        SyntheticViews views = new SyntheticViews(SyntheticViews.beads(), 6, Set.of());
        MarkerSet start = views.moved(1.5, 1);

        MarkerSet refined = refine(views, start);

        assertThat(refined.size()).isEqualTo(start.size());
        assertThat(Statistics.mean(errors(start, views.truth))).isGreaterThan(0.9);
        assertThat(Statistics.mean(errors(refined, views.truth))).isLessThan(0.18);
        assertThat(refined.observations()).allSatisfy(o -> assertThat(o.cc()).isBetween(0.5, 1.0));
    }

    @Test
    void leavesOutPatchesThatShowNoBead() {
        SyntheticViews views = new SyntheticViews(SyntheticViews.beads(), 6, SyntheticViews.pairs(2, 3, 7, 9, 11, 0));

        MarkerSet refined = refine(views, views.truth);

        List<String> lost = new ArrayList<>(views.truth.observations().stream()
                .map(o -> o.marker() + "@" + o.tilt())
                .toList());
        lost.removeAll(refined.observations().stream()
                .map(o -> o.marker() + "@" + o.tilt())
                .toList());
        assertThat(SyntheticViews.pairs(2, 3, 7, 9, 11, 0)).containsAll(lost);
        assertThat(lost).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void keepsTwoTouchingBeadsApart() {
        List<double[]> beads = SyntheticViews.beads();
        double[] first = beads.getFirst();
        beads.add(new double[] {first[0], first[1] + 1.1 * SyntheticViews.DIAMETER_PX, first[2]});
        SyntheticViews views = new SyntheticViews(beads, 3, Set.of());

        MarkerSet refined = refine(views, views.moved(0.8, 2));

        MarkerSet pair = refined.where(o -> o.marker() == 0 || o.marker() == 12);
        assertThat(pair.size()).isEqualTo(2 * SyntheticViews.TILTS.length);
        assertThat(Statistics.mean(errors(pair, views.truth))).isLessThan(0.25);
    }

    @Test
    void isTheSameOnOneThreadAndTwo() {
        SyntheticViews views = new SyntheticViews(SyntheticViews.beads(), 6, Set.of());
        WorkerPool.useThreads(1);
        List<Observation> one = refine(views, views.moved(1, 3)).observations();
        WorkerPool.useThreads(2);

        assertThat(refine(views, views.moved(1, 3)).observations()).isEqualTo(one);
    }
}
