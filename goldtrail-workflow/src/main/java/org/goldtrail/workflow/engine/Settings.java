package org.goldtrail.workflow.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * What a person has set, of all parameters there are; whatever is not in here follows from the data. Kept in {@code
 * settings.yaml}, nested by area and step:
 *
 * <pre>
 * detection:
 *   detectPeaks:
 *     beadRadiusPx: 16.0
 * </pre>
 *
 * Immutable.
 */
public final class Settings {
    /** Nothing set. */
    public static final Settings NONE = new Settings(new TreeMap<>());

    /** The file's name in a workflow folder. */
    public static final String FILE_NAME = "settings.yaml";

    private static final ObjectMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().stringQuotingChecker(new PlainWords()).build())
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .build();

    /** Leaves the quotes away only around what no reader of YAML can take for a number or the like. */
    private static final class PlainWords extends StringQuotingChecker {
        private static final long serialVersionUID = 1L;
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*|[0-9.]+(px|nm|A)");

        @Override
        public boolean needToQuoteName(String name) {
            return needToQuoteValue(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return isReservedKeyword(value) || !PLAIN.matcher(value).matches();
        }
    }

    /** Values as files hold them, by path. */
    private final TreeMap<String, Object> values;

    private Settings(TreeMap<String, Object> values) {
        this.values = values;
    }

    /**
     * Sets a parameter.
     *
     * @param path full name, like {@code detection.detectPeaks.beadRadiusPx}
     * @param value as files hold it or people type it
     * @throws GoldtrailException if there is no such parameter or the value is impossible
     */
    public Settings with(String path, Object value) {
        ParameterInfo parameter = StepCatalogue.parameter(path);
        Object plain = parameter.plain(value);
        TreeMap<String, Object> more = new TreeMap<>(values);
        more.put(parameter.path(), plain);
        return new Settings(more);
    }

    /** Leaves a parameter to its default again. */
    public Settings without(String path) {
        TreeMap<String, Object> fewer = new TreeMap<>(values);
        fewer.remove(StepCatalogue.parameter(path).path());
        return new Settings(fewer);
    }

    /** These with all of another's on top. */
    public Settings with(Settings other) {
        TreeMap<String, Object> more = new TreeMap<>(values);
        more.putAll(other.values);
        return new Settings(more);
    }

    /** What was set for a parameter, as files hold it. */
    public Optional<Object> value(String path) {
        return Optional.ofNullable(values.get(path));
    }

    /** All that was set, by path, in alphabetical order. */
    public Map<String, Object> all() {
        return Collections.unmodifiableMap(values);
    }

    /** The parameters of a group: the defaults, and what was set. */
    public <P extends Record> P of(ParameterGroup<P> group, P defaults) {
        Map<String, Object> own = overrides(group);
        return own.isEmpty() ? defaults : group.with(defaults, own);
    }

    private Map<String, Object> overrides(ParameterGroup<?> group) {
        Map<String, Object> own = new LinkedHashMap<>();
        for (ParameterInfo parameter : group.parameters()) {
            Object value = values.get(parameter.path());
            if (value != null) {
                own.put(parameter.name(), value);
            }
        }
        return own;
    }

    /**
     * Reads a file of settings.
     *
     * @return {@link #NONE} if there is no such file
     * @throws GoldtrailException naming the key that is unknown or the value that is impossible
     */
    public static Settings read(Path file) {
        if (!Files.exists(file)) {
            return NONE; // as in most folders; the exception below takes long
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the settings cannot be read (" + AtomicFile.reason(e) + ")",
                    file.toString(),
                    "check its rights",
                    e);
        }
        return parse(text, file.toString());
    }

    /** Reads settings from YAML. */
    public static Settings parse(String yaml, String where) {
        return of(tree(yaml, where), where);
    }

    /**
     * The tree of a YAML file.
     *
     * @throws GoldtrailException if it is no YAML, or something else than keys with values
     */
    public static Map<String, @Nullable Object> tree(String yaml, String where) {
        @Nullable Object root;
        try {
            // Empty files, and those with remarks only, hold no document at all.
            JsonNode tree = YAML.readTree(yaml);
            root = tree.isMissingNode() ? null : YAML.treeToValue(tree, Object.class);
        } catch (JacksonException e) {
            throw new GoldtrailException(
                    "the settings are no YAML (" + Json.reason(e) + ")", where, "correct or delete the file", e);
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        switch (root) {
            case null -> {
                // A file of nothing but comments.
            }
            case Map<?, ?> map -> map.forEach((key, value) -> tree.put(String.valueOf(key), value));
            default ->
                throw new GoldtrailException(
                        "the settings are no YAML of keys and values",
                        where,
                        "write lines like detection.detectPeaks.beadRadiusPx: 16");
        }
        return tree;
    }

    /**
     * The settings of a tree; keys may also be written with dots.
     *
     * @throws GoldtrailException naming the key that is unknown or the value that is impossible
     */
    public static Settings of(Map<String, @Nullable Object> tree, String where) {
        try {
            return flattened(NONE, "", tree);
        } catch (GoldtrailException e) {
            throw new GoldtrailException(e.problem(), where, e.hint(), e);
        }
    }

    private static Settings flattened(Settings before, String path, @Nullable Object node) {
        if (node == null) {
            return unsaid(before, path);
        }
        if (!(node instanceof Map<?, ?> map)) {
            return before.with(path, node);
        }
        Settings settings = before;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = path.isEmpty() ? entry.getKey().toString() : path + "." + entry.getKey();
            settings = flattened(settings, key, entry.getValue());
        }
        return settings;
    }

    /** A key without a value says nothing, but it must be one. */
    private static Settings unsaid(Settings before, String path) {
        boolean section = StepCatalogue.groups().stream()
                .flatMap(g -> g.parameters().stream())
                .anyMatch(p -> p.path().startsWith(path + "."));
        return section ? before : before.without(path);
    }

    /** The settings as YAML. */
    public String yaml() {
        if (values.isEmpty()) {
            return "# nothing is set: all parameters follow from the data\n";
        }
        Map<String, Object> root = new LinkedHashMap<>();
        values.forEach((path, value) -> insert(root, path, value));
        return YAML.writeValueAsString(root);
    }

    @SuppressWarnings("unchecked") // maps of this tree are all made here
    private static void insert(Map<String, Object> root, String path, Object value) {
        String[] keys = path.split("\\.", -1);
        Map<String, Object> node = root;
        for (int i = 0; i < keys.length - 1; i++) {
            node = (Map<String, Object>) node.computeIfAbsent(keys[i], k -> new LinkedHashMap<String, Object>());
        }
        node.put(keys[keys.length - 1], value);
    }

    void write(Path file) {
        AtomicFile.writeText(file, yaml());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings s && s.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
