package org.goldtrail.indexing;

import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.task.Progress;

/** All steps of the area one after the other, as an unattended run takes them. */
final class IndexingChain {
    private IndexingChain() {}

    /** The trails and their model; empty if there are too few trails for one. */
    static Optional<IndexedSeries> run(SyntheticClouds s) {
        RoughAlignment.Result rough = RoughAlignment.align(
                s.cloud, s.tiltDeg, s.usable(), OptionalDouble.empty(), s.rough(), Progress.SILENT);
        MarkerSet stable = StableTrails.select(rough.trails(), Math.max(5, s.tiltDeg.length / 3), 4);
        if (stable.markerCount() < 3) {
            return Optional.empty();
        }
        IndexedSeries series = IndexedSeries.of(stable, rough.views(), s.tiltDeg, s.cloud);
        series = IterativeReindexing.run(s.cloud, s.tiltDeg, series, s.parameters(), Progress.SILENT);
        series = TiltGapFiller.fill(s.cloud, s.tiltDeg, s.usable(), series, s.parameters(), Progress.SILENT);
        series = TrailExtension.extend(s.cloud, s.tiltDeg, series, s.parameters(), Progress.SILENT);
        series = IterativeReindexing.run(s.cloud, s.tiltDeg, series, s.parameters(), Progress.SILENT);
        return Optional.of(TiltGapFiller.fill(s.cloud, s.tiltDeg, s.usable(), series, s.parameters(), Progress.SILENT));
    }
}
