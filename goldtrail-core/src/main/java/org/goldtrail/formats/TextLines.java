package org.goldtrail.formats;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.GoldtrailException;

/** Text files of other programs, read as tolerantly as all others here: any line ends, UTF-8 or Latin-1. */
public final class TextLines {
    private TextLines() {}

    /**
     * All lines of a file.
     *
     * @throws GoldtrailException if the file cannot be read or is no text
     */
    public static List<String> read(Path file) {
        return TextFiles.readLines(file);
    }

    /** The first bytes of a file as Latin-1 text, fewer if it is shorter; empty if it cannot be read. */
    public static String head(Path file, int bytes) {
        try (java.io.InputStream in = java.nio.file.Files.newInputStream(file)) {
            return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            return "";
        }
    }

    /**
     * Numbers separated by blanks.
     *
     * @param lineNumber from 1, for the message
     * @throws GoldtrailException naming the line and the text that is no number
     */
    public static double[] numbers(String line, Path file, int lineNumber) {
        return TextFiles.numbers(line, file, lineNumber);
    }

    /** A decimal number; NaN if the text is none. */
    public static double number(String text) {
        return TextFiles.number(text);
    }
}
