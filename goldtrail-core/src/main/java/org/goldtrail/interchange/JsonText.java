package org.goldtrail.interchange;

import java.nio.file.Path;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.TextLines;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON files of other programs. */
final class JsonText {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonText() {}

    /**
     * Reads a file.
     *
     * @throws GoldtrailException if it is no JSON
     */
    static JsonNode read(Path file) {
        try {
            return JSON.readTree(String.join("\n", TextLines.read(file)));
        } catch (JacksonException e) {
            throw new GoldtrailException(
                    "this is no valid JSON (" + e.getOriginalMessage() + ")",
                    file.toString(),
                    "check the file name",
                    e);
        }
    }

    static void write(Path file, Object value) {
        AtomicFile.writeText(file, JSON.writeValueAsString(value) + "\n");
    }

    /**
     * A number.
     *
     * @throws GoldtrailException if it is missing or none
     */
    static double number(JsonNode node, String field, Path file) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            throw new GoldtrailException(
                    "there is no number '" + field + "' where one is expected", file.toString(), "check the file");
        }
        return value.doubleValue();
    }
}
