package org.goldtrail.workflow;

/** The steps of an unattended run, in order, by the walkthrough's names. */
enum Step {
    READ("input", "read", "read angles and acquisition", 0.3),
    BEAD_SIZE("detection", "beadSize", "measure the beads", 2),
    VISUALISATION("detection", "prepareViews", "prepare the views", 1.5),
    DETECT_PEAKS("detection", "detectPeaks", "detect peaks", 5),
    PEAK_SELECTION("detection", "peakSelection", "select peaks", 0.4),
    ROUGH_ALIGNMENT("indexing", "roughAlignment", "rough alignment", 2),
    STABLE_TRAILS("indexing", "stableTrails", "selection of stable trails", 0.2),
    REINDEXING("indexing", "iterativeReindexing", "iterative reindexing", 0.4),
    TILT_GAPS("indexing", "tiltGapFiller", "tilt gap filling", 0.2),
    EXTENSION("indexing", "trailExtension", "trail extension", 0.6),
    MARKER_REFINEMENT("refinement", "independentMarkerRefinement", "independent marker refinement", 2),
    TRACE_GAPS("refinement", "traceGapFiller", "trace gap filling", 1),
    TRIM("refinement", "trimMarkers", "trim markers", 0.2),
    FINAL_SELECTION("refinement", "finalSelection", "final selection and solution", 2),
    FIX_MARKERS("alignment", "fixMarkers", "fix the markers", 0.1),
    ALIGN("alignment", "alignStacks", "align the tilt series", 3),
    RECONSTRUCT("reconstruction", "binnedReconstruction", "binned reconstruction", 2);

    private final String area;
    private final String id;
    private final String label;
    private final double weight;

    Step(String area, String id, String label, double weight) {
        this.area = area;
        this.id = id;
        this.label = label;
        this.weight = weight;
    }

    String area() {
        return area;
    }

    String id() {
        return area + "." + id;
    }

    String label() {
        return label;
    }

    /** Usual share of the run's time. */
    double weight() {
        return weight;
    }
}
