package org.goldtrail.formats;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One section of an mdoc, usually one image.
 *
 * @param kind ZValue, FrameSet, MontSection …
 * @param name the text after it, usually a number
 * @param entries keys and values as they stand in the file
 * @param position place among the sections of the file, from 0
 */
public record MdocSection(String kind, String name, Map<String, String> entries, int position) {
    private static final int FIRST_YEAR_OF_TWO_DIGITS = 1970;

    /** Day, month and year with two or four digits, or turned round; time with or without fraction. */
    private static final List<DateTimeFormatter> TIMES = List.of(
                    format("d-MMM-").appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR_OF_TWO_DIGITS),
                    format("d-MMM-uuuu"),
                    format("uuuu-MMM-d"),
                    format("uuuu-M-d"),
                    format("uuuu/M/d"))
            .stream()
            .map(b -> b.appendPattern(" H:mm:ss")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .optionalEnd()
                    .toFormatter(Locale.ENGLISH))
            .toList();

    public MdocSection {
        // A view, not a copy: the parser fills the map after the section has been made.
        entries = Collections.unmodifiableMap(entries);
    }

    private static DateTimeFormatterBuilder format(String date) {
        return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(date);
    }

    /** A value, if the key is there. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** A value that is one finite number. */
    public OptionalDouble number(String key) {
        return Mdoc.number(entries, key);
    }

    /** A value that is several finite numbers; empty if the key is missing or a word is no number. */
    public double[] numbers(String key) {
        double[] values = Arrays.stream(entries.getOrDefault(key, "").strip().split("\\s+"))
                .mapToDouble(TextFiles::number)
                .toArray();
        return Arrays.stream(values).anyMatch(Double::isNaN) ? new double[0] : values;
    }

    public OptionalDouble tiltDeg() {
        return number("TiltAngle");
    }

    /** Smallest, largest and mean pixel of the image as SerialEM wrote it, or an empty array. */
    public double[] minMaxMean() {
        double[] values = numbers("MinMaxMean");
        return values.length == 3 ? values : new double[0];
    }

    /** Dose of this image in e/Å², if above 0: ExposureDose, else the sum over FrameDosesAndNumber. */
    public OptionalDouble exposureDose() {
        OptionalDouble dose = number("ExposureDose");
        if (dose.isPresent() && dose.getAsDouble() > 0) {
            return dose;
        }
        double[] frames = numbers("FrameDosesAndNumber");
        double sum = 0;
        for (int i = 0; i + 1 < frames.length; i += 2) {
            sum += frames[i] * frames[i + 1];
        }
        return sum > 0 ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    /** Dose received before this image, e/Å². */
    public OptionalDouble priorDose() {
        return number("PriorRecordDose");
    }

    /** When the image was taken. */
    public Optional<LocalDateTime> time() {
        String text = text("DateTime").orElse("").strip().replace('T', ' ').replaceAll("\\s+", " ");
        for (DateTimeFormatter format : TIMES) {
            try {
                return Optional.of(LocalDateTime.parse(text, format));
            } catch (DateTimeException e) {
                continue; // the next format may fit; a time that fits none is no time
            }
        }
        return Optional.empty();
    }

    /** Name of the movie without its folder, whatever system wrote the path. */
    public Optional<String> movieName() {
        return text("SubFramePath")
                .map(path -> path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
                .filter(name -> !name.isBlank());
    }
}
