package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;

/**
 * A STAR file as RELION, Warp and Dynamo write it: data blocks of a loop (a table) or of single values. A block without a name,
 * and labels without the number behind them, are read as well.
 *
 * @param where its name, for messages
 * @param tables the data blocks in the order of the file
 */
public record StarFile(String where, List<Table> tables) {
    public StarFile {
        tables = List.copyOf(tables);
    }

    /**
     * A data block.
     *
     * @param name behind {@code data_}, may be empty
     * @param scalars single values by label, without the leading underscore
     * @param labels of the loop, without the leading underscore; empty where there is none
     * @param rows of the loop
     */
    public record Table(String name, Map<String, String> scalars, List<String> labels, List<List<String>> rows) {
        public Table {
            scalars = new LinkedHashMap<>(scalars);
            labels = List.copyOf(labels);
            rows = List.copyOf(rows);
        }

        /** Whether the loop has a column. */
        public boolean has(String label) {
            return labels.contains(label);
        }

        /** One value of the loop; empty where there is no such column. */
        public Optional<String> text(int row, String label) {
            int column = labels.indexOf(label);
            return column < 0 ? Optional.empty() : Optional.of(rows.get(row).get(column));
        }

        /** One number of the loop; NaN where there is no such column or no number in it. */
        public double number(int row, String label) {
            return text(row, label).map(TextFiles::number).orElse(Double.NaN);
        }
    }

    /**
     * Reads a file.
     *
     * @throws GoldtrailException naming the line that is wrong, or if there is no data block
     */
    public static StarFile read(Path file) {
        return new StarParser(file.toString()).parse(TextFiles.readLines(file));
    }

    /** The first table that has a column, if any. */
    public Optional<Table> tableWith(String label) {
        return tables.stream().filter(t -> t.has(label)).findFirst();
    }

    /**
     * The text of a table with a loop.
     *
     * @param rows values as text; one with blanks is quoted, an empty one becomes None
     */
    public static String table(String name, List<String> labels, List<List<String>> rows) {
        StringBuilder text =
                new StringBuilder("\n# version 50001\n\ndata_").append(name).append("\n\nloop_\n");
        for (int i = 0; i < labels.size(); i++) {
            text.append(String.format(Locale.ROOT, "_%s #%d\n", labels.get(i), i + 1));
        }
        for (List<String> row : rows) {
            text.append(row.stream().map(StarFile::field).collect(Collectors.joining(" ")))
                    .append('\n');
        }
        return text.append('\n').toString();
    }

    private static String field(String value) {
        if (value.isEmpty()) {
            return "None";
        }
        boolean plain = value.chars().noneMatch(Character::isWhitespace) && "\"'#_;".indexOf(value.charAt(0)) < 0;
        return plain ? value : value.indexOf('"') < 0 ? "\"" + value + "\"" : "'" + value + "'";
    }

    /** Reads line by line. */
    private static final class StarParser {
        private final String where;
        private final List<Table> tables = new ArrayList<>();
        private String name = "";
        private boolean inBlock;
        private boolean inLabels;
        private Map<String, String> scalars = new LinkedHashMap<>();
        private List<String> labels = new ArrayList<>();
        private List<List<String>> rows = new ArrayList<>();

        StarParser(String where) {
            this.where = where;
        }

        StarFile parse(List<String> lines) {
            for (int i = 0; i < lines.size(); i++) {
                line(lines.get(i).strip(), i + 1);
            }
            finish();
            if (tables.isEmpty()) {
                throw new GoldtrailException("the file has no data block", where, "name a STAR file");
            }
            return new StarFile(where, tables);
        }

        private void line(String line, int number) {
            if (line.isEmpty() || line.charAt(0) == '#') {
                return;
            }
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("data_")) {
                finish();
                inBlock = true;
                name = line.substring(5);
            } else if (lower.equals("loop_")) {
                inBlock = true;
                inLabels = true;
            } else if (line.charAt(0) == '_' && rows.isEmpty()) {
                label(line);
            } else if (labels.isEmpty()) {
                throw new GoldtrailException(
                        "line " + number + " belongs to no table", where, "name a STAR file, or correct the line");
            } else {
                List<String> row = fields(line);
                if (row.size() != labels.size()) {
                    throw new GoldtrailException(
                            "line " + number + " has " + row.size() + " values where the table has " + labels.size()
                                    + " columns",
                            where,
                            "correct the line");
                }
                rows.add(row);
            }
        }

        private void label(String line) {
            List<String> fields = fields(line);
            String label = fields.getFirst().substring(1);
            if (inLabels) {
                labels.add(label);
            } else {
                scalars.put(label, fields.size() > 1 ? fields.get(1) : "");
            }
        }

        private void finish() {
            if (inBlock || !scalars.isEmpty()) {
                tables.add(new Table(name, scalars, labels, rows));
            }
            name = "";
            inBlock = false;
            inLabels = false;
            scalars = new LinkedHashMap<>();
            labels = new ArrayList<>();
            rows = new ArrayList<>();
        }

        /** Values between blanks; quotes hold those with blanks; a # at the start of one begins a remark. */
        private static List<String> fields(String line) {
            List<String> fields = new ArrayList<>();
            int i = 0;
            while (i < line.length()) {
                char c = line.charAt(i);
                if (Character.isWhitespace(c)) {
                    i++;
                } else if (c == '#') {
                    break;
                } else if (c == '"' || c == '\'') {
                    int end = i + 1;
                    while (end < line.length()
                            && !(line.charAt(end) == c
                                    && (end + 1 == line.length() || Character.isWhitespace(line.charAt(end + 1))))) {
                        end++;
                    }
                    fields.add(line.substring(i + 1, end));
                    i = end + 1;
                } else {
                    int end = i;
                    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                        end++;
                    }
                    fields.add(line.substring(i, end));
                    i = end;
                }
            }
            return fields;
        }
    }
}
