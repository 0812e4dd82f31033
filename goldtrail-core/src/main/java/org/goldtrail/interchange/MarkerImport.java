package org.goldtrail.interchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.EmFile;
import org.goldtrail.formats.ImodModel;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.formats.TextLines;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * Markers of other programs: IMOD's models of fiducials, marker files of TOM and PyTom (EM and text), Dynamo's marker sets and
 * indexed clouds, and tables. Rows that name an angle go to the section with that nominal angle.
 */
public final class MarkerImport {
    private static final int TOM_FIELDS = 12;

    private final Path file;
    private final KnownSeries known;
    private final int sections;

    private MarkerImport(Path file, KnownSeries known) {
        this.file = file;
        this.known = known;
        this.sections = known.nominalTiltsDeg().size();
    }

    /** Whether a file, by its name and first lines, holds markers rather than an alignment. */
    public static boolean recognises(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.matches(".*\\.(fid|mod|seed|em|dms)")
                || (name.endsWith(".csv") && !TextLines.head(file, 400).contains("rotationDeg"))
                || name.endsWith(".txt");
    }

    /**
     * Reads markers in raw pixels.
     *
     * @param known size and nominal angles of the raw stack
     * @throws GoldtrailException if the file holds no markers, or some of another stack
     */
    public static MarkerSet read(Path file, KnownSeries known) {
        MarkerImport reader = new MarkerImport(file, known);
        String name = file.toString().toLowerCase(Locale.ROOT);
        MarkerSet read = name.endsWith(".csv")
                ? MarkerFile.read(file, reader.sections)
                : name.matches(".*\\.(fid|mod|seed)")
                        ? reader.model()
                        : name.endsWith(".em")
                                ? reader.tom()
                                : name.endsWith(".dms") ? DynamoMarkers.read(file, known) : reader.text();
        if (read.size() == 0) {
            throw new GoldtrailException("the file holds no markers", file.toString(), "check the file name");
        }
        return read;
    }

    /** Etomo's fiducials lie in the pre-aligned stack: its .prexg, where it is there, leads back to the raw one. */
    private MarkerSet model() {
        ImodModel model = ImodModel.read(file);
        MarkerSet points = model.toMarkers(sections, file.toString());
        int width = known.requireWidth(file.toString());
        int height = known.requireHeight(file.toString());
        int b = model.width() > 0 ? (int) Math.max(1, Math.round((double) width / model.width())) : 1;
        Path prexg = file.resolveSibling(Names.stem(file) + ".prexg");
        List<XfTransform> pre = Files.isRegularFile(prexg) ? XfFile.read(prexg, sections) : List.of();
        if (b == 1 && pre.isEmpty()) {
            return points;
        }
        List<Observation> moved = new ArrayList<>();
        for (Observation o : points.observations()) {
            double x = b * (o.x() - (model.width() - 1) / 2.0);
            double y = b * (o.y() - (model.height() - 1) / 2.0);
            XfTransform back =
                    pre.isEmpty() ? XfTransform.IDENTITY : pre.get(o.tilt()).inverse();
            moved.add(o.at(
                    back.a11() * x + back.a12() * y + back.dx() + (width - 1) / 2.0,
                    back.a21() * x + back.a22() * y + back.dy() + (height - 1) / 2.0));
        }
        return new MarkerSet(sections, moved);
    }

    /** 12 numbers for each view and marker: angle, x, y and more; positions count from 1, and one that is not positive is missing. */
    private MarkerSet tom() {
        EmFile em = EmFile.read(file);
        if (em.nx() != TOM_FIELDS || em.ny() < 2) {
            throw new GoldtrailException(
                    "this is an EM file of " + em.nx() + " x " + em.ny() + " x " + em.nz() + ", not of markers ("
                            + TOM_FIELDS + " x views x markers)",
                    file.toString(),
                    "name a marker file of TOM or PyTom");
        }
        List<Double> angles = new ArrayList<>();
        for (int v = 0; v < em.ny(); v++) {
            angles.add((double) em.get(0, v, 0));
        }
        int[] places = new SectionsByAngle(known).of(angles, file.toString());
        List<Observation> all = new ArrayList<>();
        for (int m = 0; m < em.nz(); m++) {
            for (int v = 0; v < em.ny(); v++) {
                float x = em.get(1, v, m);
                float y = em.get(2, v, m);
                if (x > 0 && y > 0) {
                    all.add(new Observation(m, places[v], x - 1.0, y - 1.0));
                }
            }
        }
        return new MarkerSet(sections, all);
    }

    /** PyTom's rows of marker, angle, x, y under a header that says so, or Dynamo's of x, y, view, marker, counted from 1. */
    private MarkerSet text() {
        List<String> lines = TextLines.read(file);
        boolean pytom = lines.stream().anyMatch(l -> l.startsWith("#") && l.contains("MarkerIndex"));
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                double[] row = TextLines.numbers(line.replace(',', ' '), file, i + 1);
                if (row.length != 4) {
                    throw new GoldtrailException(
                            "line " + (i + 1) + " has " + row.length + " numbers where a marker has 4",
                            file.toString(),
                            "name a marker file of PyTom, or Dynamo's indexed cloud (x, y, view, marker)");
                }
                rows.add(row);
            }
        }
        List<Observation> all = new ArrayList<>();
        if (pytom) {
            List<Double> angles = rows.stream().map(r -> r[1]).distinct().toList();
            int[] places = new SectionsByAngle(known).of(angles, file.toString());
            for (double[] r : rows) {
                if (r[2] > 0 && r[3] > 0) {
                    all.add(new Observation((int) r[0], places[angles.indexOf(r[1])], r[2], r[3]));
                }
            }
        } else {
            for (double[] r : rows) {
                if (r[2] != Math.rint(r[2]) || r[3] != Math.rint(r[3]) || r[2] < 1 || r[2] > sections || r[3] < 1) {
                    throw new GoldtrailException(
                            "a row names view " + r[2] + " and marker " + r[3] + " of a stack of " + sections
                                    + " views",
                            file.toString(),
                            "name Dynamo's indexed cloud of this stack (x, y, view, marker, counted from 1)");
                }
                all.add(new Observation((int) r[3] - 1, (int) r[2] - 1, r[0] - 1, r[1] - 1));
            }
        }
        return distinct(all);
    }

    private MarkerSet distinct(List<Observation> all) {
        Set<Long> seen = new HashSet<>();
        for (Observation o : all) {
            if (!seen.add((long) o.marker() * sections + o.tilt())) {
                throw new GoldtrailException(
                        "marker " + o.marker() + " is twice in view " + (o.tilt() + 1),
                        file.toString(),
                        "remove one of them");
            }
        }
        return new MarkerSet(sections, all);
    }
}
