package org.goldtrail.workflow.steps;

import java.util.List;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.refinement.IndependentMarkerRefinement;
import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;

/** Centres every observation by correlation with its bead's own average. */
final class IndependentMarkerRefinementStep extends Step<IndependentMarkerRefinementStep.Parameters> {
    /** What is compared. */
    record Parameters(
            @Parameter(
                    label = "binning factor of the refinement",
                    min = 1,
                    max = 64,
                    usual = "leaves a bead 16 px wide",
                    level = Level.ADVANCED,
                    help = "True binning factor of the images patches are cut from; larger beads are no better located"
                            + " without binning.")
            int refinementBinningFactor,

            @Parameter(
                    label = "mask radius",
                    unit = "px",
                    min = 2,
                    max = 500,
                    usual = "1.6 times the bead radius",
                    help = "Radius of the patches that are compared. Touching neighbours are subtracted.")
            double maskRadiusPx,

            @Parameter(
                    label = "largest move",
                    unit = "px",
                    min = 0.1,
                    max = 500,
                    usual = "0.4 times the bead diameter",
                    level = Level.ADVANCED,
                    help = "An observation is moved no further than this.")
            double largestMovePx) {}

    IndependentMarkerRefinementStep() {
        super(
                Area.REFINEMENT,
                "independentMarkerRefinement",
                "independent marker refinement",
                "Averages the patches of each bead and places each of its observations anew, to a fraction of a pixel, by"
                        + " correlation with this average.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        RefinementParameters usual = RefinementParameters.of(facts.beadDiameterPx(), facts.darkBeads());
        return new Parameters(usual.binning(), usual.maskRadiusPx(), usual.largestMovePx());
    }

    static RefinementParameters core(Parameters p, BeadSize bead) {
        RefinementParameters usual = RefinementParameters.of(bead.diameterPx(), bead.dark());
        return new RefinementParameters(
                bead.diameterPx() / 2,
                p.maskRadiusPx,
                bead.dark(),
                p.refinementBinningFactor,
                p.largestMovePx,
                usual.gapDistancePx());
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.RAW_STACK, Item.WORKING_MARKERS, Item.NOMINAL_ANGLES, Item.VIEW_STATES, Item.BEAD_SIZE);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.WORKING_MARKERS);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.MARKERS, StepView.GALLERY, StepView.RESIDUALS);
    }

    @Override
    public double weight() {
        return 2;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        RefinementParameters core = core(parameters, context.bead());
        IndexedSeries series = IndexedMarkers.read(context);
        IndexedSeries moved = series.withMarkers(IndependentMarkerRefinement.refine(
                series.markers(), RefinementViewsOf.views(context, core), core, progress));
        IndexedMarkers.save(
                context,
                TrimMarkersStep.trimmed(
                        moved, TrimMarkersStep.leastOccupancy(context.series().viewCount())));
    }
}
