package org.goldtrail.ctf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The astigmatism of all views together. Its components are drawn from one Gaussian process through the series,
 *
 * <pre>
 *   c_v = mean + drift(t_v) + jitter_v,   cov(drift(t), drift(t')) = drift^2 exp(-(t - t')^2 / 2 length^2)
 * </pre>
 *
 * and s_v alike, t being the tilt angle or the order of exposure. How much of it drifts, over which length, and how much
 * jumps from view to view is not given: the posteriors for all choices of a grid are averaged with their marginal
 * likelihoods as weights (C. E. Rasmussen, C. K. I. Williams, Gaussian Processes for Machine Learning, 2006, chapter 5). So
 * views help each other as far as the data say that they are alike, and no farther.
 */
final class SharedAstigmatism {
    /** The mean may be anything, Å. */
    private static final double MEAN_SD = 5000;

    private static final double[] JITTERS = {20, 50, 100, 170, 280, 450, 800};
    private static final double[] DRIFTS = {60, 120, 240, 480, 900};

    /** In parts of the whole range of t, which is 2. */
    private static final double[] LENGTHS = {0.3, 0.6, 1.2};

    /** Choices that are less probable than the best by more than this, in logarithms, are left out. */
    private static final double NEGLIGIBLE = 6;

    private final double[] mean;
    private final double[][] covariance;
    private double weight;
    private double jitter;

    private SharedAstigmatism(int views) {
        this.mean = new double[2 * views];
        this.covariance = new double[views][3];
    }

    /** How much jumps, the factor of the prior covariance, and what follows from the data. */
    @SuppressWarnings("ArrayRecordComponent") // plain data, compared by identity
    private record Choice(double jitter, double[][] prior, double evidence) {}

    /** B = 1 + L^T W L factorised, and its forward solution for L^T pull. */
    @SuppressWarnings("ArrayRecordComponent") // plain data, compared by identity
    private record Joint(double[][] factor, double[] half) {
        /** ((L^T pull)^T B^-1 (L^T pull) - ln det B) / 2. */
        double evidence() {
            double evidence = 0;
            for (int i = 0; i < half.length; i++) {
                evidence += 0.5 * half[i] * half[i] - Math.log(factor[i][i]);
            }
            return evidence;
        }
    }

    /**
     * What one view says of its own: {@code -(c, s) information (c, s)^T / 2 + (c, s) pull}.
     *
     * @param cc information about c
     * @param cs mixed
     * @param ss information about s
     * @param pullC information times value, c
     * @param pullS the same, s
     */
    record Say(double cc, double cs, double ss, double pullC, double pullS) {
        static final Say NOTHING = new Say(0, 0, 0, 0, 0);
    }

    /**
     * @param says what each view says
     * @param tiltsDeg tilt angle of each view
     * @param order place of each view in the order of exposure
     */
    static SharedAstigmatism of(Say[] says, double[] tiltsDeg, double[] order) {
        List<Choice> choices = new ArrayList<>();
        for (double jitter : JITTERS) {
            choices.add(choice(says, prior(scaled(tiltsDeg), 1, 0, jitter), jitter, Math.log(2.0 * LENGTHS.length)));
            for (double[] t : new double[][] {scaled(tiltsDeg), scaled(order)}) {
                for (double length : LENGTHS) {
                    for (double drift : DRIFTS) {
                        choices.add(choice(says, prior(t, length, drift, jitter), jitter, 0));
                    }
                }
            }
        }
        double best = choices.stream().mapToDouble(Choice::evidence).max().orElse(0);
        SharedAstigmatism shared = new SharedAstigmatism(tiltsDeg.length);
        for (Choice c : choices) {
            if (c.evidence > best - NEGLIGIBLE) {
                shared.add(c, says, Math.exp(c.evidence - best));
            }
        }
        return shared.averaged();
    }

    /** @param chances logarithm of how many choices this one stands for */
    private static Choice choice(Say[] says, double[][] prior, double jitter, double chances) {
        return new Choice(jitter, prior, system(says, prior).evidence() + chances);
    }

    /** Sums of values and of their squares and products. */
    private void add(Choice choice, Say[] says, double w) {
        int n = covariance.length;
        Joint system = system(says, choice.prior);
        double[] m = mean(choice.prior, backward(system.factor, system.half));
        double[][] c = covariance(choice.prior, system.factor);
        weight += w;
        jitter += w * choice.jitter;
        for (int v = 0; v < n; v++) {
            mean[v] += w * m[v];
            mean[n + v] += w * m[n + v];
            covariance[v][0] += w * (c[v][0] + m[v] * m[v]);
            covariance[v][1] += w * (c[v][1] + m[v] * m[n + v]);
            covariance[v][2] += w * (c[v][2] + m[n + v] * m[n + v]);
        }
    }

    private SharedAstigmatism averaged() {
        int n = covariance.length;
        for (int i = 0; i < 2 * n; i++) {
            mean[i] /= weight;
        }
        for (int v = 0; v < n; v++) {
            double c = mean[v];
            double s = mean[n + v];
            covariance[v][0] = Math.max(0, covariance[v][0] / weight - c * c);
            covariance[v][1] = covariance[v][1] / weight - c * s;
            covariance[v][2] = Math.max(0, covariance[v][2] / weight - s * s);
        }
        jitter /= weight;
        return this;
    }

    /** From -1 to 1. */
    private static double[] scaled(double[] values) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        return Arrays.stream(values)
                .map(x -> high > low ? 2 * (x - low) / (high - low) - 1 : 0)
                .toArray();
    }

    /** The lower triangle L of the prior covariance L L^T of one component. */
    private static double[][] prior(double[] t, double length, double drift, double jitter) {
        int n = t.length;
        double[][] p = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double d = (t[i] - t[j]) / length;
                p[i][j] = MEAN_SD * MEAN_SD + drift * drift * Math.exp(-0.5 * d * d) + (i == j ? jitter * jitter : 0);
            }
        }
        return triangle(p);
    }

    /** Cholesky factor of a symmetric positive matrix given by its lower triangle, which is overwritten. */
    private static double[][] triangle(double[][] a) {
        int n = a.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / a[j][j];
            }
        }
        return a;
    }

    private static Joint system(Say[] says, double[][] l) {
        int n = l.length;
        double[][] b = new double[2 * n][2 * n];
        double[] pull = new double[2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double cc = 0;
                double cs = 0;
                double ss = 0;
                for (int v = i; v < n; v++) { // L is 0 above its diagonal
                    double product = l[v][i] * l[v][j];
                    cc += product * says[v].cc;
                    cs += product * says[v].cs;
                    ss += product * says[v].ss;
                }
                b[i][j] = cc;
                b[n + i][n + j] = ss;
                b[n + i][j] = cs;
                b[n + j][i] = cs;
            }
            b[i][i] += 1;
            b[n + i][n + i] += 1;
            for (int v = i; v < n; v++) {
                pull[i] += l[v][i] * says[v].pullC;
                pull[n + i] += l[v][i] * says[v].pullS;
            }
        }
        double[][] factor = triangle(b);
        return new Joint(factor, forward(factor, pull));
    }

    private static double[] forward(double[][] factor, double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] /= factor[i][i];
        }
        return x;
    }

    private static double[] backward(double[][] factor, double[] right) {
        double[] x = right.clone();
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
        return x;
    }

    private static double[] mean(double[][] l, double[] white) {
        int n = l.length;
        double[] mean = new double[2 * n];
        for (int v = 0; v < n; v++) {
            for (int k = 0; k <= v; k++) {
                mean[v] += l[v][k] * white[k];
                mean[n + v] += l[v][k] * white[n + k];
            }
        }
        return mean;
    }

    /** Of each view: var c, cov, var s; rows of the factor solve B x = L^T e for each of both components. */
    private static double[][] covariance(double[][] l, double[][] factor) {
        int n = l.length;
        double[][] out = new double[n][3];
        for (int v = 0; v < n; v++) {
            double[] c = new double[2 * n];
            double[] s = new double[2 * n];
            for (int k = 0; k <= v; k++) {
                c[k] = l[v][k];
                s[n + k] = l[v][k];
            }
            c = forward(factor, c);
            s = forward(factor, s);
            for (int i = 0; i < 2 * n; i++) {
                out[v][0] += c[i] * c[i];
                out[v][1] += c[i] * s[i];
                out[v][2] += s[i] * s[i];
            }
        }
        return out;
    }

    double cosine(int view) {
        return mean[view];
    }

    double sine(int view) {
        return mean[covariance.length + view];
    }

    /** Variance of c, covariance, variance of s of one view. */
    double[] covariance(int view) {
        return covariance[view].clone();
    }

    /** Standard deviation of what jumps from view to view, Å. */
    double jitter() {
        return jitter;
    }
}
