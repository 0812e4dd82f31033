package org.goldtrail.detection;

import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;
import org.goldtrail.image.ValidMask;

/**
 * Features that tell beads from other peaks: rotational merit, edge merit and contrast, measured on the patch around a
 * peak.
 */
public final class PeakFeatures {
    private static final int ANGLES_PER_SECTOR = 4;

    private final double radius;
    private final double maskRadius;
    private final boolean dark;
    private final int order;

    /** Features for beads of the given size, in views binned as the parameters say. */
    public PeakFeatures(DetectionParameters parameters) {
        this.radius = parameters.binnedRadius();
        this.maskRadius = parameters.binnedMaskRadius();
        this.dark = parameters.dark();
        this.order = parameters.symmetryOrder();
    }

    /** The features of one patch. */
    public record Features(double rotationalMerit, double edgeMerit, double contrast) {}

    /**
     * Features of the patch centred at a place of the binned view. Pixels beyond the image or invalid are taken as the
     * nearest radius' mean, so that beads at the border are judged by what is there.
     */
    public Features measure(Image view, ValidMask valid, double cx, double cy) {
        int rings = Math.max(4, (int) Math.round(maskRadius));
        int angles = order * ANGLES_PER_SECTOR;
        double[][] polar = new double[rings][angles];
        double[] ringMean = new double[rings];
        for (int k = 0; k < rings; k++) {
            double r = (k + 0.5) * maskRadius / rings;
            int n = 0;
            for (int a = 0; a < angles; a++) {
                double phi = 2 * Math.PI * a / angles;
                polar[k][a] = sample(view, valid, cx + r * Math.cos(phi), cy + r * Math.sin(phi));
                if (!Double.isNaN(polar[k][a])) {
                    ringMean[k] += polar[k][a];
                    n++;
                }
            }
            ringMean[k] = n == 0 ? Double.NaN : ringMean[k] / n;
            for (int a = 0; a < angles; a++) {
                if (Double.isNaN(polar[k][a])) {
                    polar[k][a] = ringMean[k];
                }
            }
        }
        return new Features(rotationalMerit(polar), edgeMerit(polar), contrast(polar));
    }

    /**
     * Pearson's correlation of the patch with the mean of its copies turned by multiples of 360/order degrees, pixels
     * weighted by area. Noise reaches 1/sqrt(order), a radially symmetric patch 1.
     */
    private static double rotationalMerit(double[][] polar) {
        int angles = polar[0].length;
        int turns = angles / ANGLES_PER_SECTOR;
        double w = 0;
        double sa = 0;
        double sb = 0;
        double saa = 0;
        double sbb = 0;
        double sab = 0;
        for (int k = 0; k < polar.length; k++) {
            double area = k + 0.5;
            for (int a = 0; a < angles; a++) {
                double symmetric = 0;
                for (int t = 0; t < turns; t++) {
                    symmetric += polar[k][(a + t * ANGLES_PER_SECTOR) % angles];
                }
                symmetric /= turns;
                double value = polar[k][a];
                if (Double.isNaN(value)) {
                    continue;
                }
                w += area;
                sa += area * value;
                sb += area * symmetric;
                saa += area * value * value;
                sbb += area * symmetric * symmetric;
                sab += area * value * symmetric;
            }
        }
        double va = saa - sa * sa / w;
        double vb = sbb - sb * sb / w;
        return va > 0 && vb > 0 ? (sab - sa * sb / w) / Math.sqrt(va * vb) : 0;
    }

    /** Mean radial gradient at the rim over the root mean square of the gradients there, 1 for a clean edge all around. */
    private double edgeMerit(double[][] polar) {
        double step = maskRadius / polar.length;
        int rim = Math.clamp(Math.round(radius / step - 0.5), 1, polar.length - 2);
        int angles = polar[0].length;
        double sum = 0;
        double squares = 0;
        for (int a = 0; a < angles; a++) {
            double radial = (polar[rim + 1][a] - polar[rim - 1][a]) / (2 * step);
            double arc = 2 * Math.PI * (rim + 0.5) * step / angles;
            double tangential = (polar[rim][(a + 1) % angles] - polar[rim][(a + angles - 1) % angles]) / (2 * arc);
            if (!Double.isNaN(radial) && !Double.isNaN(tangential)) {
                sum += dark ? radial : -radial;
                squares += radial * radial + tangential * tangential;
            }
        }
        return squares > 0 ? sum / Math.sqrt(squares * angles) : 0;
    }

    /** Depth of the core below the ring outside the bead, over the standard deviation within that ring. */
    private double contrast(double[][] polar) {
        double step = maskRadius / polar.length;
        double core = 0;
        double coreWeight = 0;
        double[] outside = new double[polar.length * polar[0].length];
        int n = 0;
        for (int k = 0; k < polar.length; k++) {
            double r = (k + 0.5) * step;
            for (double value : polar[k]) {
                if (Double.isNaN(value)) {
                    continue;
                }
                if (r < 0.6 * radius) {
                    core += r * value;
                    coreWeight += r;
                } else if (r > 1.25 * radius) {
                    outside[n++] = value;
                }
            }
        }
        if (n < 8 || coreWeight == 0) {
            return 0;
        }
        double[] ring = java.util.Arrays.copyOf(outside, n);
        double sd = Statistics.robustSd(ring);
        double depth = Statistics.median(ring) - core / coreWeight;
        return sd > 0 ? (dark ? depth : -depth) / sd : 0;
    }

    private static double sample(Image view, ValidMask valid, double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        if (!valid.isValid(x0, y0)
                || !valid.isValid(x0 + 1, y0)
                || !valid.isValid(x0, y0 + 1)
                || !valid.isValid(x0 + 1, y0 + 1)) {
            return Double.NaN;
        }
        double fx = x - x0;
        double fy = y - y0;
        double bottom = (1 - fx) * view.get(x0, y0) + fx * view.get(x0 + 1, y0);
        double top = (1 - fx) * view.get(x0, y0 + 1) + fx * view.get(x0 + 1, y0 + 1);
        return (1 - fy) * bottom + fy * top;
    }
}
