package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/** Detected peaks as a table with the header {@code tilt,x,y,cc,rotationalMerit,edgeMerit,contrast}. */
public final class PeakFile {
    private PeakFile() {}

    /**
     * One peak.
     *
     * @param tilt section of the raw stack, 0-based
     * @param x raw pixel-index coordinate
     * @param y raw pixel-index coordinate, upwards
     * @param cc cross-correlation with the template
     * @param rotationalMerit likeness of the peak's surroundings to themselves turned, NaN when not known
     * @param edgeMerit strength of the edge around it, NaN when not known
     * @param contrast difference to the background, NaN when not known
     */
    public record Peak(
            int tilt, double x, double y, double cc, double rotationalMerit, double edgeMerit, double contrast) {}

    /**
     * Reads peaks; columns are found by name, those of the merits may be missing.
     *
     * @param tiltCount number of sections of the raw stack
     * @throws GoldtrailException naming the line that is wrong
     */
    public static List<Peak> read(Path file, int tiltCount) {
        CsvTable table = CsvTable.read(file);
        int tilt = table.column("tilt", "view", "section");
        int x = table.column("x");
        int y = table.column("y");
        int cc = table.optionalColumn("cc");
        int rotational = table.optionalColumn("rotationalmerit");
        int edge = table.optionalColumn("edgemerit");
        int contrast = table.optionalColumn("contrast");
        List<Peak> peaks = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            peaks.add(new Peak(
                    row.index(tilt, tiltCount),
                    row.number(x),
                    row.number(y),
                    row.numberOrNaN(cc),
                    row.numberOrNaN(rotational),
                    row.numberOrNaN(edge),
                    row.numberOrNaN(contrast)));
        }
        return List.copyOf(peaks);
    }

    /** Writes peaks in the order given. */
    public static void write(Path file, List<Peak> peaks) {
        StringBuilder text = new StringBuilder("tilt,x,y,cc,rotationalMerit,edgeMerit,contrast\n");
        for (Peak p : peaks) {
            text.append(String.format(Locale.ROOT, "%d,%.4f,%.4f", p.tilt(), p.x(), p.y()));
            for (double value : new double[] {p.cc(), p.rotationalMerit(), p.edgeMerit(), p.contrast()}) {
                text.append(',').append(Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "");
            }
            text.append('\n');
        }
        AtomicFile.writeText(file, text.toString());
    }
}
