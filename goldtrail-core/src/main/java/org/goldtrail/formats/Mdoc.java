package org.goldtrail.formats;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;

/**
 * The notes SerialEM (or Tomo5, PACEtomo …) keeps beside a stack: {@code Key = Value} lines, first for the whole file,
 * then in a section for each image. Nothing is mandatory, the order of keys means nothing, and keys that are not known
 * are kept.
 *
 * @param file where it came from
 * @param globals keys before the first section
 * @param titles texts of the [T = …] lines
 * @param sections in the order of the file
 */
public record Mdoc(Path file, Map<String, String> globals, List<String> titles, List<MdocSection> sections) {
    private static final Pattern SECTION = Pattern.compile("\\[\\s*(\\w+)\\s*=\\s*(.*?)\\s*\\]?\\s*");
    private static final Pattern ENTRY = Pattern.compile("\\s*([^=\\s][^=]*?)\\s*=\\s*(.*?)\\s*");
    private static final Pattern AXIS =
            Pattern.compile("tilt\\s*axis\\s*angle\\s*=\\s*([+-]?[\\d.]+)", Pattern.CASE_INSENSITIVE);

    public Mdoc {
        globals = Collections.unmodifiableMap(new LinkedHashMap<>(globals));
        titles = List.copyOf(titles);
        sections = List.copyOf(sections);
    }

    /**
     * Reads a file.
     *
     * @throws GoldtrailException if it cannot be read or holds nothing an mdoc would
     */
    public static Mdoc read(Path file) {
        return parse(TextFiles.readLines(file), file);
    }

    /** As {@link #read}, from a text. */
    public static Mdoc parse(String text, Path file) {
        return parse(TextFiles.lines(text.getBytes(StandardCharsets.UTF_8), file.toString()), file);
    }

    private static Mdoc parse(List<String> lines, Path file) {
        Map<String, String> globals = new LinkedHashMap<>();
        List<String> titles = new ArrayList<>();
        List<MdocSection> sections = new ArrayList<>();
        Map<String, String> current = globals;
        for (String line : lines) {
            if (TextFiles.isBlankOrComment(line)) {
                continue;
            }
            String stripped = line.strip();
            Matcher section = SECTION.matcher(stripped);
            if (stripped.startsWith("[") && section.matches()) {
                if (section.group(1).equals("T")) {
                    titles.add(section.group(2));
                } else {
                    current = new LinkedHashMap<>();
                    sections.add(new MdocSection(section.group(1), section.group(2), current, sections.size()));
                }
                continue;
            }
            Matcher entry = ENTRY.matcher(stripped);
            if (entry.matches()) {
                if (entry.group(1).equals("T")) {
                    titles.add(entry.group(2));
                } else {
                    current.put(entry.group(1), entry.group(2));
                }
            }
        }
        if (sections.isEmpty() && globals.isEmpty() && titles.isEmpty()) {
            throw new GoldtrailException(
                    "the file holds nothing that an mdoc does", file.toString(), "name the mdoc of the stack");
        }
        return new Mdoc(file, globals, titles, sections);
    }

    /**
     * The sections that stand for one image of a stack each: those named ZValue, or else FrameSet (one file a tilt).
     */
    public List<MdocSection> images() {
        List<MdocSection> byZ =
                sections.stream().filter(s -> s.kind().equals("ZValue")).toList();
        return byZ.isEmpty()
                ? sections.stream()
                        .filter(s -> s.kind().equals("FrameSet") || s.kind().equals("Image"))
                        .toList()
                : byZ;
    }

    /**
     * Directions of the tilt axis as the titles and sections state them, each value once. SerialEM's RotationAngle is
     * not among them: it is the rotation of the image, which has no fixed relation to the axis.
     */
    public List<AxisCandidate> axisCandidates() {
        Map<Double, AxisCandidate> found = new LinkedHashMap<>();
        for (String title : titles) {
            Matcher matcher = AXIS.matcher(title);
            while (matcher.find()) {
                addAxis(found, TextFiles.number(matcher.group(1)), "title of " + file.getFileName());
            }
        }
        addAxis(found, number(globals, "TiltAxisAngle").orElse(Double.NaN), "globals of " + file.getFileName());
        for (MdocSection section : sections) {
            addAxis(found, section.number("TiltAxisAngle").orElse(Double.NaN), "sections of " + file.getFileName());
        }
        return List.copyOf(found.values());
    }

    private static void addAxis(Map<Double, AxisCandidate> found, double axisDeg, String origin) {
        if (Math.abs(axisDeg) <= 360) {
            found.putIfAbsent(axisDeg, new AxisCandidate(axisDeg, origin, AxisCandidate.Source.MDOC));
        }
    }

    /** Pixel size, angstrom: the global one, else that of the first image. */
    public OptionalDouble pixelSpacingAngstrom() {
        OptionalDouble global = number(globals, "PixelSpacing");
        if (global.isPresent()) {
            return global;
        }
        return images().stream()
                .map(s -> s.number("PixelSpacing"))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    /** Acceleration voltage, kV. */
    public OptionalDouble voltageKv() {
        return number(globals, "Voltage");
    }

    static OptionalDouble number(Map<String, String> entries, String key) {
        double value = TextFiles.number(entries.getOrDefault(key, ""));
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
