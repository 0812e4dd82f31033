package org.goldtrail.workflow.catalogue;

import java.util.Locale;

/** The six execution areas, in the order in which a series walks through them. */
public enum Area {
    DETECTION("finds the gold beads in each view"),
    INDEXING("links the observations of each bead through the tilts"),
    REFINEMENT("refines the positions of the beads and solves the geometry"),
    ALIGNMENT("resamples the views into aligned stacks"),
    CTF("estimates and corrects the contrast transfer function"),
    RECONSTRUCTION("back-projects tomograms");

    private final String help;

    Area(String help) {
        this.help = help;
    }

    /** As it is written in commands and files, like {@code detection}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the area does, as a clause for people. */
    public String help() {
        return help;
    }
}
