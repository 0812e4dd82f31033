package org.goldtrail.refinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;
import org.junit.jupiter.api.Test;

class TraceGapFillerTest {
    private static MarkerSet fill(SyntheticViews views, MarkerSet markers, int... viewsLeftOut) {
        boolean[] takesPart = new boolean[SyntheticViews.TILTS.length];
        Arrays.fill(takesPart, true);
        for (int v : viewsLeftOut) {
            takesPart[v] = false;
        }
        return TraceGapFiller.fill(markers, views.fit(markers), takesPart, views, views.parameters, Progress.SILENT);
    }

    private static List<Observation> at(MarkerSet markers, int marker, int view) {
        return markers.where(o -> o.marker() == marker && o.tilt() == view).observations();
    }

    @Test
    void fillsAnObservationThatWasMissed() {
        SyntheticViews views = new SyntheticViews(SyntheticViews.beads(), 5, Set.of());

        MarkerSet filled = fill(views, views.without(4, 8));

        Observation truth = at(views.truth, 4, 8).getFirst();
        assertThat(at(filled, 4, 8)).singleElement().satisfies(o -> {
            assertThat(o.x()).isCloseTo(truth.x(), within(0.4));
            assertThat(o.y()).isCloseTo(truth.y(), within(0.4));
        });
        assertThat(filled.size()).isEqualTo(views.truth.size());
    }

    @Test
    void doesNotInventABeadThatIsNotThere() {
        SyntheticViews views = new SyntheticViews(SyntheticViews.beads(), 5, SyntheticViews.pairs(4, 8));

        assertThat(at(fill(views, views.without(4, 8)), 4, 8)).isEmpty();
    }

    @Test
    void doesNotTakeAnotherBeadForTheMissingOne() {
        // At +30° bead 12 stands right in front of bead 4, elsewhere it does not.
        List<double[]> beads = SyntheticViews.beads();
        double[] hidden = beads.get(4);
        double tilt = Math.toRadians(30);
        beads.add(new double[] {hidden[0] - 30 * Math.sin(tilt), hidden[1], hidden[2] + 30 * Math.cos(tilt)});
        SyntheticViews views = new SyntheticViews(beads, 5, Set.of());
        assertThat(SyntheticViews.TILTS[8]).isEqualTo(30);
        Observation there = at(views.truth, 12, 8).getFirst();
        assertThat(there.x()).isCloseTo(at(views.truth, 4, 8).getFirst().x(), within(1e-6));

        assertThat(at(fill(views, views.without(4, 8)), 4, 8)).isEmpty();
    }

    @Test
    void leavesViewsAloneThatTakeNoPart() {
        SyntheticViews views = new SyntheticViews(SyntheticViews.beads(), 5, Set.of());

        assertThat(at(fill(views, views.without(4, 8), 8), 4, 8)).isEmpty();
    }

    @Test
    void changesNothingThatIsKnown() {
        SyntheticViews views = new SyntheticViews(SyntheticViews.beads(), 5, Set.of());
        MarkerSet known = views.without(4, 8);

        assertThat(fill(views, known).observations()).containsAll(known.observations());
    }
}
