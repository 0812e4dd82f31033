package org.goldtrail.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;
import org.junit.jupiter.api.Test;

class IndexingStepsTest {
    private final SyntheticClouds series = SyntheticClouds.beads(40)
            .displaced(9, 0.3, -0.2)
            .displaced(30, -0.25, 0.1)
            .make();

    /** Trails with the model they determine; the views start from an axis a little off. */
    private IndexedSeries solved(MarkerSet trails) {
        return IndexedSeries.of(
                trails, series.truth.stream().map(v -> v.withAxis(86)).toList(), series.tiltDeg, series.cloud);
    }

    @Test
    void reindexingFindsWhatTrailsMiss() {
        // Of each trail less than half of the observations are known.
        MarkerSet thin = series.trueTrails(b -> true, (b, v) -> (b * 73_856 ^ v * 19_349) % 7 < 3);

        IndexedSeries result = IterativeReindexing.run(
                series.cloud, series.tiltDeg, solved(thin), series.parameters(), Progress.SILENT);

        assertThat(series.completeness(thin)).isLessThan(0.5);
        assertThat(series.completeness(result.markers())).isGreaterThan(0.85);
        assertThat(Arrays.stream(series.purityPerView(result.markers(), 1))
                        .min()
                        .orElseThrow())
                .isGreaterThan(0.9);
    }

    @Test
    void gapFillingFindsViewsThatWereLostButNotThoseDiscarded() {
        MarkerSet gaps = series.trueTrails(b -> true, (b, v) -> v != 9 && v != 20 && v != 30);
        boolean[] usable = series.usable();
        usable[20] = false;

        IndexedSeries result = TiltGapFiller.fill(
                series.cloud, series.tiltDeg, usable, solved(gaps), series.parameters(), Progress.SILENT);

        double[] purity = series.purityPerView(result.markers(), 1);
        assertThat(purity[9]).isGreaterThan(0.8);
        assertThat(purity[30]).isGreaterThan(0.8);
        assertThat(result.markers().markersPerTilt()[20]).isZero();
        assertThat(result.isPlaced(9)).isTrue();
        assertThat(result.isPlaced(30)).isTrue();
    }

    @Test
    void gapFillingFindsAViewThatIsTurned() {
        MarkerSet gaps = series.trueTrails(b -> true, (b, v) -> v != 9);
        ObservationCloud cloud = turned(series.cloud, 9, 5);

        IndexedSeries result = TiltGapFiller.fill(
                cloud, series.tiltDeg, series.usable(), solved(gaps), series.parameters(), Progress.SILENT);

        assertThat(result.isPlaced(9)).isTrue();
        assertThat(result.markers().markersPerTilt()[9]).isGreaterThan(gaps.markersPerTilt()[8] / 2);
        assertThat(result.fit().view(9).axisDeg() - result.fit().view(8).axisDeg())
                .isBetween(4.0, 6.0);
    }

    private static ObservationCloud turned(ObservationCloud cloud, int view, double angleDeg) {
        double cos = Math.cos(Math.toRadians(angleDeg));
        double sin = Math.sin(Math.toRadians(angleDeg));
        double[] x = new double[cloud.count(view)];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = cos * cloud.x(view, i) - sin * cloud.y(view, i);
            y[i] = sin * cloud.x(view, i) + cos * cloud.y(view, i);
        }
        List<double[]> xs = new ArrayList<>(cloud.x());
        List<double[]> ys = new ArrayList<>(cloud.y());
        xs.set(view, x);
        ys.set(view, y);
        return new ObservationCloud(cloud.width(), cloud.height(), xs, ys, cloud.weight());
    }

    @Test
    void extensionFindsBeadsThatWereMissedAndInventsNone() {
        MarkerSet half = series.trueTrails(b -> b % 2 == 0, (b, v) -> true);

        IndexedSeries result =
                TrailExtension.extend(series.cloud, series.tiltDeg, solved(half), series.parameters(), Progress.SILENT);

        assertThat(series.completeness(half)).isLessThan(0.65);
        assertThat(series.completeness(result.markers())).isGreaterThan(0.95);
        assertThat(result.markers().markerCount()).isLessThanOrEqualTo(series.beads.size());
    }

    /** Shifts along the tilts may put a model's origin anywhere along the beam; where it is says nothing of the specimen. */
    @Test
    void extensionDoesNotMindWhereTheOriginIs() {
        MarkerSet half = series.trueTrails(b -> b % 2 == 0, (b, v) -> true);
        IndexedSeries usual = solved(half);
        double up = 0.6 * Math.max(series.cloud.width(), series.cloud.height());
        List<ViewGeometry> raised = usual.fit().views().stream()
                .map(v -> new ViewGeometry(
                        v.axisDeg(),
                        v.tiltDeg(),
                        v.xTiltDeg(),
                        v.magnification(),
                        2 * v.shiftXPx() - v.projectX(0, 0, up),
                        2 * v.shiftYPx() - v.projectY(0, 0, up)))
                .toList();
        IndexedSeries moved = new IndexedSeries(half, usual.fit().withGeometry(raised));

        IndexedSeries result =
                TrailExtension.extend(series.cloud, series.tiltDeg, moved, series.parameters(), Progress.SILENT);

        assertThat(moved.fit().position(0)[2] - usual.fit().position(0)[2]).isCloseTo(up, Offset.offset(1.0));
        assertThat(series.completeness(result.markers())).isGreaterThan(0.95);
    }

    @Test
    void reindexingMakesOneOfABeadThatIsTwice() {
        MarkerSet once = series.trueTrails(b -> true, (b, v) -> true);
        int last = once.observations().getLast().marker();
        // The first bead's observations are dealt out to two trails.
        MarkerSet twice = new MarkerSet(
                series.tiltDeg.length,
                once.observations().stream()
                        .map(o -> o.marker() == 0 && o.tilt() % 2 == 0 ? o.ofMarker(last + 1) : o)
                        .toList());

        IndexedSeries result = IterativeReindexing.run(
                series.cloud, series.tiltDeg, solved(twice), series.parameters(), Progress.SILENT);

        assertThat(twice.markerCount()).isEqualTo(once.markerCount() + 1);
        assertThat(result.markers().markerCount()).isEqualTo(once.markerCount());
    }

    @Test
    void stableTrailsAreTheLongestOnes() {
        MarkerSet all = series.trueTrails(b -> true, (b, v) -> true);

        MarkerSet stable = StableTrails.select(all, 24, 10);

        assertThat(stable.markerCount()).isBetween(6, all.markerCount() - 1);
        assertThat(stable.byMarker().values()).allSatisfy(t -> assertThat(t).hasSizeGreaterThanOrEqualTo(10));
        assertThat(stable.observations().stream().mapToInt(Observation::marker).max())
                .hasValue(stable.markerCount() - 1);
    }
}
