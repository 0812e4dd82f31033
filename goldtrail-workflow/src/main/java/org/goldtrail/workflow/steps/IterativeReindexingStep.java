package org.goldtrail.workflow.steps;

import java.util.List;
import org.goldtrail.indexing.IndexingParameters;
import org.goldtrail.indexing.IterativeReindexing;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;

/** Assigns observations to the reprojections of the 3-D model until nothing changes. */
final class IterativeReindexingStep extends Step<IterativeReindexingStep.Parameters> {
    /** Distances of assignment and thinning. */
    record Parameters(
            @Parameter(
                    label = "proximity threshold of reprojections",
                    unit = "px",
                    min = 0.2,
                    max = 1000,
                    usual = "0.3 times the bead diameter",
                    help =
                            "An observation is assigned to a marker when it is closer than this to the marker's reprojection.")
            double proximityThresholdReprojectionPx,

            @Parameter(
                    label = "first proximity threshold",
                    unit = "px",
                    min = 0.2,
                    max = 1000,
                    usual = "that of the rough alignment",
                    level = Level.ADVANCED,
                    help = "The same for the first rounds, while the model is rough.")
            double firstProximityThresholdPx,

            @Parameter(
                    label = "thinning threshold in 3-D",
                    unit = "px",
                    min = 0,
                    max = 1000,
                    usual = "0.8 times the bead diameter",
                    level = Level.ADVANCED,
                    help =
                            "Markers closer than this in the specimen are one. Where the model tells two beads apart, both"
                                    + " stay.")
            double proximityThreshold3DThinningPx,

            @Parameter(
                    label = "minimum occupancy",
                    unit = "views",
                    min = 2,
                    max = 10000,
                    help = "Markers seen in fewer views are dropped.")
            int minimumOccupancy,

            @Parameter(label = "rounds", min = 1, max = 100, level = Level.ADVANCED, help = "The most rounds.")
            int maximumRounds) {}

    IterativeReindexingStep() {
        super(
                Area.INDEXING,
                "iterativeReindexing",
                "iterative reindexing",
                "Projects the 3-D model on each view, assigns the closest observations to its markers, solves the model"
                        + " again, and repeats this until nothing changes.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        IndexingParameters usual = IndexedMarkers.usual(facts);
        return new Parameters(
                usual.fineTolerancePx(),
                usual.coarseTolerancePx(),
                usual.thinningPx(),
                usual.minimumOccupancy(),
                usual.rounds());
    }

    static IndexingParameters core(Parameters p, double beadDiameterPx) {
        return new IndexingParameters(
                beadDiameterPx,
                p.minimumOccupancy,
                p.firstProximityThresholdPx,
                p.proximityThresholdReprojectionPx,
                p.proximityThreshold3DThinningPx,
                p.maximumRounds);
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.SELECTED_PEAKS, Item.WORKING_MARKERS, Item.NOMINAL_ANGLES, Item.BEAD_SIZE);
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
        return 0.4;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        IndexedMarkers.save(
                context,
                IterativeReindexing.run(
                        StepFiles.cloud(context),
                        context.series().tiltsDeg(),
                        IndexedMarkers.read(context),
                        core(parameters, context.bead().diameterPx()),
                        progress));
    }
}
