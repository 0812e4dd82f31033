package org.goldtrail.server.images;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.image.BandPass;
import org.jspecify.annotations.Nullable;

/**
 * What of a stack or volume is to be shown.
 *
 * @param plane how it is cut
 * @param at section along the normal, 0-based
 * @param thickness number of sections averaged about it
 * @param binning true factor, both along the plane
 * @param band kept, in fractions of the Nyquist frequency of the file's own pixels
 * @param bits of a pixel sent: 8 or 16
 * @param tile a part of the binned plane; empty for all of it
 */
record PlaneRequest(Plane plane, int at, int thickness, int binning, BandPass band, int bits, Optional<Region> tile) {
    private static final int MAX_THICKNESS = 1000;
    private static final int MAX_BINNING = 256;

    /** Reads {@code plane, at, thickness, bin, low, high, bits, tile=x,y,width,height} of an address; all may be missing. */
    static PlaneRequest of(Context context) {
        Plane plane = plane(context.queryParam("plane"));
        int at = whole(context, "at", 0, 0, Integer.MAX_VALUE);
        int thickness = whole(context, "thickness", 1, 1, MAX_THICKNESS);
        int binning = whole(context, "bin", 1, 1, MAX_BINNING);
        int bits = whole(context, "bits", 16, 8, 16);
        double low = number(context, "low", 0);
        double high = number(context, "high", 1);
        if (!(low >= 0) || !(high > low)) {
            throw bad("low and high", low + " to " + high, "give 0 <= low < high, as fractions of Nyquist");
        }
        return new PlaneRequest(
                plane, at, thickness, binning, new BandPass(low, high), bits == 8 ? 8 : 16, tile(context));
    }

    private static Plane plane(@Nullable String name) {
        if (name == null) {
            return Plane.XY;
        }
        for (Plane plane : Plane.values()) {
            if (plane.id().equals(name.toLowerCase(Locale.ROOT))) {
                return plane;
            }
        }
        throw bad("plane", name, "choose among xy, xz, yz");
    }

    private static Optional<Region> tile(Context context) {
        String text = context.queryParam("tile");
        if (text == null) {
            return Optional.empty();
        }
        String[] parts = text.split(",", -1);
        int[] numbers = new int[4];
        try {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Integer.parseInt(parts[i]);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw bad("tile", text, "give x,y,width,height in binned pixels");
        }
        return Optional.of(new Region(numbers[0], numbers[1], numbers[2], numbers[3]));
    }

    private static int whole(Context context, String name, int standard, int least, int most) {
        String text = context.queryParam(name);
        return text == null ? standard : whole(text, name, least, most);
    }

    /**
     * A whole number of an address.
     *
     * @throws GoldtrailException if it is none or outside the limits
     */
    static int whole(String text, String name, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw bad(name, text, "give a whole number");
        }
        throw bad(name, text, "give a whole number from " + least + " to " + most);
    }

    private static double number(Context context, String name, double standard) {
        String text = context.queryParam(name);
        if (text == null) {
            return standard;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad(name, text, "give a number");
        }
    }

    private static GoldtrailException bad(String name, String value, String hint) {
        return new GoldtrailException("\"" + value + "\" makes no sense", "the parameter " + name, hint);
    }
}
