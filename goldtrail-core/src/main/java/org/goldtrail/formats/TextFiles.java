package org.goldtrail.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;

/** Reading of small files whole, tolerant of where they come from. */
final class TextFiles {
    /** Larger "text" is a stack or movie given by mistake. */
    private static final long MAX_TEXT_BYTES = 256L << 20;

    /** Decimal numbers as all languages write them; not Java's "1f", "0x1p3" or "NaN". */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eEdD][+-]?\\d+)?");

    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

    private TextFiles() {}

    /**
     * The bytes of a whole file.
     *
     * @throws GoldtrailException if the file is missing, a folder, unreadable or over 256 MB
     */
    static byte[] readBytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new GoldtrailException("this is a folder, not a file", file.toString(), "name a file in it");
            }
            if (Files.size(file) > MAX_TEXT_BYTES) {
                throw new GoldtrailException(
                        "the file is far too large for what it should hold", file.toString(), "check its name");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new GoldtrailException("the file does not exist", file.toString(), "check its name", e);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the file cannot be read (" + AtomicFile.reason(e) + ")",
                    file.toString(),
                    "check its permissions",
                    e);
        }
    }

    /**
     * The lines of a text file, without their ends (LF, CRLF or CR). UTF-8 with or without mark; bytes that are not
     * UTF-8 are read as Latin-1.
     *
     * @throws GoldtrailException as {@link #readBytes}, and if the file holds binary data
     */
    static List<String> readLines(Path file) {
        return lines(readBytes(file), file.toString());
    }

    static List<String> lines(byte[] bytes, String where) {
        for (byte b : bytes) {
            if (b == 0) {
                throw new GoldtrailException("this is binary data, not a text file", where, "check the file name");
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return List.of(LINE_BREAK.split(text, -1));
    }

    /**
     * A decimal number; exponents may be written with D as Fortran does.
     *
     * @return NaN if the text is no finite number
     */
    static double number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Double.NaN;
        }
        double value = Double.parseDouble(text.replace('d', 'e').replace('D', 'e'));
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /**
     * Numbers separated by blanks, as in the files of IMOD.
     *
     * @throws GoldtrailException naming the line and the text that is no number
     */
    static double[] numbers(String line, Path file, int lineNumber) {
        String[] fields = line.strip().split("\\s+");
        double[] values = new double[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = number(fields[i]);
            if (Double.isNaN(values[i])) {
                boolean comma = fields[i].indexOf(',') >= 0;
                throw new GoldtrailException(
                        "'" + fields[i] + "' in line " + lineNumber + " is not a number",
                        file.toString(),
                        comma
                                ? "numbers are separated by blanks and have a decimal point, not a comma"
                                : "correct the line or name another file");
            }
        }
        return values;
    }

    /** True for blank lines and those starting with #. */
    static boolean isBlankOrComment(String line) {
        String stripped = line.strip();
        return stripped.isEmpty() || stripped.charAt(0) == '#';
    }
}
