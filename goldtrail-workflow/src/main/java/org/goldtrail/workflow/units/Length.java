package org.goldtrail.workflow.units;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;

/**
 * A length as a person writes it, always with its unit: {@code 32px}, {@code 10nm}, {@code 86A}.
 *
 * @param value in the unit
 * @param unit of the value
 */
public record Length(double value, Unit unit) {
    private static final Pattern SPELLING = Pattern.compile("([0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\\s*(px|nm|A|Å)?");

    /** Units of length. */
    public enum Unit {
        RAW_PIXEL,
        NANOMETRE,
        ANGSTROM
    }

    /** @param px raw pixels */
    public static Length ofPixels(double px) {
        return new Length(px, Unit.RAW_PIXEL);
    }

    /**
     * Reads a length.
     *
     * @param what the name of the option, for the message
     * @throws GoldtrailException if the text is no length or has no unit
     */
    public static Length parse(String text, String what) {
        Matcher m = SPELLING.matcher(text.trim());
        if (!m.matches()) {
            throw new GoldtrailException("\"" + text + "\" is not a length", what, "write it like 10nm or 32px");
        }
        double value = Double.parseDouble(m.group(1));
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new GoldtrailException("a length of " + text + " is not possible", what, "give a positive one");
        }
        String unit = m.group(2);
        if (unit == null) {
            throw new GoldtrailException(
                    "\"" + text + "\" has no unit", what, "write " + text.trim() + "px or " + text.trim() + "nm");
        }
        return new Length(
                value,
                switch (unit) {
                    case "px" -> Unit.RAW_PIXEL;
                    case "nm" -> Unit.NANOMETRE;
                    default -> Unit.ANGSTROM;
                });
    }

    /**
     * The length in raw pixels.
     *
     * @throws GoldtrailException if that needs the pixel size and it is not known
     */
    public double px(OptionalDouble pixelSizeAngstrom, String what) {
        if (unit == Unit.RAW_PIXEL) {
            return value;
        }
        double angstrom = unit == Unit.NANOMETRE ? 10 * value : value;
        return angstrom
                / pixelSizeAngstrom.orElseThrow(() -> new GoldtrailException(
                        "the pixel size is not known, so " + this + " cannot be turned into pixels",
                        what,
                        "give --pixel-size or the length in px"));
    }

    /** The length as {@link #parse} reads it. */
    public String spelling() {
        return toString().replace(" ", "").replace("Å", "A");
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s",
                value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value),
                switch (unit) {
                    case RAW_PIXEL -> "px";
                    case NANOMETRE -> "nm";
                    case ANGSTROM -> "Å";
                });
    }
}
