package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldtrail.GoldtrailException;

/** Views left out of an alignment, as a table with the header {@code tilt,kind,reason}; written even when empty. */
public final class ExcludedTiltsFile {
    private ExcludedTiltsFile() {}

    /**
     * One view that is not used.
     *
     * @param tilt section of the raw stack, 0-based
     * @param kind one word: blank, dark, displaced …
     * @param reason a sentence for people
     */
    public record ExcludedTilt(int tilt, String kind, String reason) {}

    /**
     * @param tiltCount number of sections of the raw stack
     * @throws GoldtrailException naming the line that is wrong
     */
    public static List<ExcludedTilt> read(Path file, int tiltCount) {
        CsvTable table = CsvTable.read(file);
        int tilt = table.column("tilt");
        int kind = table.optionalColumn("kind");
        int reason = table.optionalColumn("reason");
        List<ExcludedTilt> tilts = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            tilts.add(new ExcludedTilt(row.index(tilt, tiltCount), row.text(kind), row.text(reason)));
        }
        return List.copyOf(tilts);
    }

    /** Writes the views in the order given; commas and line ends in the texts become semicolons and blanks. */
    public static void write(Path file, List<ExcludedTilt> tilts) {
        StringBuilder text = new StringBuilder("tilt,kind,reason\n");
        for (ExcludedTilt t : tilts) {
            text.append(t.tilt()).append(',').append(plain(t.kind())).append(',');
            text.append(plain(t.reason())).append('\n');
        }
        AtomicFile.writeText(file, text.toString());
    }

    private static String plain(String text) {
        return text.replace(',', ';').replaceAll("[\\r\\n\"]+", " ").strip();
    }
}
