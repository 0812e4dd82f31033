package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.StarFile;
import org.goldtrail.geometry.ViewGeometry;

/** The two STAR files of RELION 5. */
final class RelionText {
    private final SeriesAlignment alignment;
    private final ExportOptions options;
    private final double pixel;
    private final boolean haveCtf;
    private final boolean haveDose;

    /** @param alignment with shifts counted from RELION's centre */
    RelionText(SeriesAlignment alignment, ExportOptions options, double pixel) {
        this.alignment = alignment;
        this.options = options;
        this.pixel = pixel;
        List<AlignedView> used = alignment.usedSections().stream()
                .map(v -> alignment.views().get(v))
                .toList();
        this.haveCtf = used.stream()
                .allMatch(v -> v.nominal().ctf().filter(DefocusRow::isKnown).isPresent());
        this.haveDose = used.stream().allMatch(v -> v.nominal().doseBefore().isPresent());
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (alignment.usedSections().size() < alignment.views().size()) {
            remarks.add("Views that are not used have no row; rlnMicrographName names the section of the raw stack.");
        }
        if (alignment.defocusHand().isEmpty()) {
            remarks.add("rlnTomoHand is -1, RELION's usual value, since the hand of the defocus is not known: check it"
                    + " before refining the CTF.");
        }
        if (!haveCtf) {
            remarks.add("There is no defocus of every view: run CTF estimation in RELION, or ctf.estimateCTF here and"
                    + " export again.");
        }
        if (!haveDose) {
            remarks.add("The dose is not known and stands as 0: give --dose-per-view here, or correct"
                    + " rlnMicrographPreExposure.");
        }
        return remarks;
    }

    /** The table of tomograms, one row. */
    String tomograms() {
        List<String> labels = new ArrayList<>();
        List<String> row = new ArrayList<>();
        Optics optics = alignment.optics().orElse(new Optics(300, 2.7, 0.1));
        put(labels, row, "rlnTomoName", alignment.name());
        put(labels, row, "rlnVoltage", number(optics.voltageKv(), 6));
        put(labels, row, "rlnSphericalAberration", number(optics.sphericalAberrationMm(), 6));
        put(labels, row, "rlnAmplitudeContrast", number(optics.amplitudeContrast(), 6));
        put(labels, row, "rlnMicrographOriginalPixelSize", number(pixel, 6));
        put(labels, row, "rlnTomoHand", number(-alignment.defocusHand().orElse(1), 1));
        put(labels, row, "rlnOpticsGroupName", "opticsGroup1");
        put(labels, row, "rlnTomoTiltSeriesPixelSize", number(pixel, 6));
        put(labels, row, "rlnTomoTiltSeriesStarFile", "tilt_series/" + alignment.name() + ".star");
        options.box().ifPresent(box -> {
            boolean turned = ImodCommands.isTurned(alignment);
            put(labels, row, "rlnTomoTomogramBinning", number(box.binning(), 6));
            put(labels, row, "rlnTomoSizeX", "" + (turned ? alignment.height() : alignment.width()));
            put(labels, row, "rlnTomoSizeY", "" + (turned ? alignment.width() : alignment.height()));
            put(labels, row, "rlnTomoSizeZ", "" + Math.round(box.thicknessPx()));
            box.tomogram().ifPresent(t -> put(labels, row, "rlnTomoReconstructedTomogram", absolute(t)));
        });
        return StarFile.table("global", labels, List.of(row));
    }

    /** The table of the tilt series, a row for each view used. */
    String series() {
        List<String> labels = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int section : alignment.usedSections()) {
            List<String> row = new ArrayList<>();
            labels.clear();
            row(section, alignment.views().get(section), labels, row);
            rows.add(row);
        }
        return StarFile.table(alignment.name(), labels, rows);
    }

    private void row(int section, AlignedView view, List<String> labels, List<String> row) {
        ViewGeometry g = view.geometry();
        AlignedView.Nominal n = view.nominal();
        put(labels, row, "rlnMicrographMovieName", n.image().isEmpty() ? image(section, options.stack()) : n.image());
        put(labels, row, "rlnTomoTiltMovieFrameCount", "1");
        put(labels, row, "rlnTomoNominalStageTiltAngle", number(n.tiltDeg().orElse(g.tiltDeg()), 4));
        put(labels, row, "rlnTomoNominalTiltAxisAngle", number(g.axisDeg(), 4));
        put(labels, row, "rlnMicrographPreExposure", number(n.doseBefore().orElse(0), 4));
        put(labels, row, "rlnMicrographName", image(section, options.stack()));
        if (options.even().isPresent() && options.odd().isPresent()) {
            put(labels, row, "rlnMicrographNameEven", image(section, options.even()));
            put(labels, row, "rlnMicrographNameOdd", image(section, options.odd()));
        }
        if (haveCtf) {
            DefocusRow ctf = n.ctf().orElseThrow();
            put(labels, row, "rlnDefocusU", number(ctf.defocusUAngstrom(), 3));
            put(labels, row, "rlnDefocusV", number(ctf.defocusVAngstrom(), 3));
            put(labels, row, "rlnCtfAstigmatism", number(ctf.defocusUAngstrom() - ctf.defocusVAngstrom(), 3));
            put(labels, row, "rlnDefocusAngle", number(ctf.astigmatismDeg(), 4));
            put(labels, row, "rlnPhaseShift", number(Math.toDegrees(ctf.phaseShiftRad()), 4));
        }
        put(labels, row, "rlnTomoXTilt", number(g.xTiltDeg(), 6));
        put(labels, row, "rlnTomoYTilt", number(g.tiltDeg(), 6));
        put(labels, row, "rlnTomoZRot", number(g.axisDeg(), 6));
        put(labels, row, "rlnTomoXShiftAngst", number(g.shiftXPx() * pixel, 6));
        put(labels, row, "rlnTomoYShiftAngst", number(g.shiftYPx() * pixel, 6));
        put(labels, row, "rlnCtfScalefactor", number(Math.cos(Math.toRadians(g.tiltDeg())), 6));
    }

    /** An image of a stack; RELION reads .mrcs as a stack, and any other name with the type behind a colon. */
    private String image(int section, Optional<Path> stack) {
        String file = stack.map(RelionText::absolute).orElse(alignment.name() + ".mrcs");
        return String.format(
                Locale.ROOT,
                "%06d@%s%s",
                section + 1,
                file,
                file.toLowerCase(Locale.ROOT).endsWith(".mrcs") ? "" : ":mrcs");
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static void put(List<String> labels, List<String> row, String label, String value) {
        labels.add(label);
        row.add(value);
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", 0 + value);
    }
}
