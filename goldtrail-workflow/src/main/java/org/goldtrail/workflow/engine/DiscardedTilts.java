package org.goldtrail.workflow.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.units.ViewSelection;

/**
 * The file {@code discarded-tilts.txt}: views the user discards, as a person writes them, one or more to a line, counted from
 * 1 as shown on the screen or by angle ({@code -60deg}); what follows {@code #} is a remark. There are two kinds: those known
 * before anything is computed, and those found while looking at the alignment; both count the same. Views are never
 * renumbered.
 */
public final class DiscardedTilts {
    /** Its name in the workflow folder. */
    public static final String FILE_NAME = "discarded-tilts.txt";

    private static final String HEADER =
            "# Views that take no part, counted from 1 as on the screen (7, 12-14), or by tilt angle (-60deg).\n";
    private static final String MANUAL = "# found while looking at the alignment";

    private DiscardedTilts() {}

    /** Reads the views named in a file; none if there is no such file. */
    public static ViewSelection read(Path file) {
        List<String> items = new ArrayList<>();
        for (String line : FolderFiles.lines(file)) {
            String text = line.replaceAll("#.*", "");
            items.addAll(ViewSelection.parse(text, file.toString()).items());
        }
        return new ViewSelection(items);
    }

    /** Writes what was known a priori, as the user named it. */
    public static void write(Path file, ViewSelection selection) {
        AtomicFile.writeText(file, HEADER + lines(selection.items()));
    }

    /** Adds views by their number, marked as found by hand. */
    public static void add(Path file, Set<Integer> sections, double[] tiltsDeg) {
        StringBuilder text =
                new StringBuilder(Files.exists(file) ? String.join("\n", FolderFiles.lines(file)) + "\n" : HEADER);
        Set<Integer> known = read(file).resolve(tiltsDeg, file.toString());
        for (int section : new TreeSet<>(sections)) {
            if (!known.contains(section)) {
                text.append(String.format(
                        Locale.ROOT, "%d  # %+.1f°, %s\n", section + 1, tiltsDeg[section], MANUAL.substring(2)));
            }
        }
        AtomicFile.writeText(file, text.toString());
    }

    /** Takes views back. */
    public static void remove(Path file, Set<Integer> sections, double[] tiltsDeg) {
        Set<Integer> left = new TreeSet<>(read(file).resolve(tiltsDeg, file.toString()));
        left.removeAll(sections);
        write(
                file,
                new ViewSelection(
                        left.stream().map(s -> Integer.toString(s + 1)).toList()));
    }

    private static String lines(List<String> items) {
        return items.isEmpty() ? "" : String.join("\n", items) + "\n";
    }
}
