package org.goldtrail.phantom.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.Observation;

/** Reads the results that are to be scored: rows of numbers, and tables of detections or markers. */
public final class ResultFiles {
    private ResultFiles() {}

    /**
     * Reads rows of numbers, such as .xf (6 columns) or .tlt (1); comments begin with #, further columns are ignored.
     *
     * @throws GoldtrailException if the file cannot be read or a line has too few numbers
     */
    public static double[][] readNumbers(Path file, int columns) {
        List<double[]> rows = new ArrayList<>();
        List<String> lines = lines(file);
        for (int k = 0; k < lines.size(); k++) {
            String[] words = lines.get(k).replace(',', ' ').strip().split("\\s+");
            if (words[0].isEmpty() || words[0].startsWith("#")) {
                continue;
            }
            if (words.length < columns) {
                throw new GoldtrailException(
                        "line " + (k + 1) + " has " + words.length + " numbers instead of " + columns,
                        file.toString(),
                        "");
            }
            double[] row = new double[columns];
            for (int c = 0; c < columns; c++) {
                row[c] = number(words[c], file, k);
            }
            rows.add(row);
        }
        return rows.toArray(double[][]::new);
    }

    /** The first column of a file of numbers. */
    public static double[] readColumn(Path file) {
        return Arrays.stream(readNumbers(file, 1)).mapToDouble(row -> row[0]).toArray();
    }

    /**
     * Reads a table of detections (columns tilt, x, y) or markers (marker, tilt, x, y). Columns are found by a header
     * line, else taken in this order; further ones are ignored. Coordinates are raw pixel indices.
     *
     * @param withMarkers whether a marker column is wanted; without, all markers are 0
     * @throws GoldtrailException if the file cannot be read
     */
    public static List<Observation> readObservations(Path file, boolean withMarkers) {
        List<String> names = withMarkers ? List.of("marker", "tilt", "x", "y") : List.of("tilt", "x", "y");
        List<Observation> found = new ArrayList<>();
        List<String> lines = lines(file);
        int[] columns = new int[0];
        for (int k = 0; k < lines.size(); k++) {
            String line = lines.get(k).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> words = Arrays.stream(line.split(line.indexOf(',') >= 0 ? "," : "\\s+"))
                    .map(w -> w.strip().toLowerCase(Locale.ROOT))
                    .toList();
            if (columns.length == 0) {
                boolean header = words.containsAll(names);
                columns = new int[names.size()];
                for (int c = 0; c < columns.length; c++) {
                    columns[c] = header ? words.indexOf(names.get(c)) : c;
                }
                if (header) {
                    continue;
                }
            }
            found.add(observation(words, columns, file, k));
        }
        return found;
    }

    private static Observation observation(List<String> words, int[] columns, Path file, int line) {
        double[] v = new double[4];
        int skip = 4 - columns.length;
        for (int c = 0; c < columns.length; c++) {
            if (columns[c] >= words.size()) {
                throw new GoldtrailException("line " + (line + 1) + " has too few columns", file.toString(), "");
            }
            v[c + skip] = number(words.get(columns[c]), file, line);
        }
        return new Observation((int) v[0], (int) v[1], v[2], v[3]);
    }

    private static double number(String word, Path file, int line) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new GoldtrailException(
                    "line " + (line + 1) + " holds '" + word + "' where a number is wanted", file.toString(), "", e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the file cannot be read (" + e.getMessage() + ")", file.toString(), "check the path", e);
        }
    }
}
