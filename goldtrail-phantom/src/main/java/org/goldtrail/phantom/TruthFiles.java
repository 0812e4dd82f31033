package org.goldtrail.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the truth of a simulated series. */
public final class TruthFiles {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TruthFiles() {}

    static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads truth.json.
     *
     * @param path the file, or a folder that holds it or its folder "truth"
     * @throws GoldtrailException if there is none, or it is not such a file
     */
    public static Truth read(Path path) {
        Path file = path;
        if (Files.isDirectory(path)) {
            Path direct = path.resolve("truth.json");
            file = Files.exists(direct) ? direct : path.resolve("truth").resolve("truth.json");
        }
        if (!Files.exists(file)) {
            throw new GoldtrailException(
                    "no truth of a simulated series found",
                    file.toString(),
                    "give the folder that simulate has written");
        }
        try {
            Truth truth = MAPPER.readValue(Files.readAllBytes(file), Truth.class);
            check(truth, file);
            return truth;
        } catch (IOException | JacksonException e) {
            throw new GoldtrailException("the truth cannot be read", file.toString(), "simulate the series again", e);
        }
    }

    private static void check(Truth truth, Path file) {
        if (!Truth.FORMAT.equals(truth.format())) {
            throw new GoldtrailException(
                    "the format is '" + truth.format() + "' instead of '" + Truth.FORMAT + "'",
                    file.toString(),
                    "give the truth.json that simulate has written");
        }
        boolean complete = truth.tilts() != null
                && truth.tilts().size() == truth.nz()
                && truth.beads() != null
                && truth.beads().vis().length == truth.nz()
                && truth.testPoints() != null
                && truth.testPoints().x().length == truth.nz();
        if (!complete) {
            throw new GoldtrailException(
                    "the truth does not describe " + truth.nz() + " views",
                    file.toString(),
                    "simulate the series again");
        }
    }

    /** Writes truth.json, ideal.xf and ideal.tlt into a folder. */
    static void write(Truth truth, Path folder) throws IOException {
        Files.createDirectories(folder);
        AtomicFile.writeText(folder.resolve("truth.json"), MAPPER.writeValueAsString(truth) + "\n");
        StringBuilder xf = new StringBuilder();
        StringBuilder tlt = new StringBuilder();
        for (Truth.TiltTruth t : truth.tilts()) {
            double[] m = t.xf();
            xf.append(String.format(
                    Locale.ROOT, "%12.7f%12.7f%12.7f%12.7f%12.4f%12.4f\n", m[0], m[1], m[2], m[3], m[4], m[5]));
            tlt.append(String.format(Locale.ROOT, "%9.4f\n", t.theta()));
        }
        AtomicFile.writeText(folder.resolve("ideal.xf"), xf.toString());
        AtomicFile.writeText(folder.resolve("ideal.tlt"), tlt.toString());
    }
}
