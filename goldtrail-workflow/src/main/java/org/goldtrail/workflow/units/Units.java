package org.goldtrail.workflow.units;

import java.util.Locale;
import java.util.OptionalDouble;

/** Lengths and views as people read them. */
public final class Units {
    private Units() {}

    /** A pixel size after binning. */
    public static OptionalDouble scaled(OptionalDouble pixelSizeAngstrom, double factor) {
        return pixelSizeAngstrom.isPresent()
                ? OptionalDouble.of(factor * pixelSizeAngstrom.getAsDouble())
                : OptionalDouble.empty();
    }

    /** A length in px and, where the pixel size is known, in nm. */
    public static String length(double px, OptionalDouble pixelSizeAngstrom) {
        String text = String.format(Locale.ROOT, "%.2f px", px);
        return pixelSizeAngstrom.isPresent()
                ? text + String.format(Locale.ROOT, " (%.2f nm)", px * pixelSizeAngstrom.getAsDouble() / 10)
                : text;
    }

    /** A view as people know it: "view 41 (+60.0°)". */
    public static String view(int section, double tiltDeg) {
        return String.format(Locale.ROOT, "view %d (%+.1f°)", section + 1, tiltDeg);
    }

    /** What the label of an MRC file says. */
    public static String label(String what) {
        return "Goldtrail " + Version.NUMBER + ": " + what;
    }
}
