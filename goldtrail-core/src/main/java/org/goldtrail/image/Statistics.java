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
        double[] parted = values.clone();
        int n = parted.length;
        double upper = select(parted, n / 2);
        if (n % 2 == 1) {
            return upper;
        }
        double lower = parted[0];
        for (int i = 1; i < n / 2; i++) {
            lower = Double.compare(parted[i], lower) > 0 ? parted[i] : lower;
        }
        return 0.5 * (lower + upper);
    }

    /**
     * The k-th smallest value, 0-based, in linear time (C. A. R. Hoare, Commun. ACM 4 (1961)). Afterwards the array holds
     * smaller or equal values before place k and larger or equal ones behind it. NaN is larger than everything.
     */
    private static double select(double[] values, int k) {
        int low = 0;
        int high = 0;
        for (int i = 0; i < values.length; i++) {
            // Those that are no numbers go to the end, so that the comparisons below hold.
            if (!Double.isNaN(values[i])) {
                double swapped = values[high];
                values[high++] = values[i];
                values[i] = swapped;
            }
        }
        if (k >= high) {
            return Double.NaN;
        }
        high--;
        while (low < high) {
            double pivot = middleOf(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                return values[k];
            }
        }
        return values[k];
    }

    private static double middleOf(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
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
