package org.goldtrail.workflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;
import org.goldtrail.workflow.units.Version;

/** A paragraph for the methods section of a paper, of what was done and nothing else. */
final class Methods {
    private Methods() {}

    static String paragraph(ReportData d) {
        if (d.solution().isEmpty()) {
            return "";
        }
        SeriesSolution s = d.solution().get();
        OptionalDouble pixel = d.pixel();
        double[] tilts = d.index().tilts();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "The tilt series of %d views (%+.1f° to %+.1f°%s) was aligned by its gold beads with %s. ",
                tilts.length,
                Arrays.stream(tilts).min().orElse(0),
                Arrays.stream(tilts).max().orElse(0),
                pixel.isPresent() ? String.format(Locale.ROOT, ", %.3f Å per pixel", pixel.getAsDouble()) : "",
                Version.PROGRAM));
        d.bead()
                .ifPresent(b -> text.append("Beads of ")
                        .append(inWords(b.diameterPx(), pixel))
                        .append(
                                " were detected by correlation with their own average, followed through the series and located by"
                                        + " fitting each to its own radial average. "));
        text.append(String.format(
                Locale.ROOT,
                "%d beads with %d observations in %d views entered a bundle adjustment (%s%s), chosen among %d models by the"
                        + " prediction of beads left out of the fit. The mean residual is %s, the mean error of beads left out"
                        + " %s, and the predicted error at the worst corner of the field %s. ",
                s.markers().markerCount(),
                s.markers().size(),
                s.fit().viewCount() - s.unusedSections().size(),
                s.fit().model(),
                s.robust() ? "; outliers weighed down by Tukey's biweight" : "",
                Math.max(1, s.candidates().size()),
                inWords(s.fit().meanPx(), pixel),
                inWords(s.leaveOut().beadsPx(), pixel),
                inWords(s.predicted().cornerPx(), pixel)));
        if (!s.unusedSections().isEmpty()) {
            text.append(
                            s.unusedSections().size() == 1
                                    ? "One view was"
                                    : s.unusedSections().size() + " views were")
                    .append(" left out. ");
        }
        d.ctf()
                .filter(c -> c.ringsFound())
                .ifPresent(c -> text.append(String.format(
                        Locale.ROOT,
                        "The defocus was estimated from the rings of all views together (%.0f kV, Cs %.2f mm, amplitude contrast %.2f)%s. ",
                        c.optics().voltageKv(),
                        c.optics().sphericalAberrationMm(),
                        c.optics().amplitudeContrast(),
                        ReportPlots.medianDefocusMicrometre(c).isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        "; its median is %.2f µm",
                                        ReportPlots.medianDefocusMicrometre(c).getAsDouble())
                                : "")));
        d.figure("reconstruction.binnedReconstruction", "tomograms").ifPresent(kinds -> {
            double binning = d.number("alignment.alignBinned", "binning").orElse(1);
            text.append(String.format(
                    Locale.ROOT,
                    "Tomograms binned by %.0f%s were reconstructed by %s.",
                    binning,
                    pixel.isPresent()
                            ? String.format(Locale.ROOT, " (%.2f Å per voxel)", binning * pixel.getAsDouble())
                            : "",
                    kindsInWords(kinds)));
        });
        return text.toString().strip();
    }

    /** The kinds of tomograms, halves told once; the preview is none of them. */
    private static String kindsInWords(Object kinds) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("wbp", "weighted back-projection");
        words.put("wbp_ctf", "weighted back-projection of the CTF-corrected views");
        words.put("sirt-like", "weighted back-projection with a SIRT-like filter");
        words.put("sirt", "SIRT");
        words.put("sart", "SART");
        List<String> all = List.of(kinds.toString().split(", ?", -1));
        List<String> told = new ArrayList<>();
        words.forEach((kind, text) -> {
            if (all.contains(kind)) {
                told.add(text);
            }
        });
        return String.join(" and ", told) + (all.contains("wbp_even") ? ", of all data and of halves of them" : "");
    }

    private static String inWords(double px, OptionalDouble pixel) {
        return pixel.isPresent()
                ? String.format(Locale.ROOT, "%.2f nm (%.2f px)", px * pixel.getAsDouble() / 10, px)
                : Units.length(px, pixel);
    }
}
