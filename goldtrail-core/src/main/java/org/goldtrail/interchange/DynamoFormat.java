package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.StarFile;
import org.goldtrail.formats.TextLines;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.markers.Observation;

/**
 * Dynamo's {@code stackAlignerImod.star}: for each view a flag, its angles and the shift of the transform {@code [cos psi, sin psi,
 * x; -sin psi, cos psi, y]}, which is IMOD's, in unbinned pixels about the centre named in the file, counted from 1. Markers go out
 * as Dynamo's indexed cloud: rows of x, y, tilt and marker, all counted from 1.
 */
final class DynamoFormat implements AlignmentFormat {
    @Override
    public String id() {
        return "dynamo";
    }

    @Override
    public String label() {
        return "Dynamo";
    }

    @Override
    public String help() {
        return "the STAR file of the aligned stack, the nominal angles and the table of markers";
    }

    @Override
    public boolean recognises(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".star")
                && StarFile.read(file).tableWith("psis").isPresent();
    }

    @Override
    public SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres) {
        StarFile star = StarFile.read(file);
        StarFile.Table table = star.tableWith("psis").orElseThrow();
        int rows = table.rows().size();
        int sections = Math.max(known.nominalTiltsDeg().size(), rows);
        int width = known.requireWidth(file.toString());
        int height = known.requireHeight(file.toString());
        double[] centre = centre(star, width, height);
        Views views = new Views(sections, known, file.getFileName() + " has no row for it");
        for (int r = 0; r < rows; r++) {
            double psi = Math.toRadians(number(table, r, "psis", file));
            int section = (int) number(table, r, "index", file) - 1;
            if (section < 0 || section >= sections || views.has(section)) {
                throw new GoldtrailException(
                        "row " + (r + 1) + " has the index " + (section + 1) + " in a stack of " + sections,
                        file.toString(),
                        "name the stack it belongs to");
            }
            double c = Math.cos(psi);
            double s = Math.sin(psi);
            ViewGeometry view = new XfTransform(c, s, -s, c, number(table, r, "x", file), number(table, r, "y", file))
                    .toView(number(table, r, "thetas", file), 0);
            views.set(
                    section,
                    exactCentres
                            ? view.withShift(
                                    view.shiftXPx() + centre[0] - (width - 1) / 2.0,
                                    view.shiftYPx() + centre[1] - (height - 1) / 2.0)
                            : view);
            if (table.has("used") && number(table, r, "used", file) == 0) {
                views.reason(section, "not used in Dynamo");
            }
        }
        return new SeriesAlignment(
                Names.stem(file),
                width,
                height,
                known.pixelSizeAngstrom(),
                views.list(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                file.toString(),
                List.of());
    }

    /** The centre named in the file as a pixel index; the middle where none is named. */
    private static double[] centre(StarFile star, int width, int height) {
        for (StarFile.Table table : star.tables()) {
            Map<String, String> scalars = table.scalars();
            double x = TextLines.number(scalars.getOrDefault("centerX", ""));
            double y = TextLines.number(scalars.getOrDefault("centerY", ""));
            if (Double.isFinite(x) && Double.isFinite(y)) {
                return new double[] {x - 1, y - 1};
            }
        }
        return new double[] {(width - 1) / 2.0, (height - 1) / 2.0};
    }

    private static double number(StarFile.Table table, int row, String label, Path file) {
        double value = table.number(row, label);
        if (!Double.isFinite(value)) {
            throw new GoldtrailException(
                    "row " + (row + 1) + " has no number for " + label, file.toString(), "correct the table");
        }
        return value;
    }

    @Override
    public Exported write(SeriesAlignment full, ExportOptions options, Path folder) {
        Restriction restricted = Restriction.toRigidWithoutXTilt(full, label());
        SeriesAlignment a = restricted.alignment();
        StringBuilder text = new StringBuilder("data_\n\n");
        text.append(String.format(Locale.ROOT, "_centerX %.1f\n", (a.width() + 1) / 2.0));
        text.append(String.format(Locale.ROOT, "_centerY %.1f\n", (a.height() + 1) / 2.0));
        text.append("_centerZ 0\n\nloop_\n_index\n_used\n_thetas\n_psis\n_x\n_y\n");
        for (int v = 0; v < a.views().size(); v++) {
            AlignedView view = a.views().get(v);
            XfTransform t = XfTransform.of(view.geometry());
            text.append(String.format(
                    Locale.ROOT,
                    "%d %d %.5f %.6f %.5f %.5f\n",
                    v + 1,
                    view.used() ? 1 : 0,
                    view.geometry().tiltDeg(),
                    view.geometry().axisDeg(),
                    t.dx(),
                    t.dy()));
        }
        List<Path> files = new ArrayList<>();
        AtomicFile.writeText(Names.add(files, folder, "stackAlignerImod.star"), text.toString());
        StringBuilder angles = new StringBuilder();
        TreeSet<Integer> discarded = new TreeSet<>();
        for (int v = 0; v < a.views().size(); v++) {
            AlignedView view = a.views().get(v);
            angles.append(String.format(
                    Locale.ROOT,
                    "%.4f\n",
                    view.nominal().tiltDeg().orElse(view.geometry().tiltDeg())));
            if (!view.used()) {
                discarded.add(v + 1);
            }
        }
        AtomicFile.writeText(Names.add(files, folder, "nominal.tlt"), angles.toString());
        if (!discarded.isEmpty()) {
            StringBuilder indices = new StringBuilder();
            discarded.forEach(i -> indices.append(i).append('\n'));
            AtomicFile.writeText(Names.add(files, folder, "discardedTiltIndices.txt"), indices.toString());
        }
        options.markers().ifPresent(markers -> {
            StringBuilder cloud = new StringBuilder();
            for (Observation o : markers.renumbered().observations()) {
                cloud.append(String.format(
                        Locale.ROOT, "%.4f %.4f %d %d\n", o.x() + 1, o.y() + 1, o.tilt() + 1, o.marker() + 1));
            }
            AtomicFile.writeText(Names.add(files, folder, "indexedCloud.txt"), cloud.toString());
        });
        List<String> remarks = new ArrayList<>(restricted.remarks());
        remarks.add(
                "Shifts are in unbinned pixels about the centre named in the file, counted from 1; views not used have"
                        + " used = 0.");
        return new Exported(files, remarks, List.of("cloud = load('indexedCloud.txt');   % x, y, tilt, marker"));
    }
}
