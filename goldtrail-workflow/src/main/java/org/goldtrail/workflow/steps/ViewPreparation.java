package org.goldtrail.workflow.steps;

import java.util.List;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;

/** What is done to raw views before they are resampled; shared by all steps that read them for the result. */
record ViewPreparation(
        @Parameter(
                label = "erase gold",
                help =
                        "Takes the beads out of the tilt images before they are resampled: a disc about each becomes what"
                                + " surrounds it, with the same noise. Otherwise beads throw streaks through the tomogram.")
        boolean eraseGold,

        @Parameter(
                label = "radius of the erased discs",
                unit = "bead radii",
                min = 0.5,
                max = 6,
                level = Level.ADVANCED,
                help = "Radius of the disc in radii of the bead: large enough to hold its bright fringe.")
        double eraseRadiusFactor,

        @Parameter(
                label = "dose weighting",
                help =
                        "Dims in each view the detail that the beam had already destroyed (Grant and Grigorieff 2015). Needs"
                                + " the dose of the views, from the mdoc or the settings.")
        boolean doseWeighting) {

    /** The views as they are. */
    static final ViewPreparation NONE = new ViewPreparation(false, 1.5, false);

    /** Of the items a step takes: those that it needs with these parameters. */
    List<Item> items(List<Item> all) {
        return all.stream()
                .filter(item -> item != Item.DOSE || doseWeighting)
                .filter(item -> item != Item.BEAD_SIZE || eraseGold)
                .toList();
    }

    /** True if views stay as they are. */
    boolean isNone() {
        return !eraseGold && !doseWeighting;
    }

    /** In words, for the label of a file; empty if nothing is done. */
    String words() {
        return (eraseGold ? ", gold erased" : "") + (doseWeighting ? ", dose-weighted" : "");
    }
}
