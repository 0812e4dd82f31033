package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/**
 * Tilt angles, one line a view (.tlt, .rawtlt); further columns may hold the dose and the order of acquisition, in
 * either order.
 *
 * @param tiltsDeg one angle for each line
 * @param dosesBefore accumulated dose or dose stated with each view, e/Å²; empty when there is no such column
 * @param acquisitionOrder place of each view in time, 0 for the first; empty when there is no such column
 */
@SuppressWarnings("ArrayRecordComponent") // plain columns, never compared
public record TiltAngleFile(double[] tiltsDeg, double[] dosesBefore, int[] acquisitionOrder) {
    /** No stage tilts further; a little is left for the error of a calibration. */
    static final double MAX_TILT_DEG = 90.5;

    private static final int MAX_COLUMNS = 3;

    /**
     * Reads a file of one to three columns.
     *
     * @throws GoldtrailException naming the line that holds no number or an absurd angle
     */
    public static TiltAngleFile read(Path file) {
        List<String> lines = TextFiles.readLines(file);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (TextFiles.isBlankOrComment(lines.get(i))) {
                continue;
            }
            double[] row = TextFiles.numbers(lines.get(i), file, i + 1);
            if (row.length > MAX_COLUMNS) {
                throw new GoldtrailException(
                        "line " + (i + 1) + " has " + row.length + " numbers where one angle is expected",
                        file.toString(),
                        "name a file with one tilt angle a line (.rawtlt or .tlt)");
            }
            requirePlausible(row[0], file.toString(), "line " + (i + 1));
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new GoldtrailException(
                    "the file holds no tilt angles", file.toString(), "name a file with one tilt angle a line");
        }
        double[] angles = rows.stream().mapToDouble(r -> r[0]).toArray();
        int columns = rows.stream().mapToInt(r -> r.length).min().orElse(1);
        double[] doses = new double[0];
        int[] order = new int[0];
        for (int c = 1; c < columns; c++) {
            int column = c;
            double[] values = rows.stream().mapToDouble(r -> r[column]).toArray();
            if (order.length == 0 && isOrder(values)) {
                double first = Arrays.stream(values).min().orElse(0);
                order = Arrays.stream(values)
                        .mapToInt(v -> (int) Math.round(v - first))
                        .toArray();
            } else if (doses.length == 0 && Arrays.stream(values).allMatch(v -> v >= 0)) {
                doses = values;
            }
        }
        return new TiltAngleFile(angles, doses, order);
    }

    /** True for the whole numbers from 0 or 1 on, each once. */
    private static boolean isOrder(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length < 2 || (sorted[0] != 0 && sorted[0] != 1)) {
            return false;
        }
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] != sorted[0] + i) {
                return false;
            }
        }
        return true;
    }

    /** @throws GoldtrailException if no stage can have this angle */
    static void requirePlausible(double tiltDeg, String file, String place) {
        if (!(Math.abs(tiltDeg) <= MAX_TILT_DEG)) {
            throw new GoldtrailException(
                    String.format(
                            Locale.ROOT, "%s holds a tilt angle of %.6g°, which no stage reaches", place, tiltDeg),
                    file,
                    "correct the angle, or name another angle file");
        }
    }

    /**
     * Writes angles, one a line, with 4 decimals.
     *
     * @throws GoldtrailException if an angle is absurd or the file cannot be written
     */
    public static void write(Path file, double[] tiltsDeg) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tiltsDeg.length; i++) {
            requirePlausible(tiltsDeg[i], file.toString(), "view " + (i + 1));
            text.append(String.format(Locale.ROOT, "%10.4f\n", tiltsDeg[i]));
        }
        AtomicFile.writeText(file, text.toString());
    }
}
