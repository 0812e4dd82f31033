package org.goldtrail.workflow.steps;

import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.refinement.RefinementViews;

/** The images that the refinement area works on, the same for all of its steps. */
final class RefinementViewsOf {
    private RefinementViewsOf() {}

    /** The core's parameters as {@link IndependentMarkerRefinementStep} says. */
    static RefinementParameters parameters(StepContext context) {
        return IndependentMarkerRefinementStep.core(
                context.parametersOf(
                        IndependentMarkerRefinementStep.class, IndependentMarkerRefinementStep.Parameters.class),
                context.bead());
    }

    static RefinementViews views(StepContext context, RefinementParameters parameters) {
        return context.series().images().views(parameters.binning(), StepFiles.hasData(context));
    }
}
