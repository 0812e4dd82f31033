package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.goldtrail.GoldtrailException;

/**
 * The CTF of a series in RELION's columns, to be pasted into, or joined with, the table of a tilt series: a row for each raw
 * section in the order of the stack. RELION's phase shift is in degrees. A section without a CTF has a defocus of 0, which
 * RELION takes for no correction; leave it out there.
 */
public final class DefocusStar {
    private static final String BLOCK = "data_ctf";
    private static final List<String> COLUMNS = List.of(
            "rlnTomoTiltMovieIndex",
            "rlnTomoNominalStageTiltAngle",
            "rlnDefocusU",
            "rlnDefocusV",
            "rlnDefocusAngle",
            "rlnPhaseShift",
            "rlnCtfAstigmatism",
            "rlnCtfMaxResolution",
            "rlnCtfFigureOfMerit");

    private DefocusStar() {}

    /** Writes a table; sections are counted from 1, as RELION does. */
    public static void write(Path file, List<DefocusRow> rows) {
        StringBuilder text =
                new StringBuilder("\n# version 50001\n\n").append(BLOCK).append("\n\nloop_\n");
        for (int i = 0; i < COLUMNS.size(); i++) {
            text.append('_').append(COLUMNS.get(i)).append(" #").append(i + 1).append('\n');
        }
        for (DefocusRow r : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d %.4f %.2f %.2f %.3f %.4f %.2f %.3f %.5f\n",
                    r.section() + 1,
                    zeroIfUnknown(r.tiltDeg()),
                    zeroIfUnknown(r.defocusUAngstrom()),
                    zeroIfUnknown(r.defocusVAngstrom()),
                    r.astigmatismDeg(),
                    Math.toDegrees(r.phaseShiftRad()),
                    zeroIfUnknown(r.defocusUAngstrom() - r.defocusVAngstrom()),
                    zeroIfUnknown(r.resolutionAngstrom()),
                    zeroIfUnknown(r.score())));
        }
        AtomicFile.writeText(file, text.append('\n').toString());
    }

    /**
     * Reads a table with these columns, in any order and with others between.
     *
     * @throws GoldtrailException naming the line that is wrong
     */
    public static List<DefocusRow> read(Path file) {
        Map<String, Integer> columns = new HashMap<>();
        List<DefocusRow> rows = new ArrayList<>();
        List<String> lines = TextFiles.readLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("_")) {
                columns.put(line.split("\\s+")[0].substring(1), columns.size());
            } else if (!columns.isEmpty() && !line.isEmpty() && !line.startsWith("#")) {
                rows.add(row(columns, line.split("\\s+"), file, i + 1, rows.size()));
            }
        }
        if (rows.isEmpty()) {
            throw new GoldtrailException(
                    "the file holds no table", file.toString(), "it needs a loop_ with rlnDefocusU");
        }
        return List.copyOf(rows);
    }

    private static DefocusRow row(Map<String, Integer> columns, String[] fields, Path file, int line, int place) {
        double u = number(columns, "rlnDefocusU", fields, file, line);
        double v = number(columns, "rlnDefocusV", fields, file, line);
        boolean none = !(u != 0 || v != 0);
        double index = number(columns, "rlnTomoTiltMovieIndex", fields, file, line);
        double angle = number(columns, "rlnDefocusAngle", fields, file, line);
        double phase = number(columns, "rlnPhaseShift", fields, file, line);
        double resolution = number(columns, "rlnCtfMaxResolution", fields, file, line);
        return new DefocusRow(
                Double.isNaN(index) ? place : (int) index - 1,
                number(columns, "rlnTomoNominalStageTiltAngle", fields, file, line),
                none ? Double.NaN : u,
                none ? Double.NaN : v,
                Double.isNaN(angle) ? 0 : angle,
                Double.isNaN(phase) ? 0 : Math.toRadians(phase),
                number(columns, "rlnCtfFigureOfMerit", fields, file, line),
                resolution > 0 ? resolution : Double.NaN);
    }

    /** NaN where there is no such column. */
    private static double number(Map<String, Integer> columns, String name, String[] fields, Path file, int line) {
        Integer column = columns.get(name);
        if (column == null) {
            return Double.NaN;
        }
        double value = column < fields.length ? TextFiles.number(fields[column]) : Double.NaN;
        if (Double.isNaN(value)) {
            throw new GoldtrailException(
                    "line " + line + " holds no number for " + name, file.toString(), "correct the line");
        }
        return value;
    }

    private static double zeroIfUnknown(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
