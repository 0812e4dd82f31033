package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The CTF of a series as comma-separated values with a header; sections are counted from 0, unknown values are empty. */
public final class DefocusTable {
    private static final String HEADER = "section,tilt_deg,defocus_u_angstrom,defocus_v_angstrom,astigmatism_deg,"
            + "phase_shift_rad,score,resolution_angstrom";

    private DefocusTable() {}

    /**
     * Reads a table; columns are found by their names.
     *
     * @throws org.goldtrail.GoldtrailException naming the line that is wrong
     */
    public static List<DefocusRow> read(Path file) {
        CsvTable table = CsvTable.read(file);
        int section = table.column("section");
        int tilt = table.optionalColumn("tilt_deg");
        int u = table.column("defocus_u_angstrom");
        int v = table.column("defocus_v_angstrom");
        int angle = table.optionalColumn("astigmatism_deg");
        int phase = table.optionalColumn("phase_shift_rad");
        int score = table.optionalColumn("score");
        int resolution = table.optionalColumn("resolution_angstrom");
        List<DefocusRow> rows = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            rows.add(new DefocusRow(
                    row.index(section, Integer.MAX_VALUE),
                    row.numberOrNaN(tilt),
                    row.numberOrNaN(u),
                    row.numberOrNaN(v),
                    zeroIfNaN(row.numberOrNaN(angle)),
                    zeroIfNaN(row.numberOrNaN(phase)),
                    row.numberOrNaN(score),
                    row.numberOrNaN(resolution)));
        }
        return List.copyOf(rows);
    }

    /** Writes a table. */
    public static void write(Path file, List<DefocusRow> rows) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (DefocusRow r : rows) {
            text.append(r.section())
                    .append(',')
                    .append(field(r.tiltDeg(), 4))
                    .append(',')
                    .append(field(r.defocusUAngstrom(), 1))
                    .append(',')
                    .append(field(r.defocusVAngstrom(), 1))
                    .append(',')
                    .append(field(r.astigmatismDeg(), 2))
                    .append(',')
                    .append(field(r.phaseShiftRad(), 4))
                    .append(',')
                    .append(field(r.score(), 4))
                    .append(',')
                    .append(field(r.resolutionAngstrom(), 2))
                    .append('\n');
        }
        AtomicFile.writeText(file, text.toString());
    }

    private static double zeroIfNaN(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static String field(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "";
    }
}
