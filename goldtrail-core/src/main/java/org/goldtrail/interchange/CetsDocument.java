package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.geometry.ViewGeometry;
import org.jspecify.annotations.Nullable;

/** Builds the document of {@link CetsFormat}: maps and lists that become JSON. */
final class CetsDocument {
    private final SeriesAlignment alignment;
    private final ExportOptions options;
    private final double pixel;

    /** @param alignment with shifts counted from the centre of CETS */
    CetsDocument(SeriesAlignment alignment, ExportOptions options, double pixel) {
        this.alignment = alignment;
        this.options = options;
        this.pixel = pixel;
    }

    Map<String, Object> build() {
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("id", alignment.name());
        region.put("tilt_series", List.of(series()));
        Map<String, Object> align = new LinkedHashMap<>();
        align.put("tilt_series_id", alignment.name());
        align.put("projection_alignments", projections());
        region.put("alignments", List.of(align));
        options.box().ifPresent(box -> region.put("tomograms", List.of(tomogram(box))));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", alignment.name());
        root.put("regions", List.of(region));
        return root;
    }

    private Map<String, Object> series() {
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("id", alignment.name());
        put(series, "path", path(options.stack()));
        put(series, "even_path", path(options.even()));
        put(series, "odd_path", path(options.odd()));
        series.put("ctf_corrected", false);
        List<Object> images = new ArrayList<>();
        for (int v = 0; v < alignment.views().size(); v++) {
            images.add(image(v, alignment.views().get(v).nominal()));
        }
        series.put("images", images);
        return series;
    }

    private Map<String, Object> image(int section, AlignedView.Nominal nominal) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("id", imageId(section));
        put(image, "path", path(options.stack()));
        image.put("section", section);
        put(image, "nominal_tilt_angle", orNull(nominal.tiltDeg()));
        put(image, "accumulated_dose", orNull(nominal.doseBefore()));
        put(
                image,
                "ctf_metadata",
                nominal.ctf().filter(DefocusRow::isKnown).map(this::ctf).orElse(null));
        image.put("width", alignment.width());
        image.put("height", alignment.height());
        frames(image, pixel, alignment.width(), alignment.height());
        return image;
    }

    private Map<String, Object> ctf(DefocusRow row) {
        Map<String, Object> ctf = new LinkedHashMap<>();
        ctf.put("defocus_u", row.defocusUAngstrom());
        ctf.put("defocus_v", row.defocusVAngstrom());
        ctf.put("defocus_angle", row.astigmatismDeg());
        ctf.put("phase_shift", Math.toDegrees(row.phaseShiftRad()));
        put(
                ctf,
                "defocus_handedness",
                alignment.defocusHand().isPresent() ? -alignment.defocusHand().getAsInt() : null);
        return ctf;
    }

    private List<Object> projections() {
        List<Object> all = new ArrayList<>();
        for (int section : alignment.usedSections()) {
            ViewGeometry g = alignment.views().get(section).geometry();
            Map<String, Object> projection = new LinkedHashMap<>();
            projection.put("id", alignment.name() + "_goldtrail_align_" + section);
            projection.put("tilt_image_id", imageId(section));
            projection.put("name", "tomogram_to_projection");
            projection.put("input", "physical");
            projection.put("output", "physical");
            projection.put("transformation_type", "projection_alignment");
            projection.put(
                    "sequence",
                    List.of(
                            step("affine", "tilt", CetsProjection.tilt(g)),
                            step("affine", "in_plane_rotation", CetsProjection.inPlane(g)),
                            step("translation", "shift", new double[] {g.shiftXPx() * pixel, g.shiftYPx() * pixel})));
            all.add(projection);
        }
        return all;
    }

    private Map<String, Object> tomogram(ExportOptions.Box box) {
        boolean turned = ImodCommands.isTurned(alignment);
        int b = box.binning();
        int width = (turned ? alignment.height() : alignment.width()) / b;
        int height = (turned ? alignment.width() : alignment.height()) / b;
        int depth = (int) Math.max(1, Math.round(box.thicknessPx() / b));
        Map<String, Object> tomogram = new LinkedHashMap<>();
        tomogram.put("id", alignment.name() + "_tomogram");
        put(tomogram, "path", path(box.tomogram()));
        tomogram.put("tilt_series_id", alignment.name());
        tomogram.put("ctf_corrected", false);
        tomogram.put("width", width);
        tomogram.put("height", height);
        tomogram.put("depth", depth);
        frames(tomogram, pixel * b, width, height, depth);
        return tomogram;
    }

    /** The pixel grid, the physical space in Å about floor(N/2), and the way from one to the other. */
    private static void frames(Map<String, Object> image, double pixel, int... sizes) {
        List<Object> array = new ArrayList<>();
        List<Object> space = new ArrayList<>();
        double[] origin = new double[sizes.length];
        double[] scale = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            array.add(axis(i, sizes.length == 3 ? "voxel" : "pixel", "array"));
            space.add(axis(i, "angstrom", "space"));
            origin[i] = -(double) (sizes[i] / 2);
            scale[i] = pixel;
        }
        image.put("coordinate_systems", List.of(system("array", array), system("physical", space)));
        Map<String, Object> way = new LinkedHashMap<>();
        way.put("name", "array_to_physical");
        way.put("input", "array");
        way.put("output", "physical");
        way.put("transformation_type", "sequence");
        way.put(
                "sequence",
                List.of(step("translation", "center_array_origin", origin), step("scale", "scale_to_physical", scale)));
        image.put("coordinate_transformations", List.of(way));
    }

    private static Map<String, Object> axis(int i, String unit, String type) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("name", List.of("x", "y", "z").get(i));
        axis.put("axis_unit", unit);
        axis.put("axis_type", type);
        return axis;
    }

    private static Map<String, Object> system(String name, List<Object> axes) {
        Map<String, Object> system = new LinkedHashMap<>();
        system.put("name", name);
        system.put("axes", axes);
        return system;
    }

    private static Map<String, Object> step(String kind, String name, Object value) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("name", name);
        step.put("transformation_type", kind);
        step.put(kind, value);
        return step;
    }

    private String imageId(int section) {
        return alignment.name() + "_" + section;
    }

    private static @Nullable String path(Optional<Path> file) {
        return file.map(f -> f.toAbsolutePath().normalize().toString()).orElse(null);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        // Unknown values stand as null: the model would fill some of them with defaults of its own.
        ((Map<String, @Nullable Object>) map).put(key, value);
    }
}
