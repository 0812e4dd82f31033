package org.goldtrail.interchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.StarFile;

/**
 * Which section of the raw stack each row of a RELION table belongs to, since RELION drops rows: by the number in {@code
 * n@file}, else by the nominal angle where there are fewer rows than sections, else by the order of the rows.
 */
final class RelionSections {
    private static final Pattern IN_STACK = Pattern.compile("(\\d+)@.+");

    private RelionSections() {}

    static int[] of(StarFile.Table table, KnownSeries known, String where, double sameAngleDeg) {
        int rows = table.rows().size();
        int[] sections = new int[rows];
        boolean numbered = true;
        for (int r = 0; r < rows && numbered; r++) {
            Matcher m = IN_STACK.matcher(table.text(r, "rlnMicrographName").orElse(""));
            numbered = m.matches();
            sections[r] = numbered ? Integer.parseInt(m.group(1)) - 1 : r;
        }
        if (!numbered) {
            boolean byAngle = known.nominalTiltsDeg().size() > rows;
            for (int r = 0; r < rows; r++) {
                sections[r] = byAngle ? nearest(table, r, known.nominalTiltsDeg(), where, sameAngleDeg) : r;
            }
        }
        Set<Integer> seen = new HashSet<>();
        for (int r = 0; r < rows; r++) {
            if (sections[r] < 0 || !seen.add(sections[r])) {
                throw new GoldtrailException(
                        "row " + (r + 1) + " belongs to section " + (sections[r] + 1) + ", as another does",
                        where,
                        "correct the table");
            }
        }
        return sections;
    }

    private static int nearest(
            StarFile.Table table, int row, List<Double> nominalTiltsDeg, String where, double sameAngleDeg) {
        double stage = table.number(row, "rlnTomoNominalStageTiltAngle");
        int best = -1;
        for (int v = 0; v < nominalTiltsDeg.size(); v++) {
            if (best < 0 || Math.abs(nominalTiltsDeg.get(v) - stage) < Math.abs(nominalTiltsDeg.get(best) - stage)) {
                best = v;
            }
        }
        if (best < 0 || !(Math.abs(nominalTiltsDeg.get(best) - stage) <= sameAngleDeg)) {
            throw new GoldtrailException(
                    "the table has fewer rows than the stack has sections, and row " + (row + 1) + " at " + stage
                            + "° has the nominal angle of none",
                    where,
                    "name the stack it was made from");
        }
        return best;
    }
}
