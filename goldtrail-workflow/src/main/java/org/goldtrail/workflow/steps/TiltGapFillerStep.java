package org.goldtrail.workflow.steps;

import java.util.List;
import org.goldtrail.indexing.IndexingParameters;
import org.goldtrail.indexing.TiltGapFiller;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;

/** Places the views that have no markers by comparing their observations with the reprojections of the model. */
final class TiltGapFillerStep extends Step<TiltGapFillerStep.Parameters> {
    /** Distances of matching. */
    record Parameters(
            @Parameter(
                    label = "initial distance threshold",
                    unit = "px",
                    min = 0.2,
                    max = 1000,
                    usual = "0.3 times the bead diameter",
                    help = "Observations match reprojections that are closer than this once the view is placed.")
            double initialDistanceThresholdPx,

            @Parameter(
                    label = "maximal distance threshold",
                    unit = "px",
                    min = 0.2,
                    max = 1000,
                    usual = "that of the rough alignment",
                    level = Level.ADVANCED,
                    help = "The same while the view is being searched.")
            double maximalDistanceThresholdPx) {}

    TiltGapFillerStep() {
        super(
                Area.INDEXING,
                "tiltGapFiller",
                "tilt gap filling",
                "Tries views that have no markers and were not discarded by the user: compares the cloud of their"
                        + " observations with the cloud of reprojections, over the whole field.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        IndexingParameters usual = IndexedMarkers.usual(facts);
        return new Parameters(usual.fineTolerancePx(), usual.coarseTolerancePx());
    }

    static IndexingParameters core(Parameters p, IndexingParameters reindexing) {
        return new IndexingParameters(
                reindexing.beadDiameterPx(),
                reindexing.minimumOccupancy(),
                p.maximalDistanceThresholdPx,
                p.initialDistanceThresholdPx,
                reindexing.thinningPx(),
                reindexing.rounds());
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
        return 0.2;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        IndexedMarkers.save(
                context,
                TiltGapFiller.fill(
                        StepFiles.cloud(context),
                        context.series().tiltsDeg(),
                        StepFiles.usable(context),
                        IndexedMarkers.read(context),
                        core(parameters, IndexedMarkers.usual(context.facts())),
                        progress));
    }
}
