package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/**
 * The text result of CTFFIND 4 and 5: comment lines, then a line for each section with its number (1-based), both defocus
 * values (Å), the angle, the additional phase shift (rad), the score and the resolution of the fit (Å); CTFFIND 5 adds
 * tilt axis, tilt angle and thickness. A section without values has zeros.
 */
public final class CtffindFile {
    private CtffindFile() {}

    /**
     * Reads a result.
     *
     * @return one for each line; the tilt is not known
     * @throws GoldtrailException naming the line that is wrong
     */
    public static List<DefocusRow> read(Path file) {
        return parse(TextFiles.readLines(file), file);
    }

    private static List<DefocusRow> parse(List<String> lines, Path file) {
        List<DefocusRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (TextFiles.isBlankOrComment(line)) {
                continue;
            }
            String[] fields = line.split("\\s+");
            if (fields.length < 7) {
                throw new GoldtrailException(
                        "line " + (i + 1) + " has " + fields.length + " columns where CTFFIND writes at least 7",
                        file.toString(),
                        "check that this is a result of CTFFIND 4 or 5");
            }
            double[] v = new double[7];
            for (int c = 0; c < 7; c++) {
                v[c] = number(fields[c], c, file, i + 1);
            }
            if (v[0] != Math.rint(v[0]) || v[0] < 1 || v[0] > 1e6) {
                throw new GoldtrailException(
                        "'" + fields[0] + "' in line " + (i + 1) + " is no section number",
                        file.toString(),
                        "sections are counted from 1");
            }
            boolean none = v[1] == 0 && v[2] == 0;
            rows.add(new DefocusRow(
                    (int) v[0] - 1,
                    Double.NaN,
                    none ? Double.NaN : v[1],
                    none ? Double.NaN : v[2],
                    v[3],
                    v[4],
                    v[5],
                    v[6] > 0 ? v[6] : Double.NaN));
        }
        if (rows.isEmpty()) {
            throw new GoldtrailException("the file holds no values", file.toString(), "look at the program's log");
        }
        return List.copyOf(rows);
    }

    /** Score and resolution may be "inf" or "nan", as CTFFIND writes them. */
    private static double number(String field, int column, Path file, int line) {
        double value = TextFiles.number(field);
        if (Double.isNaN(value)) {
            String word = field.toLowerCase(Locale.ROOT);
            if (column >= 5 && word.matches("[+-]?(inf|infinity|nan)")) {
                return Double.NaN;
            }
            throw new GoldtrailException(
                    "'" + field + "' in line " + line + " is not a number", file.toString(), "correct the line");
        }
        return value;
    }

    /**
     * Writes sections as CTFFIND would, ordered as given.
     *
     * @param comments lines of their own at the top, without the leading #
     */
    public static void write(Path file, List<String> comments, List<DefocusRow> rows) {
        StringBuilder text = new StringBuilder();
        for (String comment : comments) {
            text.append("# ").append(comment).append('\n');
        }
        text.append("# Columns: #1 - micrograph number; #2 - defocus 1 [Angstroms]; #3 - defocus 2; #4 - azimuth of"
                + " astigmatism; #5 - additional phase shift [radians]; #6 - cross correlation; #7 - spacing (in"
                + " Angstroms) up to which CTF rings were fit successfully\n");
        for (DefocusRow r : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d.000000 %f %f %f %f %f %f\n",
                    r.section() + 1,
                    zeroIfUnknown(r.defocusUAngstrom()),
                    zeroIfUnknown(r.defocusVAngstrom()),
                    r.astigmatismDeg(),
                    r.phaseShiftRad(),
                    zeroIfUnknown(r.score()),
                    zeroIfUnknown(r.resolutionAngstrom())));
        }
        AtomicFile.writeText(file, text.toString());
    }

    private static double zeroIfUnknown(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
