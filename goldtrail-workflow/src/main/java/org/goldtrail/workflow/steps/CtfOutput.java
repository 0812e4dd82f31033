package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.goldtrail.ctf.CtfFiles;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.image.Statistics;
import org.goldtrail.workflow.files.Json;

/** The files of the CTF in a workflow folder: as estimated, as it holds with what people have said, and for others. */
public final class CtfOutput {
    /** As estimated, below the workflow folder. */
    public static final String ESTIMATE = "ctf/estimate.json";

    /** As it holds. */
    public static final String PRESENT = "ctf/ctf.json";

    private CtfOutput() {}

    /** All files that are written for a CTF, below the workflow folder. */
    public static List<String> files(String series, SeriesCtf ctf) {
        List<String> always = List.of(
                PRESENT,
                ESTIMATE,
                "ctf/" + series + "_ctf.txt",
                "ctf/" + series + "_ctf.csv",
                "ctf/" + series + "_ctf.star",
                "ctf/" + series + "_profiles.csv");
        boolean known = CtfFiles.rows(ctf).stream().anyMatch(DefocusRow::isKnown);
        return known
                ? Stream.concat(always.stream(), Stream.of("ctf/" + series + ".defocus"))
                        .toList()
                : always;
    }

    /**
     * Writes all files but that of the estimate.
     *
     * @param root the folder that {@code ctf/} lies in
     */
    public static void write(Path root, String series, SeriesCtf ctf, double pixelSizeAngstrom) {
        CtfFiles.write(root.resolve("ctf"), series, ctf, pixelSizeAngstrom);
        Json.write(root.resolve(PRESENT), ctf);
    }

    /** The figures of a CTF, medians over the views. */
    static Map<String, Object> figures(SeriesCtf ctf) {
        Map<String, Object> figures = new TreeMap<>();
        List<ViewCtf> known =
                ctf.views().stream().filter(v -> v.model() != null).toList();
        figures.put("ringsFound", ctf.ringsFound());
        figures.put("views", known.size());
        if (known.isEmpty()) {
            return figures;
        }
        double defocus = median(known.stream()
                .mapToDouble(v -> Objects.requireNonNull(v.model()).meanAngstrom())
                .toArray());
        figures.put("defocusAngstrom", defocus);
        figures.put(
                "astigmatismAngstrom",
                median(known.stream()
                        .mapToDouble(v -> Objects.requireNonNull(v.model()).astigmatismAngstrom())
                        .toArray()));
        figures.put(
                "phaseShiftDeg",
                Math.toDegrees(median(known.stream()
                        .mapToDouble(v -> Objects.requireNonNull(v.model()).phaseShiftRad())
                        .toArray())));
        figures.put(
                "resolutionAngstrom",
                median(known.stream().mapToDouble(ViewCtf::resolutionAngstrom).toArray()));
        figures.put("score", median(known.stream().mapToDouble(ViewCtf::score).toArray()));
        figures.put("hand", ctf.hand().hand());
        figures.put("handConfidence", ctf.hand().confidence());
        return figures;
    }

    private static double median(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        return finite.length == 0 ? 0 : Statistics.median(finite);
    }

    /** The figures in one sentence. */
    static String sentence(SeriesCtf ctf) {
        Map<String, Object> f = figures(ctf);
        return f.get("defocusAngstrom") instanceof Double defocus
                ? String.format(
                        Locale.ROOT,
                        "defocus %.2f µm, astigmatism %.0f Å, rings to %.1f Å (medians)",
                        defocus / 1e4,
                        (double) f.getOrDefault("astigmatismAngstrom", 0.0),
                        (double) f.getOrDefault("resolutionAngstrom", 0.0))
                : "no view has a CTF";
    }
}
