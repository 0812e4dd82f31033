package org.goldtrail.workflow.steps;

import java.util.Locale;
import org.goldtrail.reconstruction.ExactFilter;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.ViewFilter;
import org.goldtrail.reconstruction.ViewTreatment;
import org.goldtrail.reconstruction.WindowFilter;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;

/** How views are treated and filtered before they are back-projected; shared by both reconstructions. */
record WeightingParameters(
        @Parameter(
                label = "filter",
                level = Level.ADVANCED,
                help =
                        "Weights of weighted back-projection: radial is the ramp with cut-off and fall-off as IMOD's RADIAL;"
                                + " hamming, hann and cosine dim fine detail and noise more gently; exact makes up for uneven tilt"
                                + " steps.")
        Weights filter,

        @Parameter(
                label = "filter cut-off",
                unit = "cycles/px",
                min = 0.001,
                max = 1,
                level = Level.ADVANCED,
                help =
                        "Frequency up to which the filter passes all (radial, exact) or that ends its window (hamming, hann,"
                                + " cosine); 0.5 is the finest detail a stack holds.")
        double filterCutoff,

        @Parameter(
                label = "filter fall-off",
                unit = "cycles/px",
                min = 0,
                max = 1,
                level = Level.ADVANCED,
                help = "Sigma of the Gaussian by which radial and exact fall off beyond the cut-off; 0 cuts sharply.")
        double filterFalloff,

        @Parameter(
                label = "logarithm",
                level = Level.ADVANCED,
                help = "Turns counts into thickness before the filter; only for counts above zero.")
        boolean logarithm,

        @Parameter(
                label = "normalise views",
                level = Level.ADVANCED,
                help =
                        "Brings all views to the same contrast, which makes up for what is lost in the thicker ice at high tilt.")
        boolean normaliseViews,

        @Parameter(
                label = "taper",
                unit = "%",
                min = 0,
                max = 40,
                level = Level.ADVANCED,
                help = "Share of the width over which rows fade out beyond the edge of the image.")
        double taperPercent) {

    /** Kinds of weights. */
    enum Weights {
        RADIAL,
        HAMMING,
        HANN,
        COSINE,
        EXACT
    }

    /** What is usual in the field. */
    static final WeightingParameters USUAL = new WeightingParameters(
            Weights.RADIAL,
            RadialFilter.USUAL.cutoff(),
            RadialFilter.USUAL.falloff(),
            ViewTreatment.USUAL.logarithm(),
            ViewTreatment.USUAL.normalise(),
            100 * ViewTreatment.USUAL.taperShare());

    RadialFilter lowPass() {
        return new RadialFilter(filterCutoff, filterFalloff);
    }

    ViewFilter weights() {
        return switch (filter) {
            case RADIAL -> lowPass();
            case HAMMING -> new WindowFilter(WindowFilter.Window.HAMMING, filterCutoff);
            case HANN -> new WindowFilter(WindowFilter.Window.HANN, filterCutoff);
            case COSINE -> new WindowFilter(WindowFilter.Window.COSINE, filterCutoff);
            case EXACT -> new ExactFilter(lowPass());
        };
    }

    ViewTreatment treatment() {
        return new ViewTreatment(logarithm, normaliseViews, taperPercent / 100);
    }

    /** The filter in words. */
    String words() {
        String window = filter.name().toLowerCase(Locale.ROOT);
        return filter == Weights.RADIAL || filter == Weights.EXACT
                ? String.format(
                        Locale.ROOT, "%s weights, cut-off %.3f, fall-off %.3f", window, filterCutoff, filterFalloff)
                : String.format(Locale.ROOT, "%s window to %.3f", window, filterCutoff);
    }
}
