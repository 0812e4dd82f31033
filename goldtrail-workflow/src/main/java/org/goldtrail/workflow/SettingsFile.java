package org.goldtrail.workflow;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.dynamo.DynamoSettings;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.units.ViewSelection;
import org.jspecify.annotations.Nullable;

/**
 * A file of settings that a person has written, in YAML or as Dynamo writes them; which of the two is told by its content.
 *
 * @param format it is written in
 * @param stack the raw stack, if the file names one
 * @param discarded views to discard, if the file names them
 * @param settings parameters it sets
 * @param remarks a sentence on each line of Dynamo's that could not be taken as it stands
 */
public record SettingsFile(
        Format format,
        Optional<Path> stack,
        Optional<ViewSelection> discarded,
        Settings settings,
        List<String> remarks) {
    private static final String SERIES = "series";
    private static final String STACK = "stack";
    private static final String DISCARDED = "discardedTilts";

    /** Formats of settings files. */
    public enum Format {
        YAML,
        DYNAMO
    }

    public SettingsFile {
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads a file.
     *
     * @throws GoldtrailException if it cannot be read, or naming the key or line that is wrong
     */
    public static SettingsFile read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new GoldtrailException("there is no such settings file", file.toString(), "check its name", e);
        } catch (MalformedInputException e) {
            throw new GoldtrailException("this is no text file", file.toString(), "give settings in YAML", e);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the settings cannot be read (" + e.getMessage() + ")", file.toString(), "check its rights", e);
        }
        return DynamoSettings.isOne(text) ? dynamo(text, file) : yaml(text, file);
    }

    private static SettingsFile dynamo(String text, Path file) {
        DynamoSettings read = DynamoSettings.parse(text, file);
        return new SettingsFile(Format.DYNAMO, read.stack(), read.discarded(), read.settings(), read.remarks());
    }

    private static SettingsFile yaml(String text, Path file) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(Settings.tree(text, file.toString()));
        Map<Object, @Nullable Object> series = new LinkedHashMap<>(section(tree.remove(SERIES), file));
        for (String key : List.copyOf(tree.keySet())) {
            if (key.startsWith(SERIES + ".")) {
                series.put(key.substring(SERIES.length() + 1), tree.remove(key));
            }
        }
        for (Object key : series.keySet()) {
            if (!key.equals(STACK) && !key.equals(DISCARDED)) {
                throw new GoldtrailException(
                        "series has no setting \"" + key + "\"",
                        file.toString(),
                        "it may have " + STACK + " and " + DISCARDED);
            }
        }
        return new SettingsFile(
                Format.YAML,
                Optional.ofNullable(series.get(STACK)).map(s -> file.resolveSibling(s.toString())),
                Optional.ofNullable(series.get(DISCARDED)).map(d -> views(d, file)),
                Settings.of(tree, file.toString()),
                List.of());
    }

    private static Map<?, ?> section(@Nullable Object node, Path file) {
        return switch (node) {
            case null -> Map.of();
            case Map<?, ?> map -> map;
            default ->
                throw new GoldtrailException(
                        "series must be a section, was " + node, file.toString(), "put stack: FILE below it");
        };
    }

    private static ViewSelection views(Object plain, Path file) {
        String text = plain instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : plain.toString();
        return ViewSelection.parse(text, file + ": " + SERIES + "." + DISCARDED);
    }
}
