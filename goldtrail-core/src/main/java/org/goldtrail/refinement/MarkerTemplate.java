package org.goldtrail.refinement;

import org.goldtrail.detection.RadialProfile;

/**
 * The picture of one bead, averaged over its observations: brightness by distance from the centre, as a smooth curve
 * with its slope. Beads are spheres, so their projections are round in every view, and a round template has no
 * direction in which it could be off centre.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MarkerTemplate(double[] values, double stepPx) {

    /**
     * @return null if the profile holds too little to make a template of
     */
    static @org.jspecify.annotations.Nullable MarkerTemplate of(RadialProfile profile) {
        double[] raw = profile.values();
        double[] filled = raw.clone();
        int known = 0;
        for (int i = 0; i < filled.length; i++) {
            if (!Double.isNaN(raw[i])) {
                known++;
            } else {
                filled[i] = i == 0 ? firstKnown(raw) : filled[i - 1];
            }
        }
        if (known < filled.length / 2 || Double.isNaN(filled[0])) {
            return null;
        }
        // The innermost steps hold few pixels each; binomial smoothing steadies them and keeps the edge.
        double[] smooth = filled.clone();
        for (int i = 0; i < smooth.length; i++) {
            double left = filled[Math.abs(i - 1)];
            double right = filled[Math.min(i + 1, filled.length - 1)];
            smooth[i] = 0.25 * left + 0.5 * filled[i] + 0.25 * right;
        }
        double outside = smooth[smooth.length - 1];
        for (int i = 0; i < smooth.length; i++) {
            smooth[i] -= outside;
        }
        return new MarkerTemplate(smooth, profile.stepPx());
    }

    private static double firstKnown(double[] values) {
        for (double v : values) {
            if (!Double.isNaN(v)) {
                return v;
            }
        }
        return Double.NaN;
    }

    /** Brightness at a distance, cubic between the steps, 0 beyond the last. */
    double at(double radius) {
        double position = radius / stepPx;
        int i = (int) position;
        if (i >= values.length - 1) {
            return 0;
        }
        double t = position - i;
        double p0 = values[Math.abs(i - 1)];
        double p1 = values[i];
        double p2 = values[i + 1];
        double p3 = i + 2 < values.length ? values[i + 2] : 0;
        return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
    }

    /** Derivative of the brightness by the distance. */
    double slope(double radius) {
        double position = radius / stepPx;
        int i = (int) position;
        if (i >= values.length - 1) {
            return 0;
        }
        double t = position - i;
        double p0 = values[Math.abs(i - 1)];
        double p1 = values[i];
        double p2 = values[i + 1];
        double p3 = i + 2 < values.length ? values[i + 2] : 0;
        return 0.5 * (p2 - p0 + t * (2 * (2 * p0 - 5 * p1 + 4 * p2 - p3) + 3 * t * (3 * (p1 - p2) + p3 - p0))) / stepPx;
    }
}
