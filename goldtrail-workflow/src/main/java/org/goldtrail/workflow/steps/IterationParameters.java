package org.goldtrail.workflow.steps;

import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.reconstruction.IterationOptions;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;

/** How iterative reconstructions are done; shared by both reconstructions. */
record IterationParameters(
        @Parameter(
                label = "SIRT iterations",
                min = 1,
                max = 1000,
                level = Level.ADVANCED,
                help =
                        "Iterations of SIRT, and those that the SIRT-like filter looks like. More show finer detail and more"
                                + " noise.")
        int sirtIterations,

        @Parameter(
                label = "subsets of views",
                min = 1,
                max = 10000,
                level = Level.ADVANCED,
                help =
                        "The tomogram is corrected after each subset: 1 is SIRT, as many as there are views is SART, which is"
                                + " done sooner and wants a relaxation of 0.2 or so.")
        int sirtSubsets,

        @Parameter(
                label = "relaxation",
                min = 0.01,
                max = 1.99,
                level = Level.ADVANCED,
                help = "Share of each correction that is applied.")
        double sirtRelaxation,

        @Parameter(
                label = "positivity",
                level = Level.ADVANCED,
                help =
                        "Lets matter be darker than the mean only: no voxel becomes brighter than the mean of the views.")
        boolean sirtPositivity,

        @Parameter(
                label = "start from the WBP",
                level = Level.ADVANCED,
                help = "Begins with a weighted back-projection instead of with nothing.")
        boolean sirtFromWbp) {

    /** Ten iterations of SIRT. */
    static final IterationParameters USUAL = new IterationParameters(10, 1, 1, false, false);

    IterationOptions options() {
        return new IterationOptions(
                sirtIterations,
                sirtSubsets,
                sirtRelaxation,
                sirtPositivity ? OptionalDouble.of(0) : OptionalDouble.empty(),
                sirtFromWbp);
    }

    /** The method in words. */
    String words() {
        return String.format(
                Locale.ROOT,
                "%d iterations%s%s%s%s",
                sirtIterations,
                sirtSubsets > 1 ? ", " + sirtSubsets + " subsets" : "",
                sirtRelaxation != 1 ? ", relaxation " + sirtRelaxation : "",
                sirtPositivity ? ", positivity" : "",
                sirtFromWbp ? ", from the WBP" : "");
    }
}
