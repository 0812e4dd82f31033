package org.goldtrail.workflow.steps;

import java.util.List;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.indexing.IndexingParameters;
import org.goldtrail.indexing.IterativeReindexing;
import org.goldtrail.indexing.ObservationCloud;
import org.goldtrail.indexing.TiltGapFiller;
import org.goldtrail.indexing.TrailExtension;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;

/** Finds trails that earlier steps have missed, like those of beads that enter the field at high tilt. */
final class TrailExtensionStep extends Step<TrailExtensionStep.Parameters> {
    /** What is run again afterwards. */
    record Parameters(
            @Parameter(
                    label = "minimal observations of a new trail",
                    unit = "views",
                    min = 2,
                    max = 10000,
                    help = "A new marker must be seen in at least so many views.")
            int minimumOccupancy,

            @Parameter(
                    label = "rerun iterative reindexing",
                    help = "Runs iterative reindexing again with the new trails.")
            boolean rerunIterativeReindexing,

            @Parameter(label = "rerun tilt gap filling", help = "Runs tilt gap filling again with the new trails.")
            boolean rerunTiltGapFilling) {}

    TrailExtensionStep() {
        super(
                Area.INDEXING,
                "trailExtension",
                "trail extension",
                "Looks for beads that were left out by earlier steps, for example beads far from the tilt axis that enter the"
                        + " field of view only at high tilt.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(IndexedMarkers.usual(facts).minimumOccupancy(), true, true);
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.SELECTED_PEAKS,
                Item.WORKING_MARKERS,
                Item.NOMINAL_ANGLES,
                Item.DISCARDED_TILTS,
                Item.VIEW_STATES,
                Item.BEAD_SIZE);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.WORKING_MARKERS);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.OCCUPANCY, StepView.MARKERS, StepView.GALLERY, StepView.RESIDUALS);
    }

    @Override
    public double weight() {
        return 0.6;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        ObservationCloud cloud = StepFiles.cloud(context);
        double[] tilts = context.series().tiltsDeg();
        IndexingParameters usual = IndexedMarkers.usual(context.facts());
        IndexingParameters core = new IndexingParameters(
                usual.beadDiameterPx(),
                parameters.minimumOccupancy,
                usual.coarseTolerancePx(),
                usual.fineTolerancePx(),
                usual.thinningPx(),
                usual.rounds());
        IndexedSeries start = IndexedMarkers.read(context);
        IndexedSeries series = TrailExtension.extend(cloud, tilts, start, core, progress.part(0, 0.6));
        int found = series.markers().markerCount() - start.markers().markerCount();
        if (parameters.rerunIterativeReindexing) {
            series = IterativeReindexing.run(cloud, tilts, series, core, progress.part(0.6, 0.9));
        }
        if (parameters.rerunTiltGapFilling) {
            series = TiltGapFiller.fill(cloud, tilts, StepFiles.usable(context), series, core, progress.part(0.9, 1));
        }
        context.figure("newTrails", found);
        IndexedMarkers.save(context, series);
    }
}
