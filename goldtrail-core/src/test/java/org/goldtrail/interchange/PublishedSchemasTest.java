package org.goldtrail.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written for CETS and the CryoET Data Portal has the fields of their published schemas, with values of the right kind, and no
 * others: both forbid or ignore what they do not know.
 */
class PublishedSchemasTest {
    /** Classes of the CETS data model of September 2026: each field and the class or kind of its value; required ones end in "!". */
    private static final Map<String, Map<String, String>> CETS = Map.of(
            "Dataset", Map.of("name", "text", "regions", "[Region"),
            "Region",
                    Map.of("id!", "text", "tilt_series", "[Series", "alignments", "[Alignment", "tomograms", "[Volume"),
            "Series",
                    Map.of(
                            "id!",
                            "text",
                            "path",
                            "text",
                            "even_path",
                            "text",
                            "odd_path",
                            "text",
                            "ctf_corrected",
                            "flag",
                            "images",
                            "[Image"),
            "Image",
                    Map.ofEntries(
                            Map.entry("id!", "text"),
                            Map.entry("path", "text"),
                            Map.entry("section", "integer"),
                            Map.entry("nominal_tilt_angle", "number"),
                            Map.entry("accumulated_dose", "number"),
                            Map.entry("ctf_metadata", "Ctf"),
                            Map.entry("width", "integer"),
                            Map.entry("height", "integer"),
                            Map.entry("coordinate_systems", "[System"),
                            Map.entry("coordinate_transformations", "[Step")),
            "Ctf",
                    Map.of(
                            "defocus_u",
                            "number",
                            "defocus_v",
                            "number",
                            "defocus_angle",
                            "number",
                            "phase_shift",
                            "number",
                            "defocus_handedness",
                            "integer"),
            "Volume",
                    Map.ofEntries(
                            Map.entry("id!", "text"),
                            Map.entry("path", "text"),
                            Map.entry("tilt_series_id", "text"),
                            Map.entry("ctf_corrected", "flag"),
                            Map.entry("width", "integer"),
                            Map.entry("height", "integer"),
                            Map.entry("depth", "integer"),
                            Map.entry("coordinate_systems", "[System"),
                            Map.entry("coordinate_transformations", "[Step")),
            "System", Map.of("name!", "text", "axes!", "[Axis"),
            "Axis", Map.of("name", "text", "axis_unit", "unit", "axis_type", "axis"),
            "Alignment", Map.of("tilt_series_id", "text", "projection_alignments", "[Projection"),
            "Projection",
                    Map.of(
                            "id!",
                            "text",
                            "tilt_image_id",
                            "text",
                            "name",
                            "text",
                            "input",
                            "text",
                            "output",
                            "text",
                            "transformation_type!",
                            "projection_alignment",
                            "sequence",
                            "[Step"));

    /** The portal's alignment and its sections; all fields are required. */
    private static final Map<String, String> PORTAL = Map.of(
            "affine_transformation_matrix", "matrix4",
            "alignment_type", "text",
            "format", "text",
            "is_portal_standard", "flag",
            "tilt_offset", "number",
            "x_rotation_offset", "number",
            "volume_offset", "xyz",
            "volume_dimension", "xyz",
            "per_section_alignment_parameters", "sections");

    private static final Map<String, String> SECTION = Map.of(
            "z_index", "integer",
            "tilt_angle", "number",
            "volume_x_rotation", "number",
            "in_plane_rotation", "matrix2",
            "x_offset", "number",
            "y_offset", "number");

    @TempDir
    Path folder;

    private JsonNode written(String format) {
        SeriesAlignment series = Series.of(401, 300, 85, false, 0);
        ExportOptions options = ExportOptions.DEFAULT
                .withStack(Path.of("/data/TS_01.mrc"))
                .withHalves(Optional.of(Path.of("/data/TS_01_EVN.mrc")), Optional.of(Path.of("/data/TS_01_ODD.mrc")))
                .withBox(new ExportOptions.Box(200, 4, Optional.of(Path.of("/data/rec.mrc"))));
        Exported files = Alignments.format(format).write(series, options, folder);
        return JsonMapper.shared().readTree(files.files().getFirst().toFile());
    }

    @Test
    void cets() {
        JsonNode root = written("cets");
        check(root, "Dataset", "");
        JsonNode region = root.path("regions").path(0);
        Set<String> images = new TreeSet<>();
        region.path("tilt_series")
                .path(0)
                .path("images")
                .forEach(i -> images.add(i.path("id").asString()));
        assertThat(images).hasSize(21);
        JsonNode projections = region.path("alignments").path(0).path("projection_alignments");
        assertThat(projections).hasSize(18).allSatisfy(p -> {
            assertThat(images).contains(p.path("tilt_image_id").asString());
            assertThat(p.path("sequence").size()).isLessThanOrEqualTo(3);
        });
    }

    @Test
    void portal() {
        JsonNode root = written("portal");
        assertThat(root.propertyNames()).containsExactlyInAnyOrderElementsOf(PORTAL.keySet());
        PORTAL.forEach((name, kind) -> value(root.path(name), kind, name));
        assertThat(root.path("alignment_type").asString()).isIn("GLOBAL", "LOCAL");
        assertThat(root.path("format").asString()).isIn("IMOD", "ARETOMO3");
        assertThat(root.path("per_section_alignment_parameters")).hasSize(18).allSatisfy(section -> {
            assertThat(section.propertyNames()).containsExactlyInAnyOrderElementsOf(SECTION.keySet());
            SECTION.forEach((name, kind) -> value(section.path(name), kind, name));
        });
    }

    private static void check(JsonNode node, String type, String path) {
        Map<String, String> fields = CETS.getOrDefault(type, Map.of());
        for (String name : node.propertyNames()) {
            String kind = fields.getOrDefault(name, fields.getOrDefault(name + "!", ""));
            assertThat(kind).as("a field " + path + "." + name + " of " + type).isNotEmpty();
            value(node.path(name), kind, path + "." + name);
        }
        fields.keySet().stream()
                .filter(name -> name.endsWith("!"))
                .forEach(name -> assertThat(
                                node.path(name.substring(0, name.length() - 1)).isString()
                                        || node.path(name.substring(0, name.length() - 1))
                                                .isArray())
                        .as(path + "." + name)
                        .isTrue());
    }

    private static void value(JsonNode node, String kind, String path) {
        if (node.isNull()) {
            return;
        }
        if (kind.startsWith("[")) {
            assertThat(node.isArray()).as(path).isTrue();
            node.forEach(item -> value(item, kind.substring(1), path));
            return;
        }
        boolean right = switch (kind) {
            case "text" -> node.isString();
            case "flag" -> node.isBoolean();
            case "integer" -> node.isIntegralNumber();
            case "number" -> node.isNumber();
            case "unit" -> Set.of("pixel", "voxel", "angstrom", "nanometer").contains(node.asString());
            case "axis" -> Set.of("space", "array").contains(node.asString());
            case "projection_alignment" -> node.asString().equals(kind);
            case "matrix2" -> isMatrix(node, 2);
            case "matrix4" -> isMatrix(node, 4);
            case "xyz" -> Set.copyOf(List.copyOf(node.propertyNames())).equals(Set.of("x", "y", "z"));
            case "sections" -> node.isArray();
            case "Step" -> isStep(node);
            default -> {
                check(node, kind, path);
                yield true;
            }
        };
        assertThat(right).as(path + " is " + kind + ": " + node).isTrue();
    }

    /** A step holds its own kind of value beside its name, input and output. */
    private static boolean isStep(JsonNode node) {
        String kind = node.path("transformation_type").asString("");
        Set<String> rest = new TreeSet<>(node.propertyNames());
        rest.removeAll(Set.of("name", "input", "output", "transformation_type"));
        return rest.equals(Set.of(kind))
                && switch (kind) {
                    case "affine" -> isMatrix(node.path(kind), 3);
                    case "translation", "scale" ->
                        node.path(kind).isArray() && node.path(kind).size() >= 2;
                    case "sequence" -> {
                        node.path(kind).forEach(s -> value(s, "Step", "sequence"));
                        yield true;
                    }
                    default -> false;
                };
    }

    private static boolean isMatrix(JsonNode node, int size) {
        boolean square = node.size() == size;
        for (JsonNode row : node) {
            square &= row.size() == size;
            for (JsonNode cell : row) {
                square &= cell.isNumber();
            }
        }
        return square;
    }
}
