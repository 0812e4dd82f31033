package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.List;

/** How one program writes down an alignment. */
public interface AlignmentFormat {
    /** Its name in commands, like {@code relion5}. */
    String id();

    /** Its name for people, like "RELION 5". */
    String label();

    /** What it consists of, in half a sentence. */
    String help();

    /** Whether a file, by its name and first lines, is one of this format. */
    boolean recognises(Path file);

    /**
     * Reads an alignment.
     *
     * @param file one that it {@link #recognises}; those that belong to it are found beside it
     * @param known what is known of the series besides
     * @param exactCentres as in {@link ExportOptions}
     * @throws org.goldtrail.GoldtrailException if something is wrong or missing, naming file and line or view
     */
    SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres);

    /**
     * Writes an alignment.
     *
     * @param folder that is there already
     * @throws org.goldtrail.GoldtrailException if something needed is not known, or a file cannot be written
     */
    Exported write(SeriesAlignment alignment, ExportOptions options, Path folder);

    /** All formats, in the order in which people are told of them. */
    static List<AlignmentFormat> all() {
        return List.of(
                new ImodFormat(),
                new Relion5Format(),
                new WarpFormat(),
                new AreTomoFormat(),
                new DynamoFormat(),
                new CetsFormat(),
                new PortalFormat(),
                new CsvFormat());
    }
}
