package org.goldtrail.ctf;

import java.util.Arrays;

/**
 * Path of the beam in the ice from the loss of intensity with tilt. A slab of thickness t lets through
 * {@code I = I0 exp(-t / (L cos tilt))}; a straight line through ln I against 1 / cos tilt gives I0, and each view's path
 * is {@code L ln(I0 / I)}. Only for stacks whose values are proportional to the dose.
 */
final class IceThickness {
    /** Apparent mean free path L of 300 keV electrons in vitreous ice, nm. */
    static final double MEAN_FREE_PATH_NM = 300;

    private IceThickness() {}

    /** Paths in nm; NaN where intensities do not fall with tilt as a slab's do. */
    static double[] of(double[] meanIntensity, double[] tiltsDeg, boolean[] use) {
        double[] paths = new double[tiltsDeg.length];
        Arrays.fill(paths, Double.NaN);
        double[] weight = new double[tiltsDeg.length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = use[i] && meanIntensity[i] > 0 ? 1 : 0;
        }
        double intercept = Double.NaN;
        for (int round = 0; round < 8; round++) {
            double s = 0;
            double sx = 0;
            double sxx = 0;
            double sy = 0;
            double sxy = 0;
            for (int i = 0; i < weight.length; i++) {
                if (weight[i] > 0) {
                    double x = 1 / Math.cos(Math.toRadians(tiltsDeg[i]));
                    double y = Math.log(meanIntensity[i]);
                    s += weight[i];
                    sx += weight[i] * x;
                    sxx += weight[i] * x * x;
                    sy += weight[i] * y;
                    sxy += weight[i] * x * y;
                }
            }
            double det = s * sxx - sx * sx;
            if (s < 5 || det < 1e-3 * s * s) {
                return paths;
            }
            double slope = (s * sxy - sx * sy) / det;
            intercept = (sy - slope * sx) / s;
            if (!(slope < 0)) {
                return paths;
            }
            for (int i = 0; i < weight.length; i++) {
                if (weight[i] > 0) {
                    double x = 1 / Math.cos(Math.toRadians(tiltsDeg[i]));
                    double e = Math.log(meanIntensity[i]) - intercept - slope * x;
                    weight[i] = 1 / (1 + Math.abs(e) / 0.03);
                }
            }
        }
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] > 0) {
                paths[i] = MEAN_FREE_PATH_NM * (intercept - Math.log(meanIntensity[i]));
            }
        }
        return paths;
    }
}
