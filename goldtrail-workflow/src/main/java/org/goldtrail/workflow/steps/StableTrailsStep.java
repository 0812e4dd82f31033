package org.goldtrail.workflow.steps;

import java.util.List;
import java.util.Optional;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.indexing.StableTrails;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;

/** Selects the longest trails and makes the first 3-D model of them. */
final class StableTrailsStep extends Step<StableTrailsStep.Parameters> {
    private static final int LEAST_TRAILS = 3;

    /** How long a trail must be. */
    record Parameters(
            @Parameter(
                    label = "minimum occupancy",
                    unit = "views",
                    min = 2,
                    max = 10000,
                    usual = "a third of the views",
                    help = "A trail must appear in at least so many views.")
            int minimumOccupancy,

            @Parameter(
                    label = "relaxed minimum occupancy",
                    unit = "views",
                    min = 2,
                    max = 10000,
                    level = Level.ADVANCED,
                    help = "Where too few trails are that long, shorter ones are taken, down to this length.")
            int relaxedMinimumOccupancy,

            @Parameter(
                    label = "minimum of markers per view",
                    min = 0,
                    max = 1000,
                    usual = "0, no wish",
                    level = Level.ADVANCED,
                    help = "Shorter trails are taken, too, until every view that can have so many markers has them.")
            int minimumMarkersPerView) {}

    StableTrailsStep() {
        super(
                Area.INDEXING,
                "stableTrails",
                "selection of stable trails",
                "Selects the longest trails and makes the first 3-D model of the markers from them.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(Math.max(5, facts.views() / 3), 4, 0);
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.ROUGH_ALIGNMENT, Item.WORKING_MARKERS, Item.NOMINAL_ANGLES);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.WORKING_MARKERS);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.OCCUPANCY, StepView.MARKERS, StepView.RESIDUALS);
    }

    @Override
    public double weight() {
        return 0.2;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        MarkerSet stable = StableTrails.select(
                context.markers(),
                parameters.minimumOccupancy,
                parameters.relaxedMinimumOccupancy,
                parameters.minimumMarkersPerView);
        if (stable.markerCount() < LEAST_TRAILS) {
            throw new NoAlignmentException(
                    "what looks like beads forms no trails",
                    "",
                    "check the bead diameter, or lower the minimum occupancy");
        }
        IndexedSeries first = IndexedSeries.of(
                stable,
                RoughAlignmentStep.read(context).views(),
                context.series().tiltsDeg(),
                context.series().width(),
                context.series().height());
        MarkerFigures.tell(context, stable);
        context.saveMarkers(stable, Optional.of(first.fit()));
    }
}
