package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/** IMOD's text files with a fixed count of numbers for each view: .xtilt (one) and .zfac (two). */
public final class PerViewFile {
    private PerViewFile() {}

    /**
     * X-axis tilts, degrees, one for each view.
     *
     * @throws GoldtrailException naming the line that is wrong
     */
    public static double[] readXTilts(Path file) {
        double[] angles =
                read(file, 1, "X-axis tilt").stream().mapToDouble(r -> r[0]).toArray();
        for (int i = 0; i < angles.length; i++) {
            TiltAngleFile.requirePlausible(angles[i], file.toString(), "view " + (i + 1));
        }
        return angles;
    }

    /** Writes X-axis tilts, degrees, one a line. */
    public static void writeXTilts(Path file, double[] xTiltsDeg) {
        StringBuilder text = new StringBuilder();
        for (double angle : xTiltsDeg) {
            text.append(String.format(Locale.ROOT, "%9.4f\n", requireFinite(angle, file)));
        }
        AtomicFile.writeText(file, text.toString());
    }

    /**
     * Z factors: for each view how many pixels in x and y a point of the aligned view moves for each pixel of z, beyond
     * what the tilt says (IMOD's tilt, option ZFACTORFILE).
     *
     * @return two numbers for each view
     * @throws GoldtrailException naming the line that is wrong
     */
    public static List<double[]> readZFactors(Path file) {
        return read(file, 2, "pair of Z factors");
    }

    /** Writes Z factors, two numbers for each view. */
    public static void writeZFactors(Path file, List<double[]> factors) {
        StringBuilder text = new StringBuilder();
        for (double[] f : factors) {
            text.append(String.format(
                    Locale.ROOT, "%12.6f %12.6f\n", requireFinite(f[0], file), requireFinite(f[1], file)));
        }
        AtomicFile.writeText(file, text.toString());
    }

    private static double requireFinite(double value, Path file) {
        if (!Double.isFinite(value)) {
            throw new GoldtrailException("a number to be written is not finite", file.toString(), "");
        }
        return value;
    }

    private static List<double[]> read(Path file, int columns, String what) {
        List<String> lines = TextFiles.readLines(file);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (TextFiles.isBlankOrComment(lines.get(i))) {
                continue;
            }
            double[] row = TextFiles.numbers(lines.get(i), file, i + 1);
            if (row.length != columns) {
                throw new GoldtrailException(
                        "line " + (i + 1) + " has " + row.length + " numbers where one " + what + " is expected",
                        file.toString(),
                        "check the file name");
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new GoldtrailException("the file is empty", file.toString(), "check the file name");
        }
        return List.copyOf(rows);
    }
}
