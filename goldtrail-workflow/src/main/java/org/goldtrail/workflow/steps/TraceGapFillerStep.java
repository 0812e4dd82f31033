package org.goldtrail.workflow.steps;

import java.util.List;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.refinement.IndependentMarkerRefinement;
import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.refinement.RefinementViews;
import org.goldtrail.refinement.TraceGapFiller;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;

/** Looks for missing observations of a bead where the model says that it is. */
final class TraceGapFillerStep extends Step<TraceGapFillerStep.Parameters> {
    /** How far from the reprojection. */
    record Parameters(
            @Parameter(
                    label = "maximal deviation from reprojection",
                    unit = "px",
                    min = 0.1,
                    max = 500,
                    usual = "a quarter of the bead diameter",
                    help = "A filled observation must be found so close to the reprojection of its marker.")
            double maximalDeviationFromReprojectionPx) {}

    TraceGapFillerStep() {
        super(
                Area.REFINEMENT,
                "traceGapFiller",
                "trace gap filling",
                "Where a marker has no observation in a view, correlates its average with the patch at its reprojection, and"
                        + " keeps what is found close to it.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(RefinementParameters.of(facts.beadDiameterPx(), facts.darkBeads())
                .gapDistancePx());
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.RAW_STACK,
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
        return 1;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        RefinementParameters r = RefinementViewsOf.parameters(context);
        RefinementParameters core = new RefinementParameters(
                r.beadRadiusPx(),
                r.maskRadiusPx(),
                r.dark(),
                r.binning(),
                r.largestMovePx(),
                parameters.maximalDeviationFromReprojectionPx);
        RefinementViews views = RefinementViewsOf.views(context, core);
        IndexedSeries series = IndexedMarkers.read(context);
        boolean[] placed = StepFiles.usable(context);
        for (int v = 0; v < placed.length; v++) {
            placed[v] &= series.isPlaced(v);
        }
        int before = series.markers().size();
        IndexedSeries filled = series.withMarkers(
                TraceGapFiller.fill(series.markers(), series.fit(), placed, views, core, progress.part(0, 0.5)));
        filled = TrimMarkersStep.trimmed(
                filled, TrimMarkersStep.leastOccupancy(context.series().viewCount()));
        context.figure("filled", filled.markers().size() - before);
        // New observations sharpen the averages, and the averages place all observations better.
        IndexedMarkers.save(
                context,
                filled.withMarkers(
                        IndependentMarkerRefinement.refine(filled.markers(), views, core, progress.part(0.5, 1))));
    }
}
