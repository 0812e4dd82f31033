package org.goldtrail.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The grey value that no electrons at all would give. Electrons are counted one by one, so the variance of a view's noise
 * grows in proportion to its brightness above that value, and views of different tilt differ in brightness: the line
 * through variance against brightness meets variance 0 at the zero level (the photon transfer curve, J. R. Janesick, Photon
 * Transfer, SPIE 2007). Files with an offset, and with inverted grey values, are read right without being told.
 */
public final class ZeroLevel {
    private static final int SAMPLED_PIXELS = 60_000;
    private static final int LEAST_DIFFERENCES = 1000;
    private static final double MIDDLE_SD = 5;
    private static final int LEAST_VIEWS = 7;

    /** The pairs of views that agree in the sign of the slope, less those that do not (M. G. Kendall's tau). */
    private static final double LEAST_TAU = 0.5;

    /** A level this near to 0, in parts of the brightness, is 0, which is what most files mean by it. */
    private static final double SURELY_ZERO = 0.3;

    private ZeroLevel() {}

    /**
     * From brightness and noise variance of each view, by the median of the slopes (P. K. Sen 1968, H. Theil 1950).
     *
     * @param levelAndVariance as {@link #levelAndVariance} gives it; views without are left out
     * @return empty where brightness and noise of the views do not go together, as after a normalisation view by view
     */
    public static OptionalDouble of(List<double[]> levelAndVariance) {
        int n = levelAndVariance.size();
        if (n < LEAST_VIEWS) {
            return OptionalDouble.empty();
        }
        List<Double> slopes = new ArrayList<>();
        int agree = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double level = levelAndVariance.get(i)[0] - levelAndVariance.get(j)[0];
                double variance = levelAndVariance.get(i)[1] - levelAndVariance.get(j)[1];
                agree += (int) (Math.signum(level) * Math.signum(variance));
                if (level != 0) {
                    slopes.add(variance / level);
                }
            }
        }
        if (slopes.isEmpty() || Math.abs(agree) < LEAST_TAU * n * (n - 1) / 2) {
            return OptionalDouble.empty();
        }
        double slope = median(slopes);
        if (slope == 0 || Math.signum(slope) != Math.signum(agree)) {
            return OptionalDouble.empty();
        }
        double zero =
                median(levelAndVariance.stream().map(m -> m[0] - m[1] / slope).toList());
        double level = median(levelAndVariance.stream().map(m -> m[0]).toList());
        return OptionalDouble.of(slope > 0 && Math.abs(zero) < SURELY_ZERO * level ? 0 : zero);
    }

    private static double median(List<Double> values) {
        return Statistics.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * Mean brightness of a view and variance of its noise, the latter from mixed second differences, which hardly anything
     * but noise reaches (J. Immerkaer, Comput. Vis. Image Underst. 64 (1996)).
     *
     * @param image as recorded: binning would leave less noise beside the structure
     * @return empty if too little of the view is valid
     */
    public static double[] levelAndVariance(Image image, ValidMask valid) {
        double[] level = Statistics.sample(image, valid, SAMPLED_PIXELS);
        int step = Math.max(1, image.width() * image.height() / SAMPLED_PIXELS);
        double[] differences = new double[(image.width() / step + 1) * image.height()];
        int n = 0;
        boolean full = valid.isFull();
        for (int y = 1; y + 1 < image.height(); y++) {
            for (int x = 1 + y % step; x + 1 < image.width(); x += step) {
                if (full || isValidAround(valid, x, y)) {
                    differences[n++] = (row(image, x, y - 1) - 2 * row(image, x, y) + row(image, x, y + 1)) / 6;
                }
            }
        }
        if (n < LEAST_DIFFERENCES || level.length == 0) {
            return new double[0];
        }
        double[] noise = middle(Arrays.copyOf(differences, n));
        double variance = Arrays.stream(noise).map(d -> d * d).average().orElse(0);
        return variance > 0 ? new double[] {Statistics.mean(middle(level)), variance} : new double[0];
    }

    /** Values without the outliers. Of few electrons, the median itself would only take steps of one of them. */
    private static double[] middle(double[] values) {
        double median = Statistics.median(values);
        double reach = MIDDLE_SD * Statistics.robustSd(values);
        return Arrays.stream(values).filter(v -> Math.abs(v - median) <= reach).toArray();
    }

    private static double row(Image image, int x, int y) {
        return image.get(x - 1, y) - 2.0 * image.get(x, y) + image.get(x + 1, y);
    }

    private static boolean isValidAround(ValidMask valid, int x, int y) {
        return valid.isValid(x - 1, y - 1)
                && valid.isValid(x + 1, y - 1)
                && valid.isValid(x, y)
                && valid.isValid(x - 1, y + 1)
                && valid.isValid(x + 1, y + 1);
    }
}
