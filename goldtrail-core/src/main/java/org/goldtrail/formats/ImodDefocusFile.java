package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/**
 * IMOD's .defocus files, versions 2 and 3, as ctfplotter writes and ctfphaseflip reads them. Lines hold first and last
 * view (1-based), first and last tilt angle, the defocus in nm and, in version 3, what the flags of the first line
 * announce: 1 a second defocus and the angle of the first, 2 that angle in radians, 4 a phase shift, 8 that in radians,
 * 16 tilt angles of inverted sign, 32 a cut-on frequency.
 */
public final class ImodDefocusFile {
    private static final int ASTIGMATISM = 1;
    private static final int ANGLE_RADIANS = 2;
    private static final int PHASE = 4;
    private static final int PHASE_RADIANS = 8;
    private static final int INVERTED_ANGLES = 16;
    private static final int CUT_ON = 32;

    private ImodDefocusFile() {}

    /**
     * Reads a file of either version. A line for a range of views stands for its middle view.
     *
     * @throws GoldtrailException naming the line that is wrong
     */
    public static List<DefocusRow> read(Path file) {
        List<String> lines = TextFiles.readLines(file);
        List<DefocusRow> rows = new ArrayList<>();
        int flags = 0;
        boolean first = true;
        boolean countedFromZero = false;
        for (int i = 0; i < lines.size(); i++) {
            if (TextFiles.isBlankOrComment(lines.get(i))) {
                continue;
            }
            double[] v = TextFiles.numbers(lines.get(i), file, i + 1);
            if (first && v.length == 6 && v[5] == 3) {
                first = false;
                flags = (int) v[0];
                continue;
            }
            int extra = ((flags & ASTIGMATISM) != 0 ? 2 : 0)
                    + ((flags & PHASE) != 0 ? 1 : 0)
                    + ((flags & CUT_ON) != 0 ? 1 : 0);
            boolean version = first && v.length == 6 && v[5] == 2;
            if (v.length != 5 + extra && !version) {
                throw new GoldtrailException(
                        "line " + (i + 1) + " has " + v.length + " numbers where " + (5 + extra) + " are expected",
                        file.toString(),
                        "check that this is a .defocus file of IMOD, version 2 or 3");
            }
            first = false;
            if (rows.isEmpty() && v[0] == 0) {
                countedFromZero = true; // as old files do
            }
            rows.add(row(v, flags, countedFromZero ? 0 : 1, file, i + 1));
        }
        if (rows.isEmpty()) {
            throw new GoldtrailException("the file holds no views", file.toString(), "check its name");
        }
        return List.copyOf(rows);
    }

    private static DefocusRow row(double[] v, int flags, int base, Path file, int line) {
        double view = Math.floor((v[0] + v[1]) / 2) - base;
        if (!(view >= 0 && view < 1e6)) {
            throw new GoldtrailException(
                    "line " + line + " names no view", file.toString(), "views are counted from 1");
        }
        double tilt = (v[2] + v[3]) / 2;
        int at = 5;
        double u = 10 * v[4];
        double w = u;
        double angle = 0;
        double phase = 0;
        if ((flags & ASTIGMATISM) != 0) {
            w = 10 * v[at];
            angle = (flags & ANGLE_RADIANS) != 0 ? Math.toDegrees(v[at + 1]) : v[at + 1];
            at += 2;
        }
        if ((flags & PHASE) != 0) {
            phase = (flags & PHASE_RADIANS) != 0 ? v[at] : Math.toRadians(v[at]);
        }
        return new DefocusRow(
                (int) view, (flags & INVERTED_ANGLES) != 0 ? -tilt : tilt, u, w, angle, phase, Double.NaN, Double.NaN);
    }

    /** Writes version 2: the mean defocus only. Sections without a defocus are left out. */
    public static void writeVersion2(Path file, List<DefocusRow> rows) {
        StringBuilder text = new StringBuilder();
        for (DefocusRow r : known(rows, file)) {
            double nm = (r.defocusUAngstrom() + r.defocusVAngstrom()) / 20;
            text.append(String.format(
                    Locale.ROOT,
                    "%d\t%d\t%.2f\t%.2f\t%7.1f%s\n",
                    r.section() + 1,
                    r.section() + 1,
                    r.tiltDeg(),
                    r.tiltDeg(),
                    nm,
                    text.isEmpty() ? "\t2" : ""));
        }
        AtomicFile.writeText(file, text.toString());
    }

    /** Writes version 3 with astigmatism (degrees) and, if any section has one, the phase shift (degrees). */
    public static void writeVersion3(Path file, List<DefocusRow> rows) {
        List<DefocusRow> known = known(rows, file);
        boolean phase = known.stream().anyMatch(r -> r.phaseShiftRad() != 0);
        StringBuilder text = new StringBuilder();
        text.append(ASTIGMATISM + (phase ? PHASE : 0)).append("\t0\t0.0\t0.0\t0.0\t3\n");
        for (DefocusRow r : known) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d\t%d\t%.2f\t%.2f\t%7.1f\t%7.1f\t%7.2f",
                    r.section() + 1,
                    r.section() + 1,
                    r.tiltDeg(),
                    r.tiltDeg(),
                    r.defocusUAngstrom() / 10,
                    r.defocusVAngstrom() / 10,
                    r.astigmatismDeg()));
            if (phase) {
                text.append(String.format(Locale.ROOT, "\t%.2f", Math.toDegrees(r.phaseShiftRad())));
            }
            text.append('\n');
        }
        AtomicFile.writeText(file, text.toString());
    }

    private static List<DefocusRow> known(List<DefocusRow> rows, Path file) {
        List<DefocusRow> known = rows.stream().filter(DefocusRow::isKnown).toList();
        if (known.isEmpty()) {
            throw new GoldtrailException(
                    "no view has a defocus to be written", file.toString(), "estimate the CTF first");
        }
        return known;
    }
}
