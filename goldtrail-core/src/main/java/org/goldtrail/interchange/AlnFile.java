package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.TextLines;

/**
 * AreTomo's .aln, sections counted from 0 whichever way the file counts them: from 0 if any section or dark frame is 0.
 *
 * @param width of the raw stack, pixels
 * @param height of the raw stack, pixels
 * @param sections of the raw stack
 * @param rows of the views that were aligned
 * @param darkSections views left out
 * @param localRows number of rows of the local alignment
 */
record AlnFile(int width, int height, int sections, List<Row> rows, List<Integer> darkSections, int localRows) {
    private static final int COLUMNS = 10;
    private static final double STEEPEST_DEG = 90.5;

    /** One view. */
    record Row(int section, double axisDeg, double shiftXPx, double shiftYPx, double tiltDeg) {}

    static AlnFile read(Path file) {
        return new Parser(file).parse();
    }

    /** Reads line by line. */
    private static final class Parser {
        private final Path file;
        private int[] size = new int[0];
        private final List<Row> rows = new ArrayList<>();
        private final List<int[]> dark = new ArrayList<>();
        private int localRows;
        private boolean local;
        private boolean global;

        Parser(Path file) {
            this.file = file;
        }

        AlnFile parse() {
            List<String> lines = TextLines.read(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.startsWith("#")) {
                    header(line.substring(1).strip(), i + 1);
                } else if (!line.isEmpty() && local) {
                    localRows++;
                } else if (!line.isEmpty() && global) {
                    row(line, i + 1);
                }
            }
            if (size.length < 3 || rows.isEmpty()) {
                throw new GoldtrailException(
                        size.length < 3
                                ? "the line '# RawSize = width height sections' is missing"
                                : "there is no row of an aligned view",
                        file.toString(),
                        "name a whole .aln file of AreTomo2 or AreTomo3");
            }
            boolean fromZero = rows.stream().anyMatch(r -> r.section() == 0)
                    || dark.stream().anyMatch(d -> d[0] == 0);
            int base = fromZero ? 0 : 1;
            List<Row> counted = rows.stream()
                    .map(r -> new Row(r.section() - base, r.axisDeg(), r.shiftXPx(), r.shiftYPx(), r.tiltDeg()))
                    .toList();
            // The section stands in the second column; files are seen that have 0 there for all.
            boolean haveSections = dark.stream().allMatch(d -> d[1] >= base)
                    && dark.stream().map(d -> d[1]).distinct().count() == dark.size();
            List<Integer> darkSections =
                    dark.stream().map(d -> (haveSections ? d[1] : d[0]) - base).toList();
            return new AlnFile(size[0], size[1], size[2], counted, darkSections, localRows);
        }

        private void header(String line, int number) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("rawsize")) {
                size = integers(line, number, 3);
            } else if (lower.startsWith("darkframe")) {
                dark.add(integers(line, number, 2));
            } else if (lower.startsWith("local")) {
                local = true;
            } else if (lower.startsWith("sec")) {
                global = true;
            }
        }

        private int[] integers(String line, int number, int count) {
            String value = line.substring(line.indexOf('=') + 1);
            double[] v = TextLines.numbers(value, file, number);
            if (v.length < count) {
                throw new GoldtrailException(
                        "line " + number + " has " + v.length + " of " + count + " numbers",
                        file.toString(),
                        "let AreTomo write the file again");
            }
            int[] out = new int[count];
            for (int i = 0; i < count; i++) {
                out[i] = (int) v[i];
            }
            return out;
        }

        private void row(String line, int number) {
            double[] v = TextLines.numbers(line, file, number);
            if (v.length != COLUMNS) {
                throw new GoldtrailException(
                        "line " + number + " has " + v.length + " numbers where a row has " + COLUMNS,
                        file.toString(),
                        "let AreTomo write the file again");
            }
            if (!(Math.abs(v[9]) <= STEEPEST_DEG)) {
                throw new GoldtrailException(
                        String.format(
                                Locale.ROOT,
                                "line %d holds a tilt angle of %.4g°, which no stage reaches",
                                number,
                                v[9]),
                        file.toString(),
                        "align the series with AreTomo again");
            }
            rows.add(new Row((int) v[0], v[1], v[3], v[4], v[9]));
        }
    }
}
