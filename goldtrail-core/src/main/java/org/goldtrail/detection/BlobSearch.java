package org.goldtrail.detection;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.image.Binning;
import org.goldtrail.image.GaussianBlur;
import org.goldtrail.image.HotPixels;
import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;
import org.goldtrail.image.ValidMask;

/**
 * Finds round blobs of any size in one view, dark and bright: candidates are extrema of a difference of Gaussians in an
 * image pyramid (T. Lindeberg, Feature detection with automatic scale selection, Int. J. Comput. Vis. 30 (1998),
 * doi:10.1023/A:1008045108935); each is then given the diameter of the disc that correlates best with it.
 */
final class BlobSearch {
    /** Diameters tried at one level of the pyramid, in its pixels. */
    private static final double SMALLEST_AT_LEVEL_PX = 5.0;

    private static final double LARGEST_AT_LEVEL_PX = 12.0;
    private static final double DIAMETER_STEP = Math.pow(2, 1 / 8.0);

    /** Radius of the neighbourhood a disc is compared with, in disc radii: the disc and a ring of background. */
    private static final double MASK_RADII = 1.75;

    /** Blobs that a disc explains less well do not count. */
    private static final double LEAST_CC = 0.6;

    /** The highest correlation of noise in a view, in units of its standard deviation 1 / sqrt(pixels). */
    private static final double NOISE_SD = 5.5;

    private static final int CANDIDATES_PER_LEVEL = 160;
    private static final int SMALLEST_SIDE_PX = 40;

    private BlobSearch() {}

    /**
     * A round blob.
     *
     * @param x raw pixel-index coordinate
     * @param y raw pixel-index coordinate
     * @param diameterPx raw pixels
     * @param cc correlation with the disc of that diameter over its neighbourhood
     * @param contrast difference between surroundings and core, over the standard deviation of a raw pixel
     * @param dark whether the core is darker than its surroundings
     * @param pixels number of pixels the correlation was taken over, at the blob's level of the pyramid
     */
    record Blob(double x, double y, double diameterPx, double cc, double contrast, boolean dark, int pixels) {
        /** How far the correlation stands above what noise, or a granular film, reaches somewhere in a view. */
        double excess() {
            return Math.max(0, cc - Math.max(LEAST_CC, NOISE_SD / Math.sqrt(pixels)));
        }
    }

    /**
     * The roundest blobs of a raw view.
     *
     * @param view repaired of hot pixels; not modified
     * @param smallestPx least diameter, raw pixels
     * @param largestPx greatest diameter, raw pixels
     */
    static List<Blob> find(Image view, ValidMask valid, double smallestPx, double largestPx) {
        List<Blob> blobs = new ArrayList<>();
        double[] sample = Statistics.sample(view, valid, 40_000);
        double sd = Statistics.robustSd(sample);
        if (!(sd > 0)) {
            return blobs;
        }
        Image filled = fill(view, valid, (float) Statistics.median(sample));
        for (int bin = 1; bin * SMALLEST_AT_LEVEL_PX <= largestPx; bin *= 2) {
            Image level = Binning.bin(filled, bin);
            if (Math.min(level.width(), level.height()) < SMALLEST_SIDE_PX) {
                break;
            }
            double from = bin == 1 ? smallestPx : Math.max(SMALLEST_AT_LEVEL_PX, smallestPx / bin);
            // One step to spare, since a blob that fits best at the end of the range is not taken.
            double to = Math.min(LARGEST_AT_LEVEL_PX, DIAMETER_STEP * DIAMETER_STEP * largestPx / bin);
            if (from <= to) {
                addLevel(level, valid.binned(bin), bin, from, to, sd, blobs);
            }
        }
        return blobs;
    }

    private static Image fill(Image view, ValidMask valid, float value) {
        if (valid.isFull()) {
            return view;
        }
        Image out = view.copy();
        for (int i = 0; i < out.pixels().length; i++) {
            if (!valid.isValid(i)) {
                out.pixels()[i] = value;
            }
        }
        return out;
    }

    private static void addLevel(
            Image level, ValidMask valid, int bin, double from, double to, double sd, List<Blob> blobs) {
        Image repaired = bin == 1 ? level : level.copy();
        if (bin > 1) {
            HotPixels.repair(repaired, 2 * HotPixels.DEFAULT_THRESHOLD_SD);
        }
        // A disc of diameter d answers most to a Gaussian of standard deviation d / (2 sqrt 2).
        double sigma = Math.sqrt(from * to) / (2 * Math.sqrt(2));
        Image narrow = GaussianBlur.blur(repaired, sigma);
        Image wide = GaussianBlur.blur(repaired, 1.6 * sigma);
        for (boolean dark : new boolean[] {true, false}) {
            Image response = new Image(level.width(), level.height());
            for (int i = 0; i < response.pixels().length; i++) {
                float difference = wide.pixels()[i] - narrow.pixels()[i];
                response.pixels()[i] = valid.isValid(i) ? (dark ? difference : -difference) : Float.NaN;
            }
            for (PeakSearch.Maximum m : PeakSearch.highest(response, CANDIDATES_PER_LEVEL, 0, from)) {
                Blob best = bestDisc(repaired, valid, m, from, to, dark);
                if (best != null) {
                    blobs.add(new Blob(
                            Binning.toRaw(best.x, bin),
                            Binning.toRaw(best.y, bin),
                            best.diameterPx * bin,
                            best.cc,
                            best.contrast / sd,
                            dark,
                            best.pixels));
                }
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Blob bestDisc(
            Image level, ValidMask valid, PeakSearch.Maximum m, double from, double to, boolean dark) {
        Blob best = null;
        int cx = (int) Math.round(m.x());
        int cy = (int) Math.round(m.y());
        for (double d = from; d <= to * 1.0001; d *= DIAMETER_STEP) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    Blob blob = disc(level, valid, cx + dx, cy + dy, d, dark);
                    if (blob != null && (best == null || blob.cc > best.cc)) {
                        best = blob;
                    }
                }
            }
        }
        // A blob that fits best at the end of the range belongs to another level, or to none.
        if (best == null || best.diameterPx < from * 1.01 && from > 4.5 || best.diameterPx > to / DIAMETER_STEP) {
            return null;
        }
        return best;
    }

    /** Correlation of the neighbourhood of a pixel with a disc; null where it leaves the valid image. */
    private static @org.jspecify.annotations.Nullable Blob disc(
            Image level, ValidMask valid, int cx, int cy, double diameter, boolean dark) {
        double radius = diameter / 2;
        double maskRadius = Math.max(MASK_RADII * radius, radius + 2);
        int half = (int) Math.ceil(maskRadius);
        if (cx - half < 0 || cy - half < 0 || cx + half >= level.width() || cy + half >= level.height()) {
            return null;
        }
        double n = 0;
        double si = 0;
        double sii = 0;
        double st = 0;
        double stt = 0;
        double sit = 0;
        for (int dy = -half; dy <= half; dy++) {
            for (int dx = -half; dx <= half; dx++) {
                double r = Math.sqrt(dx * dx + dy * dy);
                if (r > maskRadius) {
                    continue;
                }
                if (!valid.isValid(cx + dx, cy + dy)) {
                    return null;
                }
                double value = level.get(cx + dx, cy + dy);
                double t = Math.clamp(radius - r + 0.5, 0, 1);
                n++;
                si += value;
                sii += value * value;
                st += t;
                stt += t * t;
                sit += value * t;
            }
        }
        double vi = sii - si * si / n;
        double vt = stt - st * st / n;
        if (!(vi > 0) || !(vt > 0)) {
            return null;
        }
        double covariance = (sit - si * st / n) * (dark ? -1 : 1);
        return new Blob(cx, cy, diameter, covariance / Math.sqrt(vi * vt), covariance / vt, dark, (int) n);
    }
}
