package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.TextLines;
import org.goldtrail.geometry.ViewGeometry;
import tools.jackson.databind.JsonNode;

/**
 * The alignment JSON of the CryoET Data Portal: for each section used {@code tilt_angle = theta}, {@code volume_x_rotation = alpha},
 * {@code in_plane_rotation = R(rho)}, {@code x_offset, y_offset = t} in pixels. Its {@code format} names the program whose centre the
 * offsets are counted from: IMOD's is ours, AreTomo's and Warp's N/2, RELION's floor(N/2).
 */
final class PortalFormat implements AlignmentFormat {
    @Override
    public String id() {
        return "portal";
    }

    @Override
    public String label() {
        return "CryoET Data Portal";
    }

    @Override
    public String help() {
        return "alignment metadata as JSON";
    }

    @Override
    public boolean recognises(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
                && TextLines.head(file, 1 << 20).contains("\"per_section_alignment_parameters\"");
    }

    @Override
    public SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres) {
        JsonNode root = JsonText.read(file);
        JsonNode rows = root.path("per_section_alignment_parameters");
        if (rows.isEmpty()) {
            throw new GoldtrailException("no section is aligned", file.toString(), "check the file");
        }
        if (!isIdentity(root.path("affine_transformation_matrix"))) {
            throw new GoldtrailException(
                    "the volume is turned or flipped by its affine_transformation_matrix, which tilt images do not see",
                    file.toString(),
                    "take an alignment with the identity there");
        }
        int count = known.nominalTiltsDeg().size();
        for (JsonNode row : rows) {
            count = Math.max(count, (int) JsonText.number(row, "z_index", file) + 1);
        }
        Views views = new Views(count, known, file.getFileName() + " does not name it");
        for (JsonNode row : rows) {
            JsonNode r = row.path("in_plane_rotation");
            double rho = Math.atan2(
                    r.path(1).path(0).asDouble(Double.NaN), r.path(0).path(0).asDouble(Double.NaN));
            int section = (int) JsonText.number(row, "z_index", file);
            if (!Double.isFinite(rho) || section < 0) {
                throw new GoldtrailException(
                        "section " + section + " has no in_plane_rotation of 2 x 2 numbers",
                        file.toString(),
                        "check the file");
            }
            views.set(
                    section,
                    new ViewGeometry(
                            Math.toDegrees(rho),
                            JsonText.number(row, "tilt_angle", file),
                            row.path("volume_x_rotation").asDouble(0),
                            1,
                            JsonText.number(row, "x_offset", file),
                            JsonText.number(row, "y_offset", file)));
        }
        SeriesAlignment read = new SeriesAlignment(
                Names.stem(file).replaceFirst("\\.alignment$", ""),
                known.requireWidth(file.toString()),
                known.requireHeight(file.toString()),
                known.pixelSizeAngstrom(),
                views.list(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                file.toString(),
                List.of());
        if (root.path("alignment_type").asString("").equalsIgnoreCase("LOCAL")) {
            read = read.remarked("The alignment was a local one, whose local part is not in the file.");
        }
        Centre centre = switch (root.path("format").asString("IMOD").toUpperCase(Locale.ROOT)) {
            case "ARETOMO3", "ARETOMO2", "ARETOMO", "WARP" -> Centre.HALF;
            case "RELION", "RELION5" -> Centre.FLOOR;
            default -> Centre.MIDDLE;
        };
        return centre.in(read, exactCentres);
    }

    private static boolean isIdentity(JsonNode matrix) {
        for (int i = 0; i < matrix.size(); i++) {
            for (int j = 0; j < matrix.path(i).size(); j++) {
                if (Math.abs(matrix.path(i).path(j).asDouble(0) - (i == j ? 1 : 0)) > 1e-9) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public Exported write(SeriesAlignment full, ExportOptions options, Path folder) {
        Restriction restricted = Restriction.toRigid(full, label());
        SeriesAlignment a = restricted.alignment();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("affine_transformation_matrix", List.of(row(0, 4), row(1, 4), row(2, 4), row(3, 4)));
        root.put("alignment_type", "GLOBAL");
        root.put("format", "IMOD");
        root.put("is_portal_standard", true);
        root.put("tilt_offset", 0.0);
        root.put("x_rotation_offset", 0.0);
        root.put("volume_offset", xyz(0, 0, 0));
        OptionalDouble pixel = a.pixelSizeAngstrom();
        boolean turned = ImodCommands.isTurned(a);
        List<String> remarks = new ArrayList<>(restricted.remarks());
        if (pixel.isPresent()) {
            double size = pixel.getAsDouble();
            root.put(
                    "volume_dimension",
                    xyz(
                            size * (turned ? a.height() : a.width()),
                            size * (turned ? a.width() : a.height()),
                            size * options.thicknessPx().orElse(0)));
        } else {
            root.put("volume_dimension", xyz(0, 0, 0));
            remarks.add("volume_dimension is in Å and stands as 0, since the pixel size is not known.");
        }
        List<Object> rows = new ArrayList<>();
        for (int section : a.usedSections()) {
            ViewGeometry g = a.views().get(section).geometry();
            double rho = Math.toRadians(g.axisDeg());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("z_index", section);
            row.put("tilt_angle", g.tiltDeg());
            row.put("volume_x_rotation", g.xTiltDeg());
            row.put(
                    "in_plane_rotation",
                    List.of(List.of(Math.cos(rho), -Math.sin(rho)), List.of(Math.sin(rho), Math.cos(rho))));
            row.put("x_offset", g.shiftXPx());
            row.put("y_offset", g.shiftYPx());
            rows.add(row);
        }
        root.put("per_section_alignment_parameters", rows);
        List<Path> files = new ArrayList<>();
        JsonText.write(Names.add(files, folder, a.name() + ".alignment.json"), root);
        remarks.add(
                "Offsets are in pixels of the tilt series, counted from IMOD's centre, as its format says; sections not"
                        + " used have no entry.");
        return new Exported(files, remarks, List.of());
    }

    private static List<Double> row(int one, int length) {
        List<Double> row = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            row.add(i == one ? 1.0 : 0.0);
        }
        return row;
    }

    private static Map<String, Double> xyz(double x, double y, double z) {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put("x", x);
        map.put("y", y);
        map.put("z", z);
        return map;
    }
}
