package org.goldtrail.workflow.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;

/**
 * The lines of a text configuration of Dynamo: {@code > steps.detectPeaks.beadRadius 16} sets a parameter, {@code @ matrix
 * TS_01.mrc} links a file, {@code %} begins a comment.
 *
 * @param where name of the file, for messages
 * @param entries all lines but comments, in order
 */
record DynamoFile(String where, List<Entry> entries) {
    private static final Pattern LINE = Pattern.compile("([>@])\\s*(\\S+)(?:\\s+(.*))?");

    DynamoFile {
        entries = List.copyOf(entries);
    }

    /**
     * One line.
     *
     * @param line its number, from 1
     * @param link whether it links a file
     * @param name of the parameter or file
     * @param value the rest of the line
     */
    record Entry(int line, boolean link, String name, String value) {}

    /** Whether a text is written so; YAML never begins a line with one of these signs. */
    static boolean isOne(String text) {
        return text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .findFirst()
                .filter(l -> l.startsWith(">") || l.startsWith("@") || (l.startsWith("%") && !l.startsWith("%YAML")))
                .isPresent();
    }

    /**
     * Takes a text apart.
     *
     * @throws GoldtrailException naming the line that is something else
     */
    static DynamoFile parse(String text, String where) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("%")) {
                continue;
            }
            Matcher m = LINE.matcher(line);
            if (!m.matches()) {
                throw new GoldtrailException(
                        "\"" + line + "\" is no line of a Dynamo configuration",
                        where + " line " + (i + 1),
                        "write > steps.STEP.PARAMETER VALUE, @ matrix FILE, or % and a comment");
            }
            boolean link = m.group(1).equals("@");
            String rest = m.group(3) == null ? "" : m.group(3);
            // A file may have a % in its name, a value may not.
            String value = link ? rest : rest.replaceFirst("(^|\\s)%.*", "");
            entries.add(new Entry(i + 1, link, m.group(2), value.strip()));
        }
        return new DynamoFile(where, entries);
    }

    /** The value of a parameter, the last if it is set twice. */
    Optional<String> value(String name) {
        return entries.reversed().stream()
                .filter(e -> !e.link && e.name.equalsIgnoreCase(name))
                .map(Entry::value)
                .findFirst();
    }
}
