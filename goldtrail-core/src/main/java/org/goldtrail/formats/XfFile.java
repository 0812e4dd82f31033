package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.XfTransform;

/** IMOD's .xf: one transform a line, {@code a11 a12 a21 a22 dx dy}, one line for each section of the raw stack. */
public final class XfFile {
    private static final int NUMBERS = 6;

    private XfFile() {}

    /**
     * Reads all transforms.
     *
     * @throws GoldtrailException naming the line that is wrong, or if there is none at all
     */
    public static List<XfTransform> read(Path file) {
        List<String> lines = TextFiles.readLines(file);
        List<XfTransform> transforms = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (TextFiles.isBlankOrComment(lines.get(i))) {
                continue;
            }
            double[] v = TextFiles.numbers(lines.get(i), file, i + 1);
            if (v.length != NUMBERS) {
                throw new GoldtrailException(
                        "line " + (i + 1) + " has " + v.length + " numbers where a transform has " + NUMBERS,
                        file.toString(),
                        "name an IMOD transform file (.xf)");
            }
            transforms.add(new XfTransform(v[0], v[1], v[2], v[3], v[4], v[5]));
        }
        if (transforms.isEmpty()) {
            throw new GoldtrailException(
                    "the file holds no transforms", file.toString(), "name an IMOD transform file (.xf)");
        }
        return List.copyOf(transforms);
    }

    /**
     * Reads transforms for a stack of known size.
     *
     * @throws GoldtrailException as {@link #read(Path)}, and naming both counts if they differ
     */
    public static List<XfTransform> read(Path file, int sections) {
        List<XfTransform> transforms = read(file);
        if (transforms.size() != sections) {
            throw new GoldtrailException(
                    "the file has " + transforms.size() + " transforms for a stack of " + sections + " views",
                    file.toString(),
                    "name the transforms of this very stack, one for each view");
        }
        return transforms;
    }

    /**
     * Writes one line for each section, with 9 decimals in the matrix and 5 in the shift: below 0.0001 px at the edge
     * of any image.
     *
     * @throws GoldtrailException if a number is not finite or the file cannot be written
     */
    public static void write(Path file, List<XfTransform> transforms) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < transforms.size(); i++) {
            XfTransform t = transforms.get(i);
            if (!t.isFinite()) {
                throw new GoldtrailException(
                        "the transform of view " + (i + 1) + " holds numbers that are not finite", file.toString(), "");
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%14.9f %14.9f %14.9f %14.9f %13.5f %13.5f\n",
                    t.a11(),
                    t.a12(),
                    t.a21(),
                    t.a22(),
                    t.dx(),
                    t.dy()));
        }
        AtomicFile.writeText(file, text.toString());
    }
}
