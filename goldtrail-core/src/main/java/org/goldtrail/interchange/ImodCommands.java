package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.goldtrail.formats.AtomicFile;

/**
 * The command files of IMOD that make the aligned stack and the tomogram from an exported alignment; they may be run by
 * {@code submfg} or opened in etomo. Lengths in them are unbinned, but for the size of the aligned stack.
 */
final class ImodCommands {
    /** Thickness where nothing is known of the specimen: this part of the longer side of the field. */
    private static final double GUESSED_THICKNESS = 0.25;

    private final SeriesAlignment alignment;
    private final ExportOptions options;
    private final boolean distorted;
    private final int width;
    private final int height;
    private final int binning;

    ImodCommands(SeriesAlignment alignment, ExportOptions options, boolean distorted) {
        this.alignment = alignment;
        this.options = options;
        this.distorted = distorted;
        this.binning = options.box().map(ExportOptions.Box::binning).orElse(1);
        boolean swapped = isTurned(alignment);
        this.width = swapped ? alignment.height() : alignment.width();
        this.height = swapped ? alignment.width() : alignment.height();
    }

    /** Whether the aligned views stand on their side, the tilt axis being nearer to x than to y. */
    static boolean isTurned(SeriesAlignment alignment) {
        double sin = 0;
        double cos = 0;
        for (AlignedView view : alignment.views()) {
            double twice = 2 * Math.toRadians(view.geometry().axisDeg());
            sin += view.used() ? Math.sin(twice) : 0;
            cos += view.used() ? Math.cos(twice) : 0;
        }
        // Of the doubled angle, since an axis and its twin 180° apart are the same line.
        double axis = Math.atan2(sin, cos) / 2;
        return Math.abs(Math.sin(axis)) > Math.abs(Math.cos(axis));
    }

    List<Path> write(Path folder) {
        List<Path> files = new ArrayList<>();
        AtomicFile.writeText(Names.add(files, folder, "newst.com"), newst());
        AtomicFile.writeText(Names.add(files, folder, "tilt.com"), tilt());
        return files;
    }

    private String newst() {
        String name = alignment.name();
        String stack = options.stack()
                .map(p -> p.toAbsolutePath().normalize().toString())
                .orElse(name + ".st");
        List<String> lines = List.of(
                "$setenv IMOD_OUTPUT_FORMAT MRC",
                "$newstack -StandardInput",
                "InputFile " + stack,
                "OutputFile " + name + "_ali.mrc",
                "TransformFile " + name + ".xf",
                "AntialiasFilter -1",
                "TaperAtFill 1,1",
                "AdjustOrigin",
                "SizeToOutputInXandY " + width / binning + "," + height / binning,
                "OffsetsInXandY 0.0,0.0",
                "ImagesAreBinned 1.0",
                "BinByFactor " + binning,
                "$if (-e ./savework) ./savework");
        return String.join("\n", lines) + "\n";
    }

    private String tilt() {
        String name = alignment.name();
        double thickness =
                options.thicknessPx().orElse(GUESSED_THICKNESS * Math.max(alignment.width(), alignment.height()));
        List<String> lines = new ArrayList<>(List.of(
                "$setenv IMOD_OUTPUT_FORMAT MRC",
                "$tilt -StandardInput",
                "InputProjections " + name + "_ali.mrc",
                "OutputFile " + name + "_full_rec.mrc",
                "IMAGEBINNED " + binning,
                "TILTFILE " + name + ".tlt",
                "XTILTFILE " + name + ".xtilt"));
        if (distorted) {
            lines.add("ZFACTORFILE " + name + ".zfac");
        }
        lines.add(String.format(Locale.ROOT, "THICKNESS %d", Math.round(thickness)));
        lines.addAll(List.of(
                "RADIAL 0.35 0.035",
                "FalloffIsTrueSigma 1",
                "XAXISTILT 0.0",
                "PERPENDICULAR",
                "MODE 2",
                "FULLIMAGE " + width + " " + height,
                // Where the binned stack, a whole number of pixels about the centre, begins in the full one.
                "SUBSETSTART " + (width - width / binning * binning) / 2 + " "
                        + (height - height / binning * binning) / 2,
                "AdjustOrigin",
                "OFFSET 0.0",
                "SHIFT 0.0 0.0"));
        String excluded = excluded();
        if (!excluded.isEmpty()) {
            lines.add("EXCLUDELIST2 " + excluded);
        }
        lines.add("$if (-e ./savework) ./savework");
        return String.join("\n", lines) + "\n";
    }

    /** Views not used, as ranges counted from 1. */
    private String excluded() {
        TreeSet<Integer> unused = new TreeSet<>();
        for (int v = 0; v < alignment.views().size(); v++) {
            if (!alignment.views().get(v).used()) {
                unused.add(v + 1);
            }
        }
        return Ranges.text(unused);
    }
}
