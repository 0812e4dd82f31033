package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.TextLines;
import org.goldtrail.geometry.ViewGeometry;
import tools.jackson.databind.JsonNode;

/**
 * CETS, the community's exchange format, as JSON: a dataset of one region with the tilt series, an image for each raw section, and
 * the alignment: for each image used a sequence of {@code Ry(theta) Rx(alpha)}, {@code Rz(rho)} and a translation in Å, from the
 * tomogram to the image, both about floor(N/2). Angles and lengths are ours.
 */
final class CetsFormat implements AlignmentFormat {
    @Override
    public String id() {
        return "cets";
    }

    @Override
    public String label() {
        return "CETS";
    }

    @Override
    public String help() {
        return "the community's cryo-ET standard as JSON (schema of 2026, still changing)";
    }

    @Override
    public boolean recognises(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".json") && TextLines.head(file, 1 << 24).contains("\"projection_alignments\"");
    }

    @Override
    public SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres) {
        JsonNode root = JsonText.read(file);
        JsonNode region = root.path("regions").path(0);
        JsonNode alignment = region.path("alignments").path(0);
        JsonNode series = region.path("tilt_series").path(0);
        if (root.path("regions").size() != 1
                || region.path("alignments").size() != 1
                || region.path("tilt_series").size() != 1) {
            throw new GoldtrailException(
                    "the file holds " + root.path("regions").size() + " regions, the first with "
                            + region.path("tilt_series").size() + " tilt series and "
                            + region.path("alignments").size() + " alignments, where one of each is expected",
                    file.toString(),
                    "name a file of a single series");
        }
        JsonNode images = series.path("images");
        JsonNode first = images.path(0);
        int width = (int) JsonText.number(first, "width", file);
        int height = (int) JsonText.number(first, "height", file);
        double pixel = pixelSize(first, file);
        int count = Math.max(known.nominalTiltsDeg().size(), images.size());
        Views views = new Views(count, known, file.getFileName() + " does not align it");
        Map<String, Integer> sections = new HashMap<>();
        for (JsonNode image : images) {
            int section = (int) JsonText.number(image, "section", file);
            if (section < 0 || section >= count) {
                throw new GoldtrailException(
                        "an image of section " + section + " stands in a series of " + count,
                        file.toString(),
                        "check the file");
            }
            sections.put(image.path("id").asString(""), section);
            views.nominal(section, n -> nominal(image, section, n));
        }
        for (JsonNode projection : alignment.path("projection_alignments")) {
            Integer section = sections.get(projection.path("tilt_image_id").asString(""));
            if (section == null) {
                throw new GoldtrailException(
                        "a projection alignment belongs to no image of the series", file.toString(), "check the file");
            }
            views.set(section, CetsProjection.fold(projection, pixel, file));
        }
        SeriesAlignment read = new SeriesAlignment(
                series.path("id").asString(Names.stem(file)),
                width,
                height,
                OptionalDouble.of(pixel),
                views.list(),
                Optional.empty(),
                OptionalInt.empty(),
                false,
                file.toString(),
                List.of());
        return Centre.FLOOR.in(read, exactCentres);
    }

    private static double pixelSize(JsonNode image, Path file) {
        for (JsonNode step : image.path("coordinate_transformations").path(0).path("sequence")) {
            if (step.path("scale").isArray()) {
                return step.path("scale").path(0).doubleValue();
            }
        }
        throw new GoldtrailException("an image has no scale, and so no pixel size", file.toString(), "check the file");
    }

    private static AlignedView.Nominal nominal(JsonNode image, int section, AlignedView.Nominal known) {
        JsonNode ctf = image.path("ctf_metadata");
        return new AlignedView.Nominal(
                optional(image.path("nominal_tilt_angle")),
                optional(image.path("accumulated_dose")),
                known.dose(),
                ctf.path("defocus_u").isNumber()
                        ? Optional.of(new DefocusRow(
                                section,
                                Double.NaN,
                                ctf.path("defocus_u").doubleValue(),
                                ctf.path("defocus_v").asDouble(Double.NaN),
                                ctf.path("defocus_angle").asDouble(0),
                                Math.toRadians(ctf.path("phase_shift").asDouble(0)),
                                Double.NaN,
                                Double.NaN))
                        : known.ctf(),
                known.image());
    }

    private static OptionalDouble optional(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
    }

    @Override
    public Exported write(SeriesAlignment full, ExportOptions options, Path folder) {
        Restriction restricted = Restriction.toRigid(full, label());
        SeriesAlignment a = Centre.FLOOR.out(restricted.alignment(), options.exactCentres());
        List<Path> files = new ArrayList<>();
        JsonText.write(
                Names.add(files, folder, a.name() + ".cets.json"),
                new CetsDocument(a, options, a.requirePixelSize("lengths in CETS")).build());
        List<String> remarks = new ArrayList<>(restricted.remarks());
        remarks.add(
                "Every raw section is an image; one without a projection alignment is not used. The physical origin lies"
                        + " at pixel floor(N/2).");
        return new Exported(files, remarks, List.of());
    }

    /** Geometry of a projection. */
    static ViewGeometry geometry(double rho, double theta, double alpha, double xPx, double yPx) {
        return new ViewGeometry(Math.toDegrees(rho), Math.toDegrees(theta), Math.toDegrees(alpha), 1, xPx, yPx);
    }
}
