package org.goldtrail.ctf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the defocus goes through a series: view i has {@code D_i ~ N(m + s t_i, sd^2)}, t_i its tilt angle in units of 60°,
 * but for a small part of views that may have any defocus. m, s and sd are learned from the views' likelihoods by
 * expectation maximisation; sd is whatever the microscope's autofocus left, so views that jump by a tenth of a micrometre
 * keep what their own rings say.
 */
final class DefocusPrior {
    private static final double FIRST_SD = 2500;
    private static final double SMALLEST_SD = 250;
    private static final double LARGEST_SD = 6000;

    /** Part of the views that follow no trend. */
    private static final double OUTLIERS = 0.02;

    private static final int ROUNDS = 15;

    private final double first;
    private final double step;
    private final double mean;
    private final double slope;
    private final double sd;
    private final double evidence;

    private DefocusPrior(double first, double step, double mean, double slope, double sd, double evidence) {
        this.first = first;
        this.step = step;
        this.mean = mean;
        this.slope = slope;
        this.sd = sd;
        this.evidence = evidence;
    }

    /**
     * @param first defocus of the first point of the curves, Å
     * @param step between points
     * @param curves logarithm of the likelihood by view and point; null for views that say nothing
     * @param tiltsDeg tilt angle of each view
     */
    static DefocusPrior learn(double first, double step, List<double @Nullable []> curves, double[] tiltsDeg) {
        int n = 0;
        for (double[] curve : curves) {
            n = curve == null ? n : curve.length;
        }
        double[] total = new double[n];
        for (double[] curve : curves) {
            if (curve != null) {
                double[] spread = smoothed(likelihood(curve), FIRST_SD / step);
                for (int k = 0; k < n; k++) {
                    // both parts relative to a view that says nothing
                    total[k] += Math.log((1 - OUTLIERS) * spread[k] * n + OUTLIERS);
                }
            }
        }
        int best = 0;
        for (int k = 0; k < n; k++) {
            best = total[k] > total[best] ? k : best;
        }
        DefocusPrior prior = new DefocusPrior(first, step, first + best * step, 0, FIRST_SD, n == 0 ? 0 : total[best]);
        for (int round = 0; round < ROUNDS; round++) {
            prior = prior.improved(curves, tiltsDeg);
        }
        return prior;
    }

    private DefocusPrior improved(List<double @Nullable []> curves, double[] tiltsDeg) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double y0 = 0;
        double y1 = 0;
        double[][] posteriors = new double[curves.size()][];
        for (int v = 0; v < posteriors.length; v++) {
            double[] curve = curves.get(v);
            if (curve != null) {
                posteriors[v] = posterior(curve, tiltsDeg[v]);
                double t = tiltsDeg[v] / 60;
                double w = posteriors[v][2];
                s0 += w;
                s1 += w * t;
                s2 += w * t * t;
                y0 += w * posteriors[v][0];
                y1 += w * t * posteriors[v][0];
            }
        }
        if (s0 < 1e-6) {
            return this;
        }
        // the slope is held back as if one view in ten had said 0
        double ridge = 0.1 * s0;
        double det = s0 * (s2 + ridge) - s1 * s1;
        double newSlope = (s0 * y1 - s1 * y0) / det;
        double newMean = (y0 - s1 * newSlope) / s0;
        double squares = 0;
        for (int v = 0; v < posteriors.length; v++) {
            if (posteriors[v] != null) {
                double d = posteriors[v][0] - newMean - newSlope * tiltsDeg[v] / 60;
                squares += posteriors[v][2] * (d * d + posteriors[v][1]);
            }
        }
        double newSd = Math.clamp(Math.sqrt(squares / s0), SMALLEST_SD, LARGEST_SD);
        return new DefocusPrior(first, step, newMean, newSlope, newSd, evidence);
    }

    double expected(double tiltDeg) {
        return mean + slope * tiltDeg / 60;
    }

    double sdAngstrom() {
        return sd;
    }

    /** Logarithm of how much better one common defocus explains the views than none: the sum over views. */
    double evidence() {
        return evidence;
    }

    /** Mean, variance and probability of following the trend, of the defocus of a view given its curve. */
    double[] posterior(double[] curve, double tiltDeg) {
        double[] p = likelihood(curve);
        double centre = expected(tiltDeg);
        double inlier = 0;
        double m = 0;
        double q = 0;
        for (int k = 0; k < p.length; k++) {
            double z = (first + k * step - centre) / sd;
            double w = p[k] * Math.exp(-0.5 * z * z) * step / (sd * Math.sqrt(2 * Math.PI));
            inlier += w;
            m += w * (first + k * step);
            q += w * (first + k * step) * (first + k * step);
        }
        double outlier = OUTLIERS / p.length;
        double probability = (1 - OUTLIERS) * inlier / ((1 - OUTLIERS) * inlier + outlier);
        if (inlier <= 1e-300) {
            return new double[] {centre, sd * sd, 0};
        }
        m /= inlier;
        return new double[] {m, Math.max(0, q / inlier - m * m), probability};
    }

    private static double[] likelihood(double[] curve) {
        double max = Double.NEGATIVE_INFINITY;
        for (double c : curve) {
            max = Math.max(max, c);
        }
        double[] p = new double[curve.length];
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp(curve[k] - max);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
        return p;
    }

    private static double[] smoothed(double[] p, double sdPoints) {
        int reach = (int) Math.ceil(3 * sdPoints);
        double[] kernel = new double[reach + 1];
        for (int i = 0; i <= reach; i++) {
            kernel[i] = Math.exp(-0.5 * i * i / (sdPoints * sdPoints)) / (sdPoints * Math.sqrt(2 * Math.PI));
        }
        double[] out = new double[p.length];
        for (int k = 0; k < p.length; k++) {
            if (p[k] > 1e-12) {
                for (int j = Math.max(0, k - reach); j <= Math.min(p.length - 1, k + reach); j++) {
                    out[j] += p[k] * kernel[Math.abs(j - k)];
                }
            }
        }
        return out;
    }
}
