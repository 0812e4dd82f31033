package org.goldtrail.server;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON object a request carries. */
public final class Body {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode root;

    private Body(JsonNode root) {
        this.root = root;
    }

    /**
     * Of a request.
     *
     * @throws GoldtrailException if it is no JSON object
     */
    public static Body of(Context context) {
        String text = context.body();
        try {
            JsonNode root = JSON.readTree(text.isBlank() ? "{}" : text);
            if (root.isObject()) {
                return new Body(root);
            }
        } catch (JacksonException e) {
            throw refused(e);
        }
        throw refused(null);
    }

    private static GoldtrailException refused(@Nullable Throwable cause) {
        return new GoldtrailException(
                "the request carries no JSON object", "", "send an object like {\"step\": \"detectPeaks\"}", cause);
    }

    public boolean has(String name) {
        return root.hasNonNull(name);
    }

    /**
     * A text that must be there.
     *
     * @throws GoldtrailException if it is not
     */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> new GoldtrailException(name + " is missing", "", "give it"));
    }

    /** A text; empty where it is missing or blank. */
    public Optional<String> optionalText(String name) {
        JsonNode node = root.path(name);
        return node.isValueNode() && !node.isNull() && !node.asString().isBlank()
                ? Optional.of(node.asString().strip())
                : Optional.empty();
    }

    /** False where it is missing. */
    public boolean flag(String name) {
        return root.path(name).asBoolean(false);
    }

    public OptionalInt number(String name) {
        JsonNode node = root.path(name);
        return node.isIntegralNumber() ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
    }

    /** A list of whole numbers; empty where it is missing. */
    public List<Integer> numbers(String name) {
        List<Integer> out = new ArrayList<>();
        root.path(name).forEach(n -> out.add(n.asInt()));
        return out;
    }

    /** A list of texts; empty where it is missing. */
    public List<String> texts(String name) {
        List<String> out = new ArrayList<>();
        root.path(name).forEach(n -> out.add(n.asString()));
        return out;
    }

    /** A value as settings take it: a number, a switch or a text, lists as numbers between blanks. */
    public Object value(String name) {
        if (!has(name)) {
            throw new GoldtrailException(name + " is missing", "", "give it");
        }
        return plain(root.path(name));
    }

    /** An object of such values; empty where it is missing. */
    public Map<String, Object> values(String name) {
        Map<String, Object> out = new LinkedHashMap<>();
        root.path(name).properties().forEach(e -> out.put(e.getKey(), plain(e.getValue())));
        return out;
    }

    private static Object plain(JsonNode node) {
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(n -> parts.add(n.asString()));
            return String.join(" ", parts);
        }
        return node.asString();
    }
}
