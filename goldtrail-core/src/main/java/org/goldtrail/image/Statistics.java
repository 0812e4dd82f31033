package org.goldtrail.image;

import java.util.Arrays;

/** Robust statistics of plain arrays. No argument is modified. */
public final class Statistics {
    /** Standard deviation of a normal distribution over its median absolute deviation. */
    public static final double MAD_TO_SD = 1.4826;

    private Statistics() {}

    /** The median, NaN of an empty array; of an even count the mean of the two in the middle. */
    public static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);
    }

    /** The value below which the given fraction of the values lies (linear interpolation), NaN of an empty array. */
    public static double quantile(double[] values, double fraction) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = Math.clamp(fraction, 0, 1) * (sorted.length - 1);
        int low = (int) position;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
    }

    /** 1.4826 times the median absolute deviation from the median: the standard deviation, outliers left out. */
    public static double robustSd(double[] values) {
        double centre = median(values);
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            deviations[i] = Math.abs(values[i] - centre);
        }
        return MAD_TO_SD * median(deviations);
    }

    public static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** At most {@code limit} values of the image, evenly spread over it: enough for a quantile. */
    public static double[] sample(Image image, int limit) {
        return sample(image, null, limit);
    }

    /** As {@link #sample(Image, int)}, of the valid pixels only. */
    public static double[] sample(Image image, @org.jspecify.annotations.Nullable ValidMask mask, int limit) {
        float[] pixels = image.pixels();
        // A prime-like stride avoids sampling along columns.
        int stride = Math.max(1, pixels.length / Math.max(1, limit));
        if (stride > 1 && image.width() % stride == 0) {
            stride++;
        }
        double[] out = new double[pixels.length / stride + 1];
        int n = 0;
        for (int i = 0; i < pixels.length; i += stride) {
            if ((mask == null || mask.isValid(i)) && Float.isFinite(pixels[i])) {
                out[n++] = pixels[i];
            }
        }
        return Arrays.copyOf(out, n);
    }
}
