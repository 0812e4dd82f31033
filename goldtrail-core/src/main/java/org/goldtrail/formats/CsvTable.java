package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;

/**
 * A table of comma-separated values with a header. Columns are found by name, whatever their order and case; others
 * are ignored. Semicolons and tabs separate as well, and then a comma within a number is its decimal mark, as spreadsheets
 * write it in many countries, if some number of the table shows that it does not set off thousands. A line starting with # is
 * a comment, unless it is the header.
 */
public final class CsvTable {
    private static final Pattern WITH_DECIMAL_COMMA = Pattern.compile("[-+]?[0-9]*,[0-9]+([eE][-+]?[0-9]+)?");

    /** What 1234 and more may look like where a comma sets off the thousands. */
    private static final Pattern PERHAPS_THOUSANDS = Pattern.compile("[-+]?[1-9][0-9]{0,2},[0-9]{3}");

    private final Path file;
    private final boolean commasAreDecimal;
    private final Map<String, Integer> columns;
    private final List<Row> rows;

    private CsvTable(Path file, Map<String, Integer> columns, SortedMap<Integer, List<String>> fieldsOfLines) {
        this.file = file;
        this.columns = columns;
        commasAreDecimal = fieldsOfLines.values().stream().flatMap(List::stream).anyMatch(CsvTable::hasDecimalComma);
        rows = new ArrayList<>();
        fieldsOfLines.forEach((number, fields) -> rows.add(new Row(number, fields)));
    }

    private static boolean hasDecimalComma(String text) {
        return WITH_DECIMAL_COMMA.matcher(text).matches()
                && !PERHAPS_THOUSANDS.matcher(text).matches();
    }

    /** @throws GoldtrailException if the file cannot be read or has no header */
    public static CsvTable read(Path file) {
        List<String> lines = TextFiles.readLines(file);
        int headerLine = 0;
        while (headerLine < lines.size() && lines.get(headerLine).isBlank()) {
            headerLine++;
        }
        if (headerLine == lines.size()) {
            throw new GoldtrailException("the file is empty", file.toString(), "check the file name");
        }
        String header = lines.get(headerLine).strip();
        String separator = separator(header);
        header = header.startsWith("#") ? header.substring(1) : header;
        Map<String, Integer> columns = new HashMap<>();
        List<String> names = split(header, separator);
        for (int i = 0; i < names.size(); i++) {
            // A remark may follow the last name: "y  raw pixels".
            String name = names.get(i).toLowerCase(Locale.ROOT).split("\\s", 2)[0];
            columns.putIfAbsent(name, i);
        }
        SortedMap<Integer, List<String>> fieldsOfLines = new TreeMap<>();
        for (int i = headerLine + 1; i < lines.size(); i++) {
            if (!TextFiles.isBlankOrComment(lines.get(i))) {
                fieldsOfLines.put(i + 1, split(lines.get(i), separator));
            }
        }
        return new CsvTable(file, columns, fieldsOfLines);
    }

    private static String separator(String header) {
        return header.indexOf(';') >= 0 ? ";" : header.indexOf('\t') >= 0 ? "\t" : ",";
    }

    private static List<String> split(String line, String separator) {
        return Arrays.stream(line.split(separator, -1))
                .map(String::strip)
                .map(s -> s.length() > 1 && s.startsWith("\"") && s.endsWith("\"") ? s.substring(1, s.length() - 1) : s)
                .toList();
    }

    public List<Row> rows() {
        return rows;
    }

    /**
     * Place of the first of these names that is there.
     *
     * @throws GoldtrailException if none is
     */
    public int column(String... names) {
        int place = optionalColumn(names);
        if (place < 0) {
            throw new GoldtrailException(
                    "there is no column '" + names[0] + "'",
                    file.toString(),
                    "give the table a header line with the names of its columns");
        }
        return place;
    }

    /** As {@link #column}, or -1. */
    public int optionalColumn(String... names) {
        for (String name : names) {
            Integer place = columns.get(name.toLowerCase(Locale.ROOT));
            if (place != null) {
                return place;
            }
        }
        return -1;
    }

    /** One line of the table. */
    public final class Row {
        private final int lineNumber;
        private final List<String> fields;

        private Row(int lineNumber, List<String> fields) {
            this.lineNumber = lineNumber;
            this.fields = fields;
        }

        /** The text in a column, empty where the line is too short. */
        public String text(int column) {
            return column >= 0 && column < fields.size() ? fields.get(column) : "";
        }

        /** @throws GoldtrailException if the field holds no finite number */
        public double number(int column) {
            String text = text(column);
            if (!commasAreDecimal && PERHAPS_THOUSANDS.matcher(text).matches()) {
                throw new GoldtrailException(
                        "'" + text + "' in line " + lineNumber + " may be " + text.replace(',', '.') + " or "
                                + text.replace(",", "") + ", and no other number of the table tells which",
                        file.toString(),
                        "write its numbers with a decimal point, and without commas at thousands");
            }
            boolean comma = commasAreDecimal && WITH_DECIMAL_COMMA.matcher(text).matches();
            double value = TextFiles.number(comma ? text.replace(',', '.') : text);
            if (Double.isNaN(value)) {
                throw new GoldtrailException(
                        "'" + text(column) + "' in line " + lineNumber + " is not a number",
                        file.toString(),
                        "correct the line");
            }
            return value;
        }

        /** NaN where the column is missing, the field is blank or says nan. */
        public double numberOrNaN(int column) {
            String text = text(column);
            return text.isEmpty() || text.equalsIgnoreCase("nan") ? Double.NaN : number(column);
        }

        /** @throws GoldtrailException if the field holds no whole number from 0 to below the limit */
        public int index(int column, int limit) {
            double value = number(column);
            if (value != Math.rint(value) || value < 0 || value >= limit) {
                throw new GoldtrailException(
                        "'" + text(column) + "' in line " + lineNumber + " should be a whole number from 0 to "
                                + (limit - 1L),
                        file.toString(),
                        "views and markers are counted from 0");
            }
            return (int) value;
        }

        public int lineNumber() {
            return lineNumber;
        }
    }
}
