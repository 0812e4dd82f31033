package org.goldtrail.reconstruction;

import java.util.OptionalDouble;

/**
 * How an iterative reconstruction is done.
 *
 * @param iterations passes over all views
 * @param subsets groups of views after each of which the volume is corrected: 1 is SIRT, as many as views SART,
 *     anything between ordered subsets
 * @param relaxation share of each correction that is applied, above 0 and below 2
 * @param brightest no voxel may become brighter than this, where given. 0, the mean of the views, leaves only matter
 *     darker than the mean: what is called positivity where dense matter counts as positive
 * @param startFromWbp starts from a weighted back-projection instead of from nothing
 */
public record IterationOptions(
        int iterations, int subsets, double relaxation, OptionalDouble brightest, boolean startFromWbp) {
    public IterationOptions {
        if (iterations < 1 || subsets < 1 || !(relaxation > 0 && relaxation < 2)) {
            throw new IllegalArgumentException(iterations + " iterations in " + subsets + " subsets with relaxation "
                    + relaxation + ": give at least 1, at least 1, and more than 0 but less than 2");
        }
    }

    /** SIRT from nothing with so many iterations. */
    public static IterationOptions sirt(int iterations) {
        return new IterationOptions(iterations, 1, 1, OptionalDouble.empty(), false);
    }

    /** SART: each view corrects the volume by a fifth of what it misses. */
    public static IterationOptions sart(int iterations) {
        return new IterationOptions(iterations, Integer.MAX_VALUE, 0.2, OptionalDouble.empty(), false);
    }

    /** The same from a weighted back-projection. */
    public IterationOptions fromWbp() {
        return new IterationOptions(iterations, subsets, relaxation, brightest, true);
    }

    /** The same with a limit to brightness. */
    public IterationOptions notBrighterThan(double density) {
        return new IterationOptions(iterations, subsets, relaxation, OptionalDouble.of(density), startFromWbp);
    }
}
