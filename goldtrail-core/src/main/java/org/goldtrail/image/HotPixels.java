package org.goldtrail.image;

/**
 * Repair of x-rays and hot or dead pixels: a pixel far from all its neighbours is replaced by their median. A bead is
 * never touched, because its inner pixels have neighbours like themselves.
 */
public final class HotPixels {
    /** A pixel is hot if it differs from the median of its 3 x 3 neighbourhood by more than so many noise deviations. */
    public static final double DEFAULT_THRESHOLD_SD = 8;

    private HotPixels() {}

    /**
     * Repairs the image in place; non-finite pixels are repaired too.
     *
     * @return the number of pixels replaced
     */
    public static int repair(Image image, double thresholdSd) {
        int w = image.width();
        int h = image.height();
        float[] pixels = image.pixels();
        double noise = noiseOfDifferences(image);
        float limit = (float) (thresholdSd * noise);
        float[] around = new float[9];
        int[] hot = new int[64];
        float[] replacement = new float[64];
        int count = 0;
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                float value = pixels[i];
                boolean finite = Float.isFinite(value);
                if (finite && noise > 0) {
                    // Quick test: hot pixels differ from both horizontal neighbours or both vertical ones.
                    float left = pixels[x > 0 ? i - 1 : i + Math.min(1, w - 1)];
                    float right = pixels[x < w - 1 ? i + 1 : Math.max(i - 1, 0)];
                    if (Math.abs(value - left) < limit && Math.abs(value - right) < limit) {
                        continue;
                    }
                }
                if (finite && noise == 0) {
                    continue;
                }
                int n = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int xx = x + dx;
                        int yy = y + dy;
                        if ((dx != 0 || dy != 0) && xx >= 0 && yy >= 0 && xx < w && yy < h) {
                            float v = pixels[yy * w + xx];
                            if (Float.isFinite(v)) {
                                around[n++] = v;
                            }
                        }
                    }
                }
                java.util.Arrays.sort(around, 0, n);
                float median = n == 0 ? 0 : around[n / 2];
                if (!finite || (Math.abs(value - median) > limit && !hasLikes(value, median, around, n, limit))) {
                    if (count == hot.length) {
                        hot = java.util.Arrays.copyOf(hot, 2 * count);
                        replacement = java.util.Arrays.copyOf(replacement, 2 * count);
                    }
                    hot[count] = i;
                    replacement[count++] = median;
                }
            }
        }
        for (int k = 0; k < count; k++) {
            pixels[hot[k]] = replacement[k];
        }
        return count;
    }

    /** Whether three neighbours or more share most of a pixel's distance from the median, as in the core of a small bead. */
    private static boolean hasLikes(float value, float median, float[] sorted, int n, float limit) {
        float third = sorted[value > median ? Math.max(0, n - 3) : Math.min(n - 1, 2)];
        return Math.abs(value - third) <= limit;
    }

    /** Robust standard deviation of the noise of one pixel, from differences of neighbours in a row. */
    static double noiseOfDifferences(Image image) {
        int w = image.width();
        float[] pixels = image.pixels();
        int stride = Math.max(1, pixels.length / 40_000);
        double[] differences = new double[pixels.length / stride + 1];
        int n = 0;
        for (int i = 0; i < pixels.length - 1; i += stride) {
            if (i % w != w - 1) {
                float d = pixels[i + 1] - pixels[i];
                if (Float.isFinite(d) && d != 0) {
                    differences[n++] = d;
                }
            }
        }
        return Statistics.robustSd(java.util.Arrays.copyOf(differences, n)) / Math.sqrt(2);
    }
}
