package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.TextLines;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;

/**
 * WarpTools: {@code .xf} and {@code .tlt} for {@code ts_import_alignments}, with lines for the views used only, and the tilt
 * series XML, with a line for each view and UseTilt. Warp projects with {@code Euler(0, Angle + LevelAngleY, -AxisAngle)} and
 * {@code LevelAngleX}, which is our formula with {@code theta = -(Angle + LevelAngleY)}, {@code rho = AxisAngle}, {@code alpha =
 * LevelAngleX}; offsets are t in Å from the centre N/2.
 */
final class WarpFormat implements AlignmentFormat {
    @Override
    public String id() {
        return "warp";
    }

    @Override
    public String label() {
        return "Warp";
    }

    @Override
    public String help() {
        return ".xf and .tlt for ts_import_alignments, and the tilt series XML";
    }

    @Override
    public boolean recognises(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".xml")
                && TextLines.head(file, 4000).contains("<TiltSeries");
    }

    @Override
    public SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres) {
        WarpXml xml = WarpXml.read(file);
        double[] angles = xml.numbers("Angles");
        double[] axes = xml.numbers("AxisAngle", angles.length);
        double[] offsetsX = xml.numbers("AxisOffsetX", angles.length);
        double[] offsetsY = xml.numbers("AxisOffsetY", angles.length);
        List<String> use = xml.lines("UseTilt");
        OptionalDouble pixel = known.pixelSizeAngstrom().isPresent() ? known.pixelSizeAngstrom() : xml.pixelSize();
        double size = new KnownSeries(known.width(), known.height(), pixel, known.nominalTiltsDeg())
                .requirePixelSize(file.toString());
        double[] dimensions = xml.attributeNumbers("ImageDimensionsAngstrom");
        KnownSeries sized = dimensions.length >= 2 && dimensions[0] > 0
                ? known.orSize((int) Math.round(dimensions[0] / size), (int) Math.round(dimensions[1] / size))
                : known;
        double levelX = xml.attributeNumber("LevelAngleX");
        double levelY = xml.attributeNumber("LevelAngleY");
        Views views = new Views(angles.length, known, "");
        List<String> movies = xml.lines("MoviePath");
        double[] doses = xml.numbers("Dose");
        List<DefocusRow> ctf = xml.defocus(angles);
        double along = 0;
        for (int v = 0; v < angles.length; v++) {
            double theta = -(angles[v] + levelY);
            double[] movement = xml.movement(v, angles.length);
            views.set(
                    v,
                    new ViewGeometry(
                            axes[v],
                            theta,
                            levelX,
                            1,
                            (offsetsX[v] - movement[0]) / size,
                            (offsetsY[v] - movement[1]) / size));
            if (v < use.size() && !use.get(v).equalsIgnoreCase("true")) {
                views.reason(v, "UseTilt is False in Warp");
            }
            int section = v;
            views.nominal(
                    v,
                    n -> new AlignedView.Nominal(
                            n.tiltDeg(),
                            section < doses.length ? OptionalDouble.of(doses[section]) : n.doseBefore(),
                            n.dose(),
                            ctf.isEmpty() ? n.ctf() : Optional.of(ctf.get(section)),
                            section < movies.size() ? movies.get(section) : n.image()));
            along +=
                    v < known.nominalTiltsDeg().size() ? known.nominalTiltsDeg().get(v) * theta : 0;
        }
        SeriesAlignment read = new SeriesAlignment(
                Names.stem(file),
                sized.requireWidth(file.toString()),
                sized.requireHeight(file.toString()),
                pixel,
                views.list(),
                xml.optics(),
                OptionalInt.empty(),
                false,
                file.toString(),
                xml.remarks());
        if (along < 0) {
            read = read.remarked("Its angles run against the nominal ones (a project imported with --dont_invert): its"
                    + " tomogram is the mirror image of the one that the nominal angles give.");
        }
        return Centre.HALF.in(read, exactCentres);
    }

    @Override
    public Exported write(SeriesAlignment full, ExportOptions options, Path folder) {
        Restriction restricted = Restriction.toRigidWithOneXTilt(full, label());
        SeriesAlignment a = Centre.HALF.out(restricted.alignment(), options.exactCentres());
        double pixel = a.requirePixelSize("Warp's offsets");
        if (a.usedSections().isEmpty()) {
            throw new GoldtrailException("no view takes part", a.origin(), "");
        }
        double sign = options.warpAnglesAsStage() ? 1 : -1;
        List<Path> files = new ArrayList<>();
        XfFile.write(
                Names.add(files, folder, a.name() + ".xf"),
                a.usedSections().stream()
                        .map(v -> XfTransform.of(a.views().get(v).geometry()))
                        .toList());
        TiltAngleFile.write(
                Names.add(files, folder, a.name() + ".tlt"),
                a.usedSections().stream()
                        .mapToDouble(v -> 0 + sign * a.views().get(v).geometry().tiltDeg())
                        .toArray());
        AtomicFile.writeText(Names.add(files, folder, a.name() + ".xml"), WarpXmlText.of(a, pixel, sign));
        List<String> remarks = new ArrayList<>(restricted.remarks());
        remarks.add(
                options.warpAnglesAsStage()
                        ? "Angles have the sign of the stage, for a project imported with --dont_invert: Warp's tomogram is"
                                + " then the mirror image of Goldtrail's."
                        : "Angles have Warp's sign, minus the stage's, as ts_import gives without --dont_invert: Warp's tomogram"
                                + " then has the hand of Goldtrail's. For a project imported with --dont_invert, export with"
                                + " --warp-stage-angles.");
        if (a.usedSections().size() < a.views().size()) {
            remarks.add(".xf and .tlt have lines for the " + a.usedSections().size() + " of "
                    + a.views().size()
                    + " views that are used, as Warp wants; discard the others in the .tomostar, or take the XML, where"
                    + " UseTilt says it.");
        }
        return new Exported(
                files,
                remarks,
                List.of(String.format(
                        Locale.ROOT,
                        "WarpTools ts_import_alignments --settings warp_tiltseries.settings --alignments %s"
                                + " --alignment_angpix %.4f",
                        folder,
                        pixel)));
    }
}
