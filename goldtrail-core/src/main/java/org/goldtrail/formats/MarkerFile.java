package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/** Markers as a table with the header {@code marker,tilt,x,y,cc}: raw pixel-index coordinates, all counts from 0. */
public final class MarkerFile {
    private MarkerFile() {}

    /**
     * Reads markers; columns are found by name and others are ignored.
     *
     * @param tiltCount number of sections of the raw stack
     * @throws GoldtrailException naming the line that is wrong: no number, a view outside the stack, a marker twice in
     *     one view
     */
    public static MarkerSet read(Path file, int tiltCount) {
        CsvTable table = CsvTable.read(file);
        int marker = table.column("marker", "track", "bead", "contour");
        int tilt = table.column("tilt", "view", "section");
        int x = table.column("x");
        int y = table.column("y");
        int cc = table.optionalColumn("cc");
        List<Observation> observations = new ArrayList<>();
        Map<Long, Integer> lines = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            Observation o = new Observation(
                    row.index(marker, Integer.MAX_VALUE),
                    row.index(tilt, tiltCount),
                    row.number(x),
                    row.number(y),
                    row.numberOrNaN(cc));
            Integer earlier = lines.put((long) o.marker() * tiltCount + o.tilt(), row.lineNumber());
            if (earlier != null) {
                throw new GoldtrailException(
                        "marker " + o.marker() + " is twice in tilt " + o.tilt() + ", in lines " + earlier + " and "
                                + row.lineNumber(),
                        file.toString(),
                        "remove one of them");
            }
            observations.add(o);
        }
        return new MarkerSet(tiltCount, observations);
    }

    /** Writes markers, sorted by marker, then tilt. */
    public static void write(Path file, MarkerSet markers) {
        AtomicFile.writeText(file, text(markers));
    }

    /** What {@link #write} writes. */
    public static String text(MarkerSet markers) {
        StringBuilder text = new StringBuilder("marker,tilt,x,y,cc\n");
        for (Observation o : markers.observations()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%.4f,%.4f,%s\n",
                    o.marker(),
                    o.tilt(),
                    o.x(),
                    o.y(),
                    Double.isNaN(o.cc()) ? "" : String.format(Locale.ROOT, "%.5f", o.cc())));
        }
        return text.toString();
    }
}
