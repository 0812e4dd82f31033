package org.goldtrail.workflow.catalogue;

import java.util.List;

/**
 * What steps take and give: files of the workflow folder. {@code *} in a file's name stands for the name of the series.
 */
public enum Item {
    RAW_STACK("tilt series matrix", "the raw stack, linked and never written", List.of()),
    NOMINAL_ANGLES("tilt angles", "the nominal tilt angle of each section", List.of()),
    PIXEL_SIZE("pixel size", "of the raw stack, where it is known", List.of()),
    STATED_AXIS("stated tilt axis", "what files and user say of the axis and the hand", List.of()),
    OPTICS("optics", "voltage, spherical aberration, amplitude contrast and nominal defocus", List.of()),
    DOSE("dose", "electrons each view has received before and during its exposure", List.of()),
    DISCARDED_TILTS("discarded tilts", "views the user discards", List.of()),
    VIEW_STATES("state of the views", "which views hold data, and why others do not", List.of("detection/views.csv")),
    VISUALISATION_STACK("visualisation matrix", "the raw stack, binned", List.of("detection/*_binned.mrc")),
    BEAD_SIZE("bead size", "diameter and contrast of the beads", List.of("detection/bead-size.json")),
    RAW_PEAKS(
            "detected peaks",
            "peaks of the refined cross-correlation",
            List.of("detection/raw-peaks.csv", "detection/template.csv")),
    PEAKS("peaks with features", "all peaks with their merits", List.of("detection/peaks.csv")),
    SELECTED_PEAKS(
            "selected peaks",
            "the peaks of the better population",
            List.of("detection/selected-peaks.csv", "detection/peak-selection.csv")),
    WORKING_MARKERS("working markers", "observations with the number of their bead", List.of("markers/working.csv")),
    ROUGH_ALIGNMENT(
            "rough alignment",
            "shifts between the views, the tilt axis, and what both explain of the peaks and of decoys",
            List.of("indexing/rough-alignment.json")),
    BLURRED_VIEWS("blurred views", "views whose beads are drawn out", List.of("refinement/blurred-views.csv")),
    SOLUTION("solution", "geometry of all views with its errors", List.of("refinement/solution.json")),
    FIXED_MARKERS(
            "alignment",
            "the solution of the fixed markers, a row for each raw section",
            List.of(
                    "alignment/*.xf",
                    "alignment/*.tlt",
                    "alignment/*.xtilt",
                    "alignment/*.fid",
                    "alignment/*.resid",
                    "alignment/*.excluded.csv",
                    "alignment/*.views.csv",
                    "alignment/*.beads.csv",
                    "alignment/*.solution.json")),
    ALIGNED_BINNED_STACK("binned aligned stack", "the views resampled with the axis upright, binned", List.of()),
    ALIGNED_STACK("aligned stack", "the views resampled with the axis upright", List.of("alignment/*_aligned.mrc")),
    CTF_ESTIMATE(
            "CTF",
            "defocus and astigmatism of each view",
            List.of(
                    "ctf/ctf.json",
                    "ctf/estimate.json",
                    "ctf/*_ctf.txt",
                    "ctf/*_ctf.csv",
                    "ctf/*_ctf.star",
                    "ctf/*_profiles.csv",
                    "ctf/*.defocus")),
    CTF_CORRECTED_STACK(
            "CTF-corrected stack", "the aligned stack with its CTF corrected", List.of("ctf/*_aligned_ctf.mrc")),
    BINNED_TOMOGRAM("binned tomogram", "the binned reconstruction", List.of()),
    FULL_TOMOGRAM("full-sized tomogram", "a box of the specimen in full resolution", List.of());

    private final String label;
    private final String help;
    private final List<String> files;

    Item(String label, String help, List<String> files) {
        this.label = label;
        this.help = help;
        this.files = files;
    }

    public String label() {
        return label;
    }

    public String help() {
        return help;
    }

    /**
     * Its files below the workflow folder; empty where their names depend on parameters, so that only the step that makes
     * them knows.
     */
    public List<String> files(String seriesName) {
        return files.stream().map(f -> f.replace("*", seriesName)).toList();
    }

    /** True for what comes with the series instead of from a step. */
    public boolean isGiven() {
        return ordinal() <= DISCARDED_TILTS.ordinal();
    }

    /** As it is written in files, like {@code workingMarkers}. */
    public String id() {
        StringBuilder id = new StringBuilder();
        boolean upper = false;
        for (char c : name().toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                id.append(upper ? c : Character.toLowerCase(c));
                upper = false;
            }
        }
        return id.toString();
    }
}
