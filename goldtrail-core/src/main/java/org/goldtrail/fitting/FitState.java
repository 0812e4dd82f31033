package org.goldtrail.fitting;

import java.util.List;

/**
 * All numbers of a {@link Fit} that do not follow from its input, so that it can be saved and read again without any change.
 *
 * @param model which quantities were free
 * @param view the numbers of each view in the order of {@link ViewVariable}, in the solver's units
 * @param connected whether trails tie the view to the others
 * @param base 1 for each observation that takes part, else 0
 * @param weight robust weight of each observation
 * @param priors the expectations it was made with
 * @param unknownCount free numbers that describe views
 * @param convergence how the search ended
 * @param notes sentences for people
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FitState(
        FitModel model,
        double[][] view,
        boolean[] connected,
        double[] base,
        double[] weight,
        FitPriors priors,
        int unknownCount,
        Convergence convergence,
        List<String> notes) {}
