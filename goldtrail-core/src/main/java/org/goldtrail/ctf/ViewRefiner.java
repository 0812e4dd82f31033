package org.goldtrail.ctf;

import java.util.List;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * The last step for each view: mean defocus, both components of the astigmatism and, where wanted, the phase shift
 * together. The evidence of a view is taken for a parabola about the present place. Its defocus has the trend of the series
 * as prior, its phase shift the mean of the series; the astigmatism is shared as {@link SharedAstigmatism} finds best.
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

    /**
     * The refined trial of each view.
     *
     * @param order place of each view in the order of exposure
     */
    RingFit.Trial[] refine(double[] tiltsDeg, double[] order) {
        RingFit.Trial[] trials = new RingFit.Trial[views];
        for (int v = 0; v < views; v++) {
            trials[v] = series.trial(v);
        }
        for (int round = 0; round < ROUNDS; round++) {
            RingFit.Trial[] now = trials;
            double phase = meanPhase(now);
            List<Parabola> alone = pool.map(views, Progress.SILENT, v -> parabola(v, now[v], series::evidence));
            List<Parabola> forAll = pool.map(views, Progress.SILENT, v -> parabola(v, now[v], series::evidenceForAll));
            OwnFit[] own = new OwnFit[views];
            SharedAstigmatism.Say[] says = new SharedAstigmatism.Say[views];
            for (int v = 0; v < views; v++) {
                double[] prior = {series.defocusPrior().expected(tiltsDeg[v]), phase};
                own[v] = new OwnFit(alone.get(v), values(now[v]), prior);
                says[v] = series.hasData(v)
                        ? new OwnFit(forAll.get(v), values(now[v]), prior).say()
                        : SharedAstigmatism.Say.NOTHING;
            }
            SharedAstigmatism shared = SharedAstigmatism.of(says, tiltsDeg, order);
            trials = now.clone();
            for (int v = 0; v < views; v++) {
                if (series.hasData(v)) {
                    trials[v] = own[v].trial(shared.cosine(v), shared.sine(v), now[v]);
                }
            }
            if (round == ROUNDS - 1) {
                List<Parabola> allRings =
                        pool.map(views, Progress.SILENT, v -> parabola(v, now[v], series::evidenceOfAllRings));
                for (int v = 0; v < views; v++) {
                    double[] prior = {series.defocusPrior().expected(tiltsDeg[v]), phase};
                    deviations[v] = new OwnFit(allRings.get(v), values(now[v]), prior).deviation(shared.covariance(v));
                }
            }
        }
        return trials;
    }

    private double meanPhase(RingFit.Trial[] trials) {
        double sum = 0;
        int n = 0;
        for (int v = 0; v < views; v++) {
            if (series.hasData(v)) {
                sum += trials[v].phaseShift();
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    /**
     * The parabola of one view with the priors of what is its own (defocus, phase shift), solved for these at any
     * astigmatism: own = base + slope (c, s).
     */
    private final class OwnFit {
        private final double[] base;
        private final double[][] slope;
        private final double varianceOfDefocus;
        private final SharedAstigmatism.Say say;

        OwnFit(Parabola p, double[] x, double[] prior) {
            int n = unknowns;
            int m = n - 2;
            int[] mine = {0, 3};
            // pull = gradient + information x: the parabola about 0 instead of x
            double[] pull = new double[n];
            for (int i = 0; i < n; i++) {
                pull[i] = p.gradient[i];
                for (int j = 0; j < n; j++) {
                    pull[i] += p.information[i * n + j] * x[j];
                }
            }
            double sd = series.defocusPrior().sdAngstrom();
            double[] precision = {1 / (sd * sd), 1 / (PHASE_SD * PHASE_SD)};
            double[] a = new double[m * m];
            double[] right = new double[m];
            double[][] mixed = new double[2][m];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < m; j++) {
                    a[i * m + j] = p.information[mine[i] * n + mine[j]] + (i == j ? precision[i] : 0);
                }
                right[i] = pull[mine[i]] + precision[i] * prior[i];
                for (int k = 0; k < 2; k++) {
                    mixed[k][i] = p.information[mine[i] * n + 1 + k];
                }
            }
            Cholesky factor = Cholesky.of(a, m);
            base = factor.solve(right);
            slope = new double[][] {factor.solve(mixed[0]), factor.solve(mixed[1])};
            varianceOfDefocus = factor.inverse()[0];
            double[] left = new double[5];
            for (int i = 0; i < m; i++) {
                left[0] += mixed[0][i] * slope[0][i];
                left[1] += mixed[0][i] * slope[1][i];
                left[2] += mixed[1][i] * slope[1][i];
                left[3] += mixed[0][i] * base[i];
                left[4] += mixed[1][i] * base[i];
            }
            say = new SharedAstigmatism.Say(
                    p.information[n + 1] - left[0],
                    p.information[n + 2] - left[1],
                    p.information[2 * n + 2] - left[2],
                    pull[1] - left[3],
                    pull[2] - left[4]);
        }

        SharedAstigmatism.Say say() {
            return say;
        }

        /** The most probable values at an astigmatism, at most some steps away from the present ones. */
        RingFit.Trial trial(double cosine, double sine, RingFit.Trial now) {
            double[] before = values(now);
            double[] after = {at(0, cosine, sine), cosine, sine, unknowns > 3 ? at(1, cosine, sine) : before[3]};
            for (int i = 0; i < after.length; i++) {
                after[i] = Math.clamp(after[i], before[i] - 4 * STEPS[i], before[i] + 4 * STEPS[i]);
            }
            return new RingFit.Trial(after[0], after[1], after[2], after[3]);
        }

        private double at(int i, double cosine, double sine) {
            return base[i] - slope[0][i] * cosine - slope[1][i] * sine;
        }

        double deviation(double[] covariance) {
            double c = slope[0][0];
            double s = slope[1][0];
            return Math.sqrt(
                    varianceOfDefocus + c * c * covariance[0] + 2 * c * s * covariance[1] + s * s * covariance[2]);
        }
    }

    /** Standard deviation of the mean defocus of each view, prior included. */
    double deviation(int view) {
        return deviations[view];
    }

    private static double[] values(RingFit.Trial t) {
        return new double[] {t.defocus(), t.cosine(), t.sine(), t.phaseShift()};
    }

    private Parabola parabola(int view, RingFit.Trial t, AstigmatismFit.Evidence evidence) {
        int n = unknowns;
        double[] gradient = new double[n];
        double[] information = new double[n * n];
        if (!series.hasData(view)) {
            return new Parabola(gradient, information);
        }
        double[] plus = new double[n];
        double[] minus = new double[n];
        double e0 = evidence.at(view, t);
        for (int i = 0; i < n; i++) {
            plus[i] = evidence.at(view, moved(t, i, 1, i, 0));
            minus[i] = evidence.at(view, moved(t, i, -1, i, 0));
            gradient[i] = (plus[i] - minus[i]) / (2 * STEPS[i]);
            // where the evidence is bent the wrong way the prior has to decide alone
            information[i * n + i] = Math.max(0, (2 * e0 - plus[i] - minus[i]) / (STEPS[i] * STEPS[i]));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double both = evidence.at(view, moved(t, i, 1, j, 1));
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
