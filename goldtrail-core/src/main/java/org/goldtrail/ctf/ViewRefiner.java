package org.goldtrail.ctf;

import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * The last step for each view: mean defocus, both components of the astigmatism and, where wanted, the phase shift
 * together. The evidence is taken for a parabola about the present place, and the normal distributions that the series
 * suggests for each of them are its prior; their spread is learned from the views (expectation maximisation).
 */
final class ViewRefiner {
    private static final int ROUNDS = 3;
    private static final double[] STEPS = {150, 300, 300, 0.1};
    private static final double PHASE_SD = 0.2;

    private final HandedFit series;
    private final int unknowns;
    private final int views;
    private final WorkerPool pool;
    private final double[] deviations;

    ViewRefiner(HandedFit series, int views, boolean phaseShift, WorkerPool pool) {
        this.series = series;
        this.views = views;
        this.unknowns = phaseShift ? 4 : 3;
        this.pool = pool;
        this.deviations = new double[views];
    }

    /** Gradient and curvature (information) of the evidence of one view. */
    @SuppressWarnings("ArrayRecordComponent") // plain data, compared by identity
    private record Parabola(double[] gradient, double[] information) {}

    /** The refined trial of each view. */
    RingFit.Trial[] refine(double[] tiltsDeg) {
        RingFit.Trial[] trials = new RingFit.Trial[views];
        for (int v = 0; v < views; v++) {
            trials[v] = series.trial(v);
        }
        double[] mean = values(trials[0]);
        double spread = 300;
        for (int round = 0; round < ROUNDS; round++) {
            RingFit.Trial[] now = trials;
            java.util.List<Parabola> parabolas = pool.map(views, Progress.SILENT, v -> parabola(v, now[v]));
            double[][] next = new double[views][];
            for (int em = 0; em < 10; em++) {
                double[] sum = new double[2];
                double[] phase = new double[2];
                double squares = 0;
                int n = 0;
                for (int v = 0; v < views; v++) {
                    if (!series.hasData(v)) {
                        continue;
                    }
                    double[] prior = mean.clone();
                    prior[0] = series.defocusPrior().expected(tiltsDeg[v]);
                    double[] inverse = step(parabolas.get(v), values(now[v]), prior, spread, next, v);
                    for (int k = 0; k < 2; k++) {
                        sum[k] += next[v][1 + k];
                        double d = next[v][1 + k] - mean[1 + k];
                        squares += d * d + inverse[(1 + k) * (unknowns + 1)];
                    }
                    phase[0] += unknowns > 3 ? next[v][3] : 0;
                    phase[1]++;
                    deviations[v] = Math.sqrt(inverse[0]);
                    n++;
                }
                if (n == 0) {
                    return trials;
                }
                mean[1] = sum[0] / n;
                mean[2] = sum[1] / n;
                if (unknowns > 3) {
                    mean[3] = phase[0] / phase[1];
                }
                spread = Math.clamp(Math.sqrt(squares / (2 * n)), 20, 2000);
            }
            trials = trials.clone();
            for (int v = 0; v < views; v++) {
                if (next[v] != null) {
                    double[] x = next[v];
                    trials[v] = new RingFit.Trial(x[0], x[1], x[2], unknowns > 3 ? x[3] : trials[v].phaseShift());
                }
            }
        }
        return trials;
    }

    /** Standard deviation of the mean defocus of each view, prior included. */
    double deviation(int view) {
        return deviations[view];
    }

    /** Puts the most probable values into next[v] and returns their covariance. */
    private double[] step(Parabola p, double[] x, double[] prior, double spread, double[][] next, int v) {
        int n = unknowns;
        double sd = series.defocusPrior().sdAngstrom();
        double[] precision = {1 / (sd * sd), 1 / (spread * spread), 1 / (spread * spread), 1 / (PHASE_SD * PHASE_SD)};
        double[] a = p.information.clone();
        double[] b = p.gradient.clone();
        for (int i = 0; i < n; i++) {
            a[i * n + i] += precision[i];
            b[i] += precision[i] * (prior[i] - x[i]);
        }
        Cholesky factor = Cholesky.of(a, n);
        double[] step = factor.solve(b);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = x[i] + Math.clamp(step[i], -4 * STEPS[i], 4 * STEPS[i]);
        }
        next[v] = y;
        return factor.inverse();
    }

    private double[] values(RingFit.Trial t) {
        return new double[] {t.defocus(), t.cosine(), t.sine(), t.phaseShift()};
    }

    private Parabola parabola(int view, RingFit.Trial t) {
        int n = unknowns;
        double[] gradient = new double[n];
        double[] information = new double[n * n];
        if (!series.hasData(view)) {
            return new Parabola(gradient, information);
        }
        double[] plus = new double[n];
        double[] minus = new double[n];
        double e0 = series.evidence(view, t);
        for (int i = 0; i < n; i++) {
            plus[i] = series.evidence(view, moved(t, i, 1, i, 0));
            minus[i] = series.evidence(view, moved(t, i, -1, i, 0));
            gradient[i] = (plus[i] - minus[i]) / (2 * STEPS[i]);
            // where the evidence is bent the wrong way the prior has to decide alone
            information[i * n + i] = Math.max(0, (2 * e0 - plus[i] - minus[i]) / (STEPS[i] * STEPS[i]));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double both = series.evidence(view, moved(t, i, 1, j, 1));
                double mixed = -(both - plus[i] - plus[j] + e0) / (STEPS[i] * STEPS[j]);
                double limit = 0.9 * Math.sqrt(information[i * n + i] * information[j * n + j]);
                information[i * n + j] = Math.clamp(mixed, -limit, limit);
                information[j * n + i] = information[i * n + j];
            }
        }
        return new Parabola(gradient, information);
    }

    private static RingFit.Trial moved(RingFit.Trial t, int i, int si, int j, int sj) {
        double[] d = new double[4];
        d[i] += si * STEPS[i];
        d[j] += sj * STEPS[j];
        return t.plus(d[0], d[1], d[2], d[3]);
    }
}
