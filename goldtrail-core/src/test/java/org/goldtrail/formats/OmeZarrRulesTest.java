package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each rule that OME-Zarr 0.5 (ngff.openmicroscopy.org/0.5, images) and Zarr 3 state with a MUST, and what Neuroglancer
 * needs beyond them: a unit that it knows, data type and codecs that it reads, and levels that lie on one another.
 */
class OmeZarrRulesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> UNITS = Set.of(
            "angstrom", "nanometer", "micrometer", "millimeter", "centimeter", "meter", "picometer", "femtometer");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"150, 131, 70, 5.4", "33, 20, 9, NaN", "300, 7, 201, 13.48"})
    void everyRuleIsKept(int width, int height, int depth, double pixel) throws IOException {
        Path volume = folder.resolve("v.zarr");
        boolean known = Double.isFinite(pixel);
        try (OmeZarrWriter writer = OmeZarrWriter.create(
                volume,
                width,
                height,
                depth,
                known ? OptionalDouble.of(pixel) : OptionalDouble.empty(),
                "a \\ \"b\"")) {
            for (int z = 0; z < depth; z++) {
                writer.writeRows(z, 0, height, new float[width * height]);
            }
            writer.commit();
        }
        JsonNode group = read(volume);
        assertThat(group.get("zarr_format").asInt()).isEqualTo(3);
        assertThat(group.get("node_type").asString()).isEqualTo("group");
        JsonNode ome = group.get("attributes").get("ome");
        assertThat(ome.get("version").asString()).isEqualTo("0.5");
        assertThat(ome.get("multiscales").isArray()).isTrue();
        assertThat(ome.get("multiscales").size()).isEqualTo(1);
        JsonNode image = ome.get("multiscales").get(0);
        // SHOULD, and what the strict schema demands
        assertThat(image.get("name").asString()).isNotEmpty();
        assertThat(image.get("type").asString()).isEqualTo("mean");
        assertThat(image.get("metadata").isObject()).isTrue();
        List<String> axes = axes(image.get("axes"), known);
        double[] extent = new double[0];
        double[] finest = new double[axes.size()];
        for (JsonNode level : image.get("datasets")) {
            JsonNode array = read(volume.resolve(level.get("path").asString()));
            checkArray(array, axes);
            double[] scale = transformations(level.get("coordinateTransformations"), axes.size(), known ? pixel : 1);
            double[] length = new double[axes.size()];
            for (int i = 0; i < length.length; i++) {
                length[i] = scale[i] * array.get("shape").get(i).asInt();
            }
            if (extent.length == 0) {
                extent = length;
                finest = scale;
                assertThat(scale).containsOnly(known ? pixel : 1);
                assertThat(numbers(array.get("shape"))).containsExactly(depth, height, width);
            }
            for (int i = 0; i < length.length; i++) {
                // from the finest to the coarsest, all of one extent but for the last voxel
                assertThat(scale[i]).isGreaterThanOrEqualTo(finest[i]);
                assertThat(length[i] - extent[i]).isBetween(-1e-9, scale[i] + 1e-9);
            }
            finest = scale;
        }
        assertThat(extent).as("a level at least").isNotEmpty();
    }

    private static JsonNode read(Path node) throws IOException {
        return JSON.readTree(Files.readString(node.resolve("zarr.json")));
    }

    private static List<String> axes(JsonNode axes, boolean known) {
        List<String> names = new ArrayList<>();
        for (JsonNode axis : axes) {
            names.add(axis.get("name").asString());
            assertThat(axis.get("type").asString()).isEqualTo("space");
            assertThat(axis.has("unit")).isEqualTo(known);
            if (known) {
                assertThat(axis.get("unit").asString()).isIn(UNITS);
            }
        }
        assertThat(names).hasSizeBetween(2, 5).containsExactly("z", "y", "x");
        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
        return names;
    }

    /** One scale, and after it at most one translation; returns the scale. */
    private static double[] transformations(JsonNode steps, int axes, double pixel) {
        assertThat(steps.size()).isBetween(1, 2);
        assertThat(steps.get(0).get("type").asString()).isEqualTo("scale");
        double[] scale = numbers(steps.get(0).get("scale"));
        assertThat(scale).hasSize(axes);
        if (steps.size() == 2) {
            assertThat(steps.get(1).get("type").asString()).isEqualTo("translation");
            double[] translation = numbers(steps.get(1).get("translation"));
            assertThat(translation).hasSize(axes);
            for (int i = 0; i < axes; i++) {
                // the first voxel of a level is the mean of those it covers
                assertThat(translation[i]).isCloseTo((scale[i] - pixel) / 2, within(1e-9));
            }
        }
        return scale;
    }

    private static void checkArray(JsonNode array, List<String> axes) {
        assertThat(array.get("zarr_format").asInt()).isEqualTo(3);
        assertThat(array.get("node_type").asString()).isEqualTo("array");
        assertThat(array.get("data_type").asString()).isEqualTo("float32");
        assertThat(array.get("fill_value").isNumber()).isTrue();
        assertThat(array.get("chunk_grid").get("name").asString()).isEqualTo("regular");
        assertThat(array.get("chunk_key_encoding").get("name").asString()).isEqualTo("default");
        assertThat(array.get("shape").size()).isEqualTo(axes.size());
        JsonNode chunk = array.get("chunk_grid").get("configuration").get("chunk_shape");
        assertThat(numbers(chunk)).hasSize(axes.size());
        assertThat(Arrays.stream(numbers(chunk)).min().orElseThrow()).isPositive();
        List<String> names = new ArrayList<>();
        array.get("dimension_names").forEach(n -> names.add(n.asString()));
        assertThat(names).isEqualTo(axes);
        List<String> codecs = new ArrayList<>();
        array.get("codecs").forEach(c -> codecs.add(c.get("name").asString()));
        assertThat(codecs).containsExactly("bytes", "gzip");
        assertThat(array.get("codecs").get(0).get("configuration").get("endian").asString())
                .isEqualTo("little");
    }

    private static double[] numbers(JsonNode array) {
        double[] out = new double[array.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = array.get(i).asDouble();
        }
        return out;
    }
}
