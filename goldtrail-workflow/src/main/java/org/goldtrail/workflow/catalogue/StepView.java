package org.goldtrail.workflow.catalogue;

/** An entry of a step's View menu. */
public enum StepView {
    STACK("visualisation matrix [tmshow]"),
    CLOUD("cloud of points"),
    VIDEO("positions on the views [video]"),
    MONTAGE("montage of patches"),
    FEATURE_GALLERY("feature gallery"),
    FEATURE_PLOTTER("feature plotter"),
    OCCUPANCY("occupancy plot"),
    MARKERS("working markers [dmarkers]"),
    GALLERY("gold bead gallery"),
    RESIDUALS("fitting and residuals"),
    ALIGNED_STACK("aligned stack [tmshow]"),
    CTF_CURVES("CTF along the tilts"),
    TOMOGRAM("reconstruction [tmshow]");

    private final String label;

    StepView(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
