package org.goldtrail.server.images;

import java.util.LinkedHashMap;
import java.util.Map;
import org.goldtrail.image.Image;
import org.goldtrail.workflow.files.Json;

/**
 * An image as it goes over the wire: rows from below, 8 or 16 bits a pixel (little endian), 0 where there is no number, else
 * {@code value = offset + scale * stored}.
 *
 * @param bytes the pixels
 * @param header the rest, as JSON for one line of the answer's header
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer that is sent, compared by identity
record EncodedImage(byte[] bytes, String header) {
    private static final double OUTLIERS_SD = 12;

    /** Encodes an image. */
    static EncodedImage of(Image image, int bits) {
        PixelFigures figures = PixelFigures.of(image);
        int steps = (1 << bits) - 2; // 0 is kept for what is no number
        double low = figures.min();
        double high = figures.max();
        if (bits == 8 && figures.sd() > 0) {
            // A hot pixel must not cost all others their grey levels.
            low = Math.max(low, figures.median() - OUTLIERS_SD * figures.sd());
            high = Math.min(high, figures.median() + OUTLIERS_SD * figures.sd());
        }
        double scale = (high - low) / steps;
        if (isWholeNumbers(image) && high - low <= steps) {
            scale = 1; // whole numbers come through unchanged
        } else if (!(scale > 0)) {
            scale = 1;
        }
        double offset = low - scale;
        byte[] bytes = bits == 8 ? bytes(image, offset, scale) : shorts(image, offset, scale);
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("width", image.width());
        header.put("height", image.height());
        header.put("bits", bits);
        header.put("scale", scale);
        header.put("offset", offset);
        header.put("min", figures.min());
        header.put("max", figures.max());
        header.put("median", figures.median());
        header.put("sd", figures.sd());
        return new EncodedImage(bytes, Json.line(header));
    }

    private static boolean isWholeNumbers(Image image) {
        for (float value : image.pixels()) {
            if (value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(Image image, double offset, double scale) {
        float[] pixels = image.pixels();
        byte[] out = new byte[pixels.length];
        float factor = (float) (1 / scale);
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) stored(pixels[i], offset, factor, 255);
        }
        return out;
    }

    private static byte[] shorts(Image image, double offset, double scale) {
        float[] pixels = image.pixels();
        byte[] out = new byte[2 * pixels.length];
        float factor = (float) (1 / scale);
        for (int i = 0; i < pixels.length; i++) {
            int stored = stored(pixels[i], offset, factor, 65535);
            out[2 * i] = (byte) stored;
            out[2 * i + 1] = (byte) (stored >> 8);
        }
        return out;
    }

    private static int stored(float value, double offset, float factor, int highest) {
        return Math.abs(value) <= Float.MAX_VALUE ? Math.clamp(Math.round((value - offset) * factor), 1, highest) : 0;
    }
}
