package org.goldtrail.pictures;

import java.util.Arrays;
import org.goldtrail.image.Image;

/**
 * Grey values shown as black and as white; what lies between is shown in proportion.
 *
 * @param black image value shown as 0
 * @param white image value shown as 255, greater than black
 */
public record ContrastStretch(double black, double white) {
    private static final int MOST_SAMPLES = 100_000;

    /** From the given shares of the darkest and brightest pixels, such as 0.005 each; values not finite are ignored. */
    public static ContrastStretch of(Image image, double darkShare, double brightShare) {
        float[] pixels = image.pixels();
        int step = Math.max(1, pixels.length / MOST_SAMPLES);
        float[] values = new float[Math.ceilDiv(pixels.length, step)];
        int count = 0;
        for (int i = 0; i < pixels.length; i += step) {
            if (Float.isFinite(pixels[i])) {
                values[count++] = pixels[i];
            }
        }
        if (count == 0) {
            return new ContrastStretch(0, 1);
        }
        Arrays.sort(values, 0, count);
        double black = values[(int) (darkShare * (count - 1))];
        double white = values[(int) Math.ceil((1 - brightShare) * (count - 1))];
        return new ContrastStretch(black, white > black ? white : Math.nextUp((float) black));
    }

    /** Grey level 0 to 255 of an image value; 0 for values that are not numbers. */
    public int grey(double value) {
        return (int) Math.clamp(Math.round(255 * (value - black) / (white - black)), 0, 255);
    }
}
