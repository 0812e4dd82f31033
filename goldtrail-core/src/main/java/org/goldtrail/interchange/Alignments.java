package org.goldtrail.interchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;

/** Finds the format of an alignment, and reads it. */
public final class Alignments {
    private Alignments() {}

    /**
     * A format by its name.
     *
     * @throws GoldtrailException naming all formats if there is none of this name
     */
    public static AlignmentFormat format(String id) {
        return AlignmentFormat.all().stream()
                .filter(f -> f.id().equals(id.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new GoldtrailException(
                        "there is no format '" + id + "'",
                        "",
                        "take one of "
                                + AlignmentFormat.all().stream()
                                        .map(AlignmentFormat::id)
                                        .collect(Collectors.joining(", "))));
    }

    /**
     * Reads an alignment of whatever format; of a folder, the one in it.
     *
     * @param known what is known of the series besides
     * @param exactCentres as in {@link ExportOptions}
     * @throws GoldtrailException if it is no alignment, or something in it is wrong
     */
    public static SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres) {
        Path found = Files.isDirectory(file) ? onlyIn(file) : file;
        if (!Files.isRegularFile(found)) {
            throw new GoldtrailException("there is no such file", file.toString(), "check the name");
        }
        return formatOf(found).read(found, known, exactCentres);
    }

    /**
     * The format of a file.
     *
     * @throws GoldtrailException saying what it is instead, if it is no alignment
     */
    public static AlignmentFormat formatOf(Path file) {
        for (AlignmentFormat format : AlignmentFormat.all()) {
            if (format.recognises(file)) {
                return format;
            }
        }
        throw NoAlignmentFile.explain(file);
    }

    private static Path onlyIn(Path folder) {
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().matches("(?i).*\\.(xf|aln|xml|star|json|csv)"))
                    .filter(f -> AlignmentFormat.all().stream().anyMatch(format -> format.recognises(f)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be read (" + AtomicFile.reason(e) + ")", folder.toString(), "", e);
        }
        // Warp's folder holds the same twice; the XML says which views are not used.
        List<Path> xml =
                found.stream().filter(f -> f.toString().endsWith(".xml")).toList();
        List<Path> candidates = xml.size() == 1 ? xml : found;
        if (candidates.size() != 1) {
            throw new GoldtrailException(
                    candidates.isEmpty()
                            ? "no file in this folder is an alignment"
                            : "several files in this folder are alignments: "
                                    + candidates.stream()
                                            .map(f -> f.getFileName().toString())
                                            .collect(Collectors.joining(", ")),
                    folder.toString(),
                    "name the file");
        }
        return candidates.getFirst();
    }
}
