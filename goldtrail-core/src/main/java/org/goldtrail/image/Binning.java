package org.goldtrail.image;

/**
 * Binning of raw views by averaging b x b pixels; the remainder is cut at the right and top, so that
 * {@code p_raw = b p_binned + (b-1)/2}.
 */
public final class Binning {
    private Binning() {}

    /** The image averaged over squares of {@code factor} pixels. A factor of 1 returns the image itself. */
    public static Image bin(Image image, int factor) {
        if (factor == 1) {
            return image;
        }
        int w = image.width() / factor;
        int h = image.height() / factor;
        if (factor < 1 || w < 1 || h < 1) {
            throw new IllegalArgumentException(
                    "an image of " + image.width() + " x " + image.height() + " cannot be binned by " + factor);
        }
        float[] in = image.pixels();
        float[] out = new float[w * h];
        float scale = 1f / (factor * factor);
        float[] row = new float[w * factor];
        for (int y = 0; y < h; y++) {
            java.util.Arrays.fill(row, 0);
            for (int j = 0; j < factor; j++) {
                int from = (y * factor + j) * image.width();
                for (int x = 0; x < row.length; x++) {
                    row[x] += in[from + x];
                }
            }
            for (int x = 0; x < w; x++) {
                float sum = 0;
                for (int i = 0; i < factor; i++) {
                    sum += row[x * factor + i];
                }
                out[y * w + x] = sum * scale;
            }
        }
        return new Image(w, h, out);
    }

    /** Raw pixel-index coordinate of a coordinate in the binned view. */
    public static double toRaw(double binned, int factor) {
        return factor * binned + (factor - 1) / 2.0;
    }

    /** Coordinate in the binned view of a raw pixel-index coordinate. */
    public static double toBinned(double raw, int factor) {
        return (raw - (factor - 1) / 2.0) / factor;
    }
}
