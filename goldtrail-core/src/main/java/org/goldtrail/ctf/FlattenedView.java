package org.goldtrail.ctf;

import java.util.Arrays;
import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;
import org.goldtrail.image.ValidMask;

/**
 * A view made ready for spectra: the slow variation of its background is taken away, and what is invalid or far too
 * strong to be amorphous (gold, ice crystals, carbon edges, dense particles) is set to zero and left out of the weights.
 *
 * <p>Gold has to go because the rings of its own form factor, as regular as Thon rings, would be taken for them.
 */
final class FlattenedView {
    private static final double BACKGROUND_ANGSTROM = 160;
    private static final double FEATURE_ANGSTROM = 25;
    private static final double FEATURE_SD = 4.5;

    /** More than this part of a view is never masked as strong. */
    private static final double LARGEST_PART = 0.5;

    private final int width;
    private final int height;
    private final float[] pixels;
    private final boolean[] used;
    private final double meanIntensity;

    private FlattenedView(int width, int height, float[] pixels, boolean[] used, double meanIntensity) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.used = used;
        this.meanIntensity = meanIntensity;
    }

    /** The view is not modified. */
    static FlattenedView of(Image view, ValidMask valid, double pixelSizeAngstrom) {
        int w = view.width();
        int h = view.height();
        boolean[] used = new boolean[w * h];
        valid.valid().stream().filter(i -> i < used.length).forEach(i -> used[i] = true);
        float[] flat = view.pixels().clone();
        for (int i = 0; i < flat.length; i++) {
            used[i] &= Float.isFinite(flat[i]);
        }
        int background = Math.max(8, (int) Math.rint(BACKGROUND_ANGSTROM / pixelSizeAngstrom));
        subtractBackground(flat, used, w, h, background);
        int block = Math.max(2, (int) Math.rint(FEATURE_ANGSTROM / pixelSizeAngstrom));
        if (maskFeatures(flat, used, w, h, block)) {
            // once more, without the shadows of the features in the background
            float[] again = view.pixels().clone();
            subtractBackground(again, used, w, h, background);
            flat = again;
        }
        double sum = 0;
        int n = 0;
        for (int i = 0; i < flat.length; i++) {
            if (used[i]) {
                sum += view.pixels()[i];
                n++;
            } else {
                flat[i] = 0;
            }
        }
        return new FlattenedView(w, h, flat, used, n == 0 ? 0 : sum / n);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    float value(int index) {
        return pixels[index];
    }

    boolean isUsed(int index) {
        return used[index];
    }

    /** Mean of the used pixels before flattening. */
    double meanIntensity() {
        return meanIntensity;
    }

    /** True if all used pixels have one value. */
    boolean isBlank() {
        for (int i = 0; i < pixels.length; i++) {
            if (used[i] && Math.abs(pixels[i]) > 1e-6 * Math.abs(meanIntensity)) {
                return false;
            }
        }
        return true;
    }

    /** Part of the view that is used. */
    double usedFraction() {
        int n = 0;
        for (boolean u : used) {
            n += u ? 1 : 0;
        }
        return n / (double) used.length;
    }

    /** Block means of the used pixels, bilinear between the blocks' centres. */
    private static void subtractBackground(float[] pixels, boolean[] used, int w, int h, int block) {
        int bw = Math.max(1, w / block);
        int bh = Math.max(1, h / block);
        double[] mean = blockMeans(pixels, used, w, h, bw, bh);
        fillGaps(mean, bw, bh);
        double scaleX = bw / (double) w;
        double scaleY = bh / (double) h;
        for (int y = 0; y < h; y++) {
            double v = Math.clamp((y + 0.5) * scaleY - 0.5, 0, bh - 1);
            int j = Math.min((int) v, Math.max(0, bh - 2));
            double fy = v - j;
            int up = Math.min(j + 1, bh - 1) * bw;
            for (int x = 0; x < w; x++) {
                double u = Math.clamp((x + 0.5) * scaleX - 0.5, 0, bw - 1);
                int i = Math.min((int) u, Math.max(0, bw - 2));
                double fx = u - i;
                int right = Math.min(i + 1, bw - 1);
                double low = mean[j * bw + i] + fx * (mean[j * bw + right] - mean[j * bw + i]);
                double high = mean[up + i] + fx * (mean[up + right] - mean[up + i]);
                pixels[y * w + x] -= (float) (low + fy * (high - low));
            }
        }
    }

    private static double[] blockMeans(float[] pixels, boolean[] used, int w, int h, int bw, int bh) {
        double[] sum = new double[bw * bh];
        int[] n = new int[bw * bh];
        int[] columnOf = new int[w];
        for (int x = 0; x < w; x++) {
            columnOf[x] = (int) ((long) x * bw / w);
        }
        for (int y = 0; y < h; y++) {
            int row = (int) ((long) y * bh / h) * bw;
            for (int x = 0; x < w; x++) {
                if (used[y * w + x]) {
                    sum[row + columnOf[x]] += pixels[y * w + x];
                    n[row + columnOf[x]]++;
                }
            }
        }
        int full = Math.max(1, w * h / (bw * bh));
        for (int i = 0; i < sum.length; i++) {
            sum[i] = n[i] * 5 < full ? Double.NaN : sum[i] / n[i];
        }
        return sum;
    }

    /** Blocks without data get the mean of their neighbours, again and again until none is left. */
    private static void fillGaps(double[] mean, int bw, int bh) {
        for (int round = 0; round < bw + bh; round++) {
            double[] before = mean.clone();
            boolean gaps = false;
            boolean filled = false;
            for (int i = 0; i < mean.length; i++) {
                if (!Double.isNaN(before[i])) {
                    continue;
                }
                gaps = true;
                double sum = 0;
                int n = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int x = i % bw + dx;
                        int y = i / bw + dy;
                        if (x >= 0 && y >= 0 && x < bw && y < bh && !Double.isNaN(before[y * bw + x])) {
                            sum += before[y * bw + x];
                            n++;
                        }
                    }
                }
                if (n > 0) {
                    mean[i] = sum / n;
                    filled = true;
                }
            }
            if (!gaps) {
                return;
            }
            if (!filled) {
                Arrays.fill(mean, 0);
                return;
            }
        }
    }

    /** True if anything was masked. */
    private static boolean maskFeatures(float[] pixels, boolean[] used, int w, int h, int block) {
        int bw = Math.max(1, w / block);
        int bh = Math.max(1, h / block);
        double[] mean = blockMeans(pixels, used, w, h, bw, bh);
        double[] known = Arrays.stream(mean).filter(m -> !Double.isNaN(m)).toArray();
        if (known.length < 16) {
            return false;
        }
        double centre = Statistics.median(known);
        double sd = Statistics.robustSd(known);
        double[] distances = new double[known.length];
        for (int i = 0; i < known.length; i++) {
            distances[i] = Math.abs(known[i] - centre);
        }
        double limit = Math.max(FEATURE_SD * sd, Statistics.quantile(distances, 1 - LARGEST_PART / 9));
        boolean[] strong = new boolean[bw * bh];
        boolean any = false;
        for (int i = 0; i < mean.length; i++) {
            strong[i] = Math.abs(mean[i] - centre) > limit;
            any |= strong[i];
        }
        if (!any) {
            return false;
        }
        for (int y = 0; y < h; y++) {
            int by = (int) ((long) y * bh / h);
            for (int x = 0; x < w; x++) {
                int bx = (int) ((long) x * bw / w);
                if (nearStrong(strong, bx, by, bw, bh)) {
                    used[y * w + x] = false;
                }
            }
        }
        return true;
    }

    private static boolean nearStrong(boolean[] strong, int bx, int by, int bw, int bh) {
        for (int y = Math.max(0, by - 1); y <= Math.min(bh - 1, by + 1); y++) {
            for (int x = Math.max(0, bx - 1); x <= Math.min(bw - 1, bx + 1); x++) {
                if (strong[y * bw + x]) {
                    return true;
                }
            }
        }
        return false;
    }
}
