package org.goldtrail.workflow;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.indexing.DecoyTrails;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.indexing.IndexingParameters;
import org.goldtrail.indexing.IterativeReindexing;
import org.goldtrail.indexing.ObservationCloud;
import org.goldtrail.indexing.RoughAlignment;
import org.goldtrail.indexing.RoughAlignmentParameters;
import org.goldtrail.indexing.StableTrails;
import org.goldtrail.indexing.TiltGapFiller;
import org.goldtrail.indexing.TrailExtension;
import org.goldtrail.markers.MarkerSet;

/** The indexing area of an unattended run. */
final class Indexing {
    private Indexing() {}

    /**
     * @param series the trails; empty if there are none to speak of
     * @param trailScore what the rough alignment explains
     * @param decoyScore what it explains of decoys
     */
    record Outcome(Optional<IndexedSeries> series, double trailScore, double decoyScore) {}

    static Outcome run(
            RunOptions options,
            double[] tiltsDeg,
            ObservationCloud cloud,
            Detection.Outcome detection,
            WorkflowFolder folder,
            StepClock clock,
            RunListener listener) {
        double diameter = detection.bead().diameterPx();
        boolean[] usable = detection.usable();
        RoughAlignmentParameters rough = RoughAlignmentParameters.of(diameter, cloud.width(), cloud.height());
        IndexingParameters parameters = IndexingParameters.of(diameter, cloud.width(), cloud.height());
        record Rough(RoughAlignment.Result result, double decoys) {}
        Rough found = clock.run(Step.ROUGH_ALIGNMENT, progress -> {
            RoughAlignment.Result result =
                    RoughAlignment.align(cloud, tiltsDeg, usable, OptionalDouble.empty(), rough, progress.part(0, 0.8));
            double axis = result.axisDeg();
            return new Rough(result, DecoyTrails.score(cloud, tiltsDeg, usable, axis, rough, progress.part(0.8, 1)));
        });
        RoughAlignment.Result trails = found.result;
        listener.message(String.format(
                Locale.ROOT,
                "rough alignment: %d of %d views placed, axis near %.1f°, trail score %.0f against %.0f of decoys",
                trails.views().stream().filter(Objects::nonNull).count(),
                tiltsDeg.length,
                trails.axisDeg(),
                trails.score(),
                found.decoys));
        if (trails.trails().markerCount() == 0) {
            return new Outcome(Optional.empty(), trails.score(), found.decoys);
        }
        MarkerFile.write(folder.file("markers", "10-rough-alignment.csv"), trails.trails());
        MarkerSet stable = clock.run(
                Step.STABLE_TRAILS,
                progress -> StableTrails.select(trails.trails(), Math.max(5, tiltsDeg.length / 3), 4));
        if (stable.markerCount() < 3) {
            return new Outcome(Optional.empty(), trails.score(), found.decoys);
        }
        MarkerFile.write(folder.file("markers", "11-stable-trails.csv"), stable);
        IndexedSeries first = clock.run(
                Step.REINDEXING,
                progress -> IterativeReindexing.run(
                        cloud,
                        tiltsDeg,
                        IndexedSeries.of(stable, trails.views(), tiltsDeg, cloud),
                        parameters,
                        progress));
        MarkerFile.write(folder.file("markers", "12-iterative-reindexing.csv"), first.markers());
        IndexedSeries filled = clock.run(
                Step.TILT_GAPS, progress -> TiltGapFiller.fill(cloud, tiltsDeg, usable, first, parameters, progress));
        MarkerFile.write(folder.file("markers", "13-tilt-gap-filler.csv"), filled.markers());
        IndexedSeries extended = clock.run(Step.EXTENSION, progress -> {
            IndexedSeries e = TrailExtension.extend(cloud, tiltsDeg, filled, parameters, progress.part(0, 0.6));
            e = IterativeReindexing.run(cloud, tiltsDeg, e, parameters, progress.part(0.6, 0.9));
            return TiltGapFiller.fill(cloud, tiltsDeg, usable, e, parameters, progress.part(0.9, 1));
        });
        MarkerFile.write(folder.file("markers", "14-trail-extension.csv"), extended.markers());
        listener.message(String.format(
                Locale.ROOT,
                "indexing: %d trails, %d observations",
                extended.markers().markerCount(),
                extended.markers().size()));
        return new Outcome(Optional.of(extended), trails.score(), found.decoys);
    }
}
