package org.goldtrail.detection;

import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;

/** Mean brightness as a function of the distance from a centre, accumulated over many patches. */
public final class RadialProfile {
    private final double stepPx;
    private final double[] sums;
    private final double[] weights;

    /**
     * @param radiusPx largest radius recorded
     * @param stepPx width of a step
     */
    public RadialProfile(double radiusPx, double stepPx) {
        this.stepPx = stepPx;
        this.sums = new double[(int) Math.ceil(radiusPx / stepPx) + 2];
        this.weights = new double[sums.length];
    }

    /** Adds a patch around a centre: brightness less the mean around it, turned so that beads are negative. */
    public void add(Image image, ValidMask valid, double cx, double cy, double weight, boolean dark) {
        double reach = (sums.length - 1) * stepPx;
        int x0 = (int) Math.ceil(cx - reach);
        int y0 = (int) Math.ceil(cy - reach);
        int x1 = (int) Math.floor(cx + reach);
        int y1 = (int) Math.floor(cy + reach);
        if (x0 < 0 || y0 < 0 || x1 >= image.width() || y1 >= image.height()) {
            return;
        }
        double mean = 0;
        int n = 0;
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                if (valid.isValid(x, y)) {
                    mean += image.get(x, y);
                    n++;
                }
            }
        }
        if (n < (x1 - x0 + 1) * (y1 - y0 + 1)) {
            return;
        }
        mean /= n;
        double sign = dark ? weight : -weight;
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double r = Math.hypot(x - cx, y - cy) / stepPx;
                int i = (int) r;
                if (i < sums.length - 1) {
                    double f = r - i;
                    double value = sign * (image.get(x, y) - mean);
                    sums[i] += (1 - f) * value;
                    weights[i] += (1 - f) * weight;
                    sums[i + 1] += f * value;
                    weights[i + 1] += f * weight;
                }
            }
        }
    }

    /** Adds all patches of another profile of the same steps. */
    public void add(RadialProfile other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
            weights[i] += other.weights[i];
        }
    }

    /** As {@link #add}, around the centre of mass of the core near the given place. */
    void addCentred(Image image, ValidMask valid, double x, double y, double radiusPx, boolean dark) {
        double cx = x;
        double cy = y;
        for (int round = 0; round < 4; round++) {
            double[] moved = centreOfMass(image, cx, cy, 1.2 * radiusPx, dark);
            if (Math.hypot(moved[0] - x, moved[1] - y) > 0.7 * radiusPx + 1) {
                break;
            }
            cx = moved[0];
            cy = moved[1];
        }
        add(image, valid, cx, cy, 1, dark);
    }

    /** Centre of mass of what is darker (or brighter) than half way between the rim's and the darkest level. */
    private static double[] centreOfMass(Image image, double cx, double cy, double reach, boolean dark) {
        double sign = dark ? -1 : 1;
        double rim = 0;
        int n = 0;
        double top = Double.NEGATIVE_INFINITY;
        int half = (int) Math.ceil(reach + 1);
        int x0 = (int) Math.round(cx);
        int y0 = (int) Math.round(cy);
        for (int y = y0 - half; y <= y0 + half; y++) {
            for (int x = x0 - half; x <= x0 + half; x++) {
                if (!image.contains(x, y)) {
                    continue;
                }
                double r = Math.hypot(x - cx, y - cy);
                double value = sign * image.get(x, y);
                if (r > reach && r < reach + 1.5) {
                    rim += value;
                    n++;
                } else if (r <= reach) {
                    top = Math.max(top, value);
                }
            }
        }
        if (n == 0 || !(top > rim / n)) {
            return new double[] {cx, cy};
        }
        double threshold = 0.7 * rim / n + 0.3 * top;
        double sx = 0;
        double sy = 0;
        double mass = 0;
        for (int y = y0 - half; y <= y0 + half; y++) {
            for (int x = x0 - half; x <= x0 + half; x++) {
                if (image.contains(x, y) && Math.hypot(x - cx, y - cy) <= reach) {
                    double w = Math.max(0, sign * image.get(x, y) - threshold);
                    sx += w * x;
                    sy += w * y;
                    mass += w;
                }
            }
        }
        return mass > 0 ? new double[] {sx / mass, sy / mass} : new double[] {cx, cy};
    }

    /** Mean value at each step 0, 1, 2 ...; NaN where nothing was added. */
    public double[] values() {
        double[] out = new double[sums.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = weights[i] > 0 ? sums[i] / weights[i] : Double.NaN;
        }
        return out;
    }

    public double stepPx() {
        return stepPx;
    }

    public boolean isEmpty() {
        return !(weights[1] > 0);
    }

    /**
     * Radius where the core has half its depth below the background, which is measured well outside the fringe.
     *
     * @return NaN if the profile shows no core
     */
    public double halfDepthRadius(double expectedPx) {
        double[] v = values();
        if (isEmpty()) {
            return Double.NaN;
        }
        double core = 0;
        int nc = 0;
        double background = 0;
        int nb = 0;
        for (int i = 0; i < v.length; i++) {
            double r = i * stepPx;
            if (Double.isNaN(v[i])) {
                continue;
            }
            if (r <= Math.max(0.4 * expectedPx, stepPx)) {
                core += v[i];
                nc++;
            } else if (r >= 1.8 * expectedPx && r <= 2.5 * expectedPx) {
                background += v[i];
                nb++;
            }
        }
        if (nc == 0 || nb == 0 || !(core / nc < background / nb)) {
            return Double.NaN;
        }
        double half = 0.5 * (core / nc + background / nb);
        for (int i = 1; i < v.length; i++) {
            if (v[i - 1] < half && v[i] >= half) {
                return stepPx * (i - 1 + (half - v[i - 1]) / (v[i] - v[i - 1]));
            }
        }
        return Double.NaN;
    }
}
