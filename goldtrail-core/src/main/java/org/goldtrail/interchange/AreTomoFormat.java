package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.geometry.ViewGeometry;

/**
 * AreTomo's {@code .aln}: {@code ROT = rho}, {@code TX, TY = t} from the centre N/2, {@code TILT = theta}. One row for each view
 * used, in the order of tilt angles, with its section counted from 1 (from 0 by versions before 2.0.7); views not used are "dark
 * frames". More decimals are written than AreTomo does: it reads them, and two decimals of an angle are worth 0.2 px at the edge
 * of a large view.
 */
final class AreTomoFormat implements AlignmentFormat {
    @Override
    public String id() {
        return "aretomo";
    }

    @Override
    public String label() {
        return "AreTomo";
    }

    @Override
    public String help() {
        return ".aln for AreTomo2 and AreTomo3";
    }

    @Override
    public boolean recognises(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".aln");
    }

    @Override
    public SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres) {
        AlnFile aln = AlnFile.read(file);
        int sections = aln.sections();
        Views views = new Views(sections, known, file.getFileName() + " has no row for it");
        Set<Integer> dark = new HashSet<>(aln.darkSections());
        for (AlnFile.Row row : aln.rows()) {
            if (row.section() >= sections) {
                throw new GoldtrailException(
                        "section " + (row.section() + 1) + " lies outside the stack of " + sections,
                        file.toString(),
                        "the file does not belong to a stack of this size");
            }
            if (dark.contains(row.section())) {
                throw new GoldtrailException(
                        "section " + (row.section() + 1) + " has a row and is a dark frame, too",
                        file.toString(),
                        "let AreTomo write the file again");
            }
            views.set(
                    row.section(),
                    new ViewGeometry(row.axisDeg(), row.tiltDeg(), 0, 1, row.shiftXPx(), row.shiftYPx()));
        }
        aln.darkSections().forEach(s -> views.reason(s, "dark, says AreTomo"));
        SeriesAlignment read = new SeriesAlignment(
                Names.stem(file),
                aln.width(),
                aln.height(),
                known.pixelSizeAngstrom(),
                views.list(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                file.toString(),
                List.of());
        if (aln.localRows() > 0) {
            read = read.remarked("The local shifts of its patches are left out.");
        }
        return Centre.HALF.in(read, exactCentres);
    }

    @Override
    public Exported write(SeriesAlignment full, ExportOptions options, Path folder) {
        Restriction restricted = Restriction.toRigidWithoutXTilt(full, label());
        SeriesAlignment a = Centre.HALF.out(restricted.alignment(), options.exactCentres());
        StringBuilder text = new StringBuilder("# AreTomo Alignment / Priims bprmMn\n");
        text.append(String.format(
                Locale.ROOT,
                "# RawSize = %d %d %d\n",
                a.width(),
                a.height(),
                a.views().size()));
        text.append("# NumPatches = 0\n");
        List<Integer> byTilt = java.util.stream.IntStream.range(0, a.views().size())
                .boxed()
                .sorted((p, q) -> Double.compare(tilt(a, p), tilt(a, q)))
                .toList();
        for (int i = 0; i < byTilt.size(); i++) {
            int section = byTilt.get(i);
            if (!a.views().get(section).used()) {
                text.append(String.format(
                        Locale.ROOT, "# DarkFrame =  %4d %4d %8.2f\n", i + 1, section + 1, tilt(a, section)));
            }
        }
        text.append("# AlphaOffset =     0.00\n# BetaOffset =     0.00\n");
        options.thicknessPx()
                .ifPresent(px ->
                        text.append("# Thickness = ").append(Math.round(px)).append('\n'));
        text.append("# SEC     ROT         GMAG       TX          TY      SMEAN     SFIT    SCALE     BASE     TILT\n");
        for (int section : byTilt) {
            AlignedView view = a.views().get(section);
            if (view.used()) {
                ViewGeometry g = view.geometry();
                text.append(String.format(
                        Locale.ROOT,
                        "%5d  %11.6f  %9.5f  %11.5f  %11.5f  %7.2f  %7.2f  %7.2f  %7.2f  %10.5f\n",
                        section + 1,
                        g.axisDeg(),
                        1.0,
                        g.shiftXPx(),
                        g.shiftYPx(),
                        1.0,
                        1.0,
                        1.0,
                        0.0,
                        g.tiltDeg()));
            }
        }
        List<Path> files = new ArrayList<>();
        AtomicFile.writeText(Names.add(files, folder, a.name() + ".aln"), text.toString());
        List<String> remarks = new ArrayList<>(restricted.remarks());
        remarks.add("Sections are counted from 1, as AreTomo does since 2.0.7; sections not used are its dark frames.");
        return new Exported(
                files,
                remarks,
                List.of("AreTomo2 -InMrc " + options.stack().map(Path::toString).orElse(a.name() + ".mrc")
                        + " -OutMrc " + a.name() + "_rec.mrc -AlnFile " + a.name() + ".aln -VolZ "
                        + Math.round(options.thicknessPx().orElse(1200)) + " -OutBin "
                        + options.box().map(ExportOptions.Box::binning).orElse(4)));
    }

    private static double tilt(SeriesAlignment a, int section) {
        AlignedView view = a.views().get(section);
        return view.used()
                ? view.geometry().tiltDeg()
                : view.nominal().tiltDeg().orElse(view.geometry().tiltDeg());
    }
}
