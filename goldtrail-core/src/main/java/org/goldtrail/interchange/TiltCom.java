package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.TextLines;

/**
 * A command file of IMOD's ({@code tilt.com}, {@code newst.com}): one option a line, its name first.
 *
 * @param where its name, for messages
 * @param options value of each option, the last one of a name
 * @param excludedSections sections named in EXCLUDELIST and EXCLUDELIST2, 0-based
 */
record TiltCom(String where, Map<String, String> options, Set<Integer> excludedSections) {
    static TiltCom read(Path file) {
        Map<String, String> options = new LinkedHashMap<>();
        Set<Integer> excluded = new TreeSet<>();
        for (String line : TextLines.read(file)) {
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith("$")) {
                continue;
            }
            String[] parts = stripped.split("\\s+", 2);
            String value = parts.length > 1 ? parts[1] : "";
            options.put(parts[0].toUpperCase(Locale.ROOT), value);
            if (parts[0].toUpperCase(Locale.ROOT).startsWith("EXCLUDELIST")) {
                addRanges(value, excluded, file);
            }
        }
        return new TiltCom(file.toString(), options, excluded);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name.toUpperCase(Locale.ROOT)));
    }

    /** Ranges like {@code 1-3,40}, counted from 1. */
    private static void addRanges(String text, Set<Integer> sections, Path file) {
        for (String part : text.split("[,\\s]+")) {
            if (part.isEmpty()) {
                continue;
            }
            String[] ends = part.split("-", 2);
            try {
                int first = Integer.parseInt(ends[0]);
                int last = Integer.parseInt(ends[ends.length - 1]);
                for (int section = first; section <= last; section++) {
                    sections.add(section - 1);
                }
            } catch (NumberFormatException e) {
                throw new GoldtrailException(
                        "'" + part + "' in the list of excluded views is no number or range",
                        file.toString(),
                        "write it like 1-3,40",
                        e);
            }
        }
    }
}
