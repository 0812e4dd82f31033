package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;
import org.goldtrail.image.ValidMask;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * The grey value that no electrons at all would give. Electrons are counted one by one, so the variance of a view's noise
 * grows in proportion to its brightness above that value, and views of different tilt differ in brightness: the line
 * through variance against brightness meets variance 0 at the zero level (the photon transfer curve, J. R. Janesick, Photon
 * Transfer, SPIE 2007). Files with an offset, and with inverted grey values, are read right without being told.
 */
final class ZeroLevel {
    private static final int SAMPLED_PIXELS = 60_000;
    private static final int LEAST_VIEWS = 7;

    /** The pairs of views that agree in the sign of the slope, less those that do not (M. G. Kendall's tau). */
    private static final double LEAST_TAU = 0.5;

    /** A level this near to 0, in parts of the brightness, is 0, which is what most files mean by it. */
    private static final double SURELY_ZERO = 0.3;

    private ZeroLevel() {}

    /** Empty where brightness and noise of the views do not go together, as after a normalisation view by view. */
    static OptionalDouble of(RefinementViews views) {
        List<double[]> measured = WorkerPool.shared().map(views.viewCount(), Progress.SILENT, v -> {
            RefinementView view = views.view(v);
            return view == null ? new double[0] : levelAndNoise(view.image(), view.valid());
        });
        return of(measured.stream().filter(m -> m.length == 2).toList());
    }

    /** From brightness and noise variance of each view, by the median of the slopes (P. K. Sen 1968, H. Theil 1950). */
    static OptionalDouble of(List<double[]> levelAndVariance) {
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

    /** Median brightness and variance of the noise, from second differences along rows, which no slow change reaches. */
    private static double[] levelAndNoise(Image image, ValidMask valid) {
        double[] level = Statistics.sample(image, valid, SAMPLED_PIXELS);
        int step = Math.max(1, image.width() * image.height() / SAMPLED_PIXELS);
        double[] differences = new double[image.height() * image.width() / step + image.height()];
        int n = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 1 + y % step; x + 1 < image.width(); x += step) {
                if (valid.isValid(x - 1, y) && valid.isValid(x, y) && valid.isValid(x + 1, y)) {
                    differences[n++] = (2 * image.get(x, y) - image.get(x - 1, y) - image.get(x + 1, y)) / Math.sqrt(6);
                }
            }
        }
        if (n < 1000 || level.length == 0) {
            return new double[0];
        }
        double sd = Statistics.robustSd(Arrays.copyOf(differences, n));
        return sd > 0 ? new double[] {Statistics.median(level), sd * sd} : new double[0];
    }
}
