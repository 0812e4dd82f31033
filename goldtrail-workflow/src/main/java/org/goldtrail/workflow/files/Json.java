package org.goldtrail.workflow.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the small JSON files of a workflow folder. */
public final class Json {
    private static final ObjectMapper INDENTED = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectMapper ONE_LINE = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** Writes a file whole or not at all. */
    public static void write(Path file, Object value) {
        AtomicFile.writeText(file, INDENTED.writeValueAsString(value) + "\n");
    }

    /** A value as one line without its end. */
    public static String line(Object value) {
        return ONE_LINE.writeValueAsString(value);
    }

    /** A value as text for people. */
    public static String text(Object value) {
        return INDENTED.writeValueAsString(value);
    }

    /** Reads one line; empty if it is torn. */
    public static <T> Optional<T> parseLine(String line, Class<T> type) {
        try {
            return Optional.ofNullable(ONE_LINE.readValue(line, type));
        } catch (JacksonException e) {
            return Optional.empty(); // the last line of a run that was killed while it wrote
        }
    }

    /** What an error of reading means, in one line. */
    public static String reason(JacksonException e) {
        String first = e.getOriginalMessage().lines().findFirst().orElse("");
        TokenStreamLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1 ? first : first + ", line " + at.getLineNr();
    }

    /**
     * Reads a file.
     *
     * @return empty if there is none
     * @throws GoldtrailException if it is damaged or cannot be read
     */
    public static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.ofNullable(INDENTED.readValue(Files.readString(file, StandardCharsets.UTF_8), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the file cannot be read (" + AtomicFile.reason(e) + ")", file.toString(), "check its rights", e);
        } catch (JacksonException e) {
            throw new GoldtrailException(
                    "the file is damaged (" + reason(e) + ")",
                    file.toString(),
                    "delete it; the step that made it will be run again",
                    e);
        }
    }
}
