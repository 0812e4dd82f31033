package org.goldtrail.fitting;

import java.util.List;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;
import org.jspecify.annotations.Nullable;

/**
 * How a fit is made.
 *
 * @param robust weigh outliers down with Tukey's biweight, as IMOD's robust fitting does
 * @param maxIterations limit of Gauss-Newton steps between two changes of weights
 * @param priors expectations about the views
 * @param start geometry of each view to start from; without one, {@link LinearFit} makes it
 * @param startDistortion distortion of each view to start from, none where absent
 */
public record FitOptions(
        boolean robust,
        int maxIterations,
        FitPriors priors,
        @Nullable List<ViewGeometry> start,
        @Nullable List<SpecimenDistortion> startDistortion) {

    /** Robust, with priors that matter only where the data determine nothing. */
    public static final FitOptions ROBUST = new FitOptions(true, 50, FitPriors.PLAUSIBLE, null, null);

    /** Least squares without weights. */
    public static final FitOptions LEAST_SQUARES = new FitOptions(false, 50, FitPriors.PLAUSIBLE, null, null);

    public FitOptions {
        start = start == null ? null : List.copyOf(start);
        startDistortion = startDistortion == null ? null : List.copyOf(startDistortion);
    }

    public FitOptions withPriors(FitPriors newPriors) {
        return new FitOptions(robust, maxIterations, newPriors, start, startDistortion);
    }

    public FitOptions withMaxIterations(int limit) {
        return new FitOptions(robust, limit, priors, start, startDistortion);
    }

    public FitOptions startingFrom(List<ViewGeometry> views) {
        return new FitOptions(robust, maxIterations, priors, views, null);
    }

    /** Starts from another fit, its distortions included. */
    public FitOptions startingFrom(Fit fit) {
        List<SpecimenDistortion> distortions = java.util.stream.IntStream.range(0, fit.viewCount())
                .mapToObj(fit::distortion)
                .toList();
        return new FitOptions(robust, maxIterations, priors, fit.views(), distortions);
    }
}
