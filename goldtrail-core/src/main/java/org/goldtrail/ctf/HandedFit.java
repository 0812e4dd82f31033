package org.goldtrail.ctf;

import java.util.Arrays;
import java.util.List;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * The joint fit of all views of a series for one hand of the defocus gradient. Starts from searches over the whole
 * range; then in turn the common shape of the spectra ({@link SeriesSpectrum}), the noise actually found, the common
 * astigmatism and each view's defocus are brought up to date.
 */
final class HandedFit {
    private static final int ROUNDS = 5;
    private static final double SMALLEST_SCATTER = 0.6;

    /**
     * Neighbouring rings hold partly the same noise, since a Hann window widens every frequency: correlations of (2/3)^2 and
     * (1/6)^2 with the next two rings on both sides. So single rings scatter less than all of them together tell.
     */
    private static final double RING_CORRELATION = 35.0 / 18;

    private static final double NEAR = 8000;
    private static final double IMPROBABLE = 20;

    private final List<@Nullable RingSums> sums;
    private final double[] tiltsDeg;
    private final double[][] features;
    private final CtfParameters parameters;
    private final WorkerPool pool;
    private final double lambda;
    private final double step;
    private final int points;
    private RingBasis basis;
    private final double[][] variances;
    private final double[] scatter;
    private final double[] correlation;
    private final double[] commonExcess;
    private List<double @Nullable []> curves = List.of();
    private DefocusPrior defocusPrior;
    private @Nullable SeriesSpectrum spectrum;
    private RingFit.Trial[] trials;
    private double phaseShift;
    private double misfit;

    /**
     * @param sums of each view for this hand; null for views without data
     * @param features what the common shape of the spectra may depend on, by view
     */
    HandedFit(
            List<@Nullable RingSums> sums,
            RingBasis basis,
            double[] tiltsDeg,
            double[][] features,
            CtfParameters parameters,
            WorkerPool pool) {
        this.sums = sums;
        this.basis = basis;
        this.tiltsDeg = tiltsDeg;
        this.features = features;
        this.parameters = parameters;
        this.pool = pool;
        this.lambda = parameters.optics().wavelengthAngstrom();
        // half a radian at the highest frequency, or what is fine enough for any data
        double k = basis.grid().frequency(basis.endRing() - 1);
        this.step = Math.clamp(0.5 / (2 * Math.PI * lambda * k * k), 40, 100);
        this.points = (int) ((parameters.largestDefocusAngstrom() - parameters.smallestDefocusAngstrom()) / step) + 1;
        this.variances = new double[sums.size()][];
        this.scatter = new double[basis.grid().rings()];
        Arrays.fill(scatter, 1);
        this.correlation = new double[basis.grid().rings()];
        Arrays.fill(correlation, 1);
        this.commonExcess = new double[basis.grid().rings()];
        Arrays.fill(commonExcess, 1);
        this.trials = new RingFit.Trial[sums.size()];
        this.defocusPrior = DefocusPrior.learn(parameters.smallestDefocusAngstrom(), step, List.of(), tiltsDeg);
    }

    /** Searches every view over the whole range and finds the defocus most of them agree upon. */
    void search(Progress progress) {
        for (int v = 0; v < variances.length; v++) {
            RingSums s = sums.get(v);
            if (s != null) {
                double[] rough = RoughBackground.of(s, basis.firstRing(), basis.endRing());
                variances[v] = Arrays.stream(rough).map(x -> x * x).toArray();
            }
        }
        int phases = parameters.fitPhaseShift() ? 12 : 1;
        double best = Double.NEGATIVE_INFINITY;
        List<double @Nullable []> bestCurves = List.of();
        for (int p = 0; p < phases; p++) {
            double shift = p * Math.PI / 12;
            List<double @Nullable []> tried = curves(new RingFit.Trial(0, 0, 0, shift), false, progress);
            double total = 0;
            for (double[] curve : tried) {
                total += curve == null ? 0 : Arrays.stream(curve).max().orElse(0);
            }
            if (total > best) {
                best = total;
                bestCurves = tried;
                phaseShift = shift;
            }
        }
        curves = bestCurves;
        learnDefocus();
        for (int v = 0; v < trials.length; v++) {
            double[] curve = curves.get(v);
            double d = curve == null
                    ? defocusPrior.expected(tiltsDeg[v])
                    : defocusPrior.posterior(curve, tiltsDeg[v])[0];
            trials[v] = new RingFit.Trial(d, 0, 0, phaseShift);
        }
    }

    private List<double @Nullable []> curves(RingFit.Trial about, boolean eachItsOwn, Progress progress) {
        return pool.map(sums.size(), progress, v -> {
            RingSums s = sums.get(v);
            if (s == null) {
                return null;
            }
            RingFit.Trial t = eachItsOwn ? trials[v] : about;
            return fit(v, s)
                    .search(
                            new RingFit.Trial(
                                    parameters.smallestDefocusAngstrom(), t.cosine(), t.sine(), t.phaseShift()),
                            step,
                            points);
        });
    }

    /** Searches near the trend only, which is quicker; the rest of each curve counts as very improbable. */
    private List<double @Nullable []> nearTrend() {
        return pool.map(sums.size(), Progress.SILENT, v -> {
            RingSums s = sums.get(v);
            if (s == null) {
                return null;
            }
            double first = parameters.smallestDefocusAngstrom();
            double about = defocusPrior.expected(tiltsDeg[v]);
            int from = (int) Math.clamp((about - NEAR - first) / step, 0, points - 1);
            int to = (int) Math.clamp((about + NEAR - first) / step, from, points - 1);
            RingFit.Trial t = trials[v];
            double[] near = fit(v, s)
                    .search(
                            new RingFit.Trial(first + from * step, t.cosine(), t.sine(), t.phaseShift()),
                            step,
                            to - from + 1);
            double[] curve = new double[points];
            Arrays.fill(curve, Arrays.stream(near).min().orElse(0) - IMPROBABLE);
            System.arraycopy(near, 0, curve, from, near.length);
            return curve;
        });
    }

    private void learnDefocus() {
        defocusPrior = DefocusPrior.learn(parameters.smallestDefocusAngstrom(), step, curves, tiltsDeg);
    }

    private RingFit fit(int view, RingSums s) {
        return new RingFit(s, basis, lambda, variances[view], spectrum == null ? null : spectrum.prior(view));
    }

    /** Uses another fit range from now on. */
    void useRange(RingBasis range) {
        basis = range;
        spectrum = null;
    }

    /** All rounds of the joint fit. */
    void refine(Progress progress) {
        AstigmatismFit astigmatism = new AstigmatismFit();
        for (int round = 0; round < ROUNDS; round++) {
            learnSpectrum();
            measureScatter();
            if (round >= 1) {
                trials = astigmatism.common(trials, this::evidenceForAll, sums.size(), pool, round == 1);
            }
            curves = round < ROUNDS - 1 ? nearTrend() : curves(trials[0], true, progress);
            learnDefocus();
            for (int v = 0; v < trials.length; v++) {
                double[] curve = curves.get(v);
                if (curve != null) {
                    double d = defocusPrior.posterior(curve, tiltsDeg[v])[0];
                    RingFit.Trial t = trials[v];
                    trials[v] = new RingFit.Trial(d, t.cosine(), t.sine(), t.phaseShift());
                }
            }
        }
    }

    private void learnSpectrum() {
        List<RingFit.@Nullable Normal> normals = pool.map(sums.size(), Progress.SILENT, v -> {
            RingSums s = sums.get(v);
            return s == null ? null : new RingFit(s, basis, lambda, variances[v], null).normal(trials[v]);
        });
        spectrum = SeriesSpectrum.learn(features, normals);
    }

    /** How much the rings of all views scatter about the model, beside what the number of modes allows. */
    private void measureScatter() {
        int rings = basis.grid().rings();
        double[] chi = new double[rings];
        double[] common = new double[basis.grid().cells()];
        double[] weight = new double[basis.grid().cells()];
        int count = 0;
        double[][] models = new double[sums.size()][];
        for (int v = 0; v < models.length; v++) {
            RingSums s = sums.get(v);
            if (s == null) {
                continue;
            }
            RingFit fit = fit(v, s);
            models[v] = fit.ringMeans(trials[v], fit.unknowns(trials[v]));
            double[] profile = s.profile();
            for (int r = basis.firstRing(); r < basis.endRing(); r++) {
                double d = profile[r] / models[v][r] - 1;
                chi[r] += Math.min(25, d * d * fit.modes(r));
            }
            double[] cells = fit.cellMeans(trials[v], fit.unknowns(trials[v]));
            for (int c = 0; c < cells.length; c++) {
                if (cells[c] > 0) {
                    common[c] += s.wp()[c] / cells[c] - s.w()[c];
                    weight[c] += s.w()[c];
                }
            }
            count++;
        }
        misfit = 0;
        for (int r = basis.firstRing(); r < basis.endRing(); r++) {
            misfit += RING_CORRELATION * chi[r] / Math.max(1, count) / (basis.endRing() - basis.firstRing());
            double sum = 0;
            double shared = 0;
            int n = 0;
            for (int k = Math.max(basis.firstRing(), r - 2); k <= Math.min(basis.endRing() - 1, r + 2); k++) {
                sum += chi[k] / Math.max(1, count);
                shared += commonScatter(common, weight, k);
                n++;
            }
            scatter[r] = Math.max(SMALLEST_SCATTER, sum / n);
            correlation[r] = Math.max(1, RING_CORRELATION * sum / n) / scatter[r];
            commonExcess[r] = Math.max(1, shared / n / scatter[r]);
        }
        for (int v = 0; v < models.length; v++) {
            if (models[v] != null) {
                for (int r = basis.firstRing(); r < basis.endRing(); r++) {
                    double m = Math.max(models[v][r], 0.05 * Math.sqrt(variances[v][r]));
                    models[v][r] = m * m * scatter[r];
                }
                for (int r = 0; r < rings; r++) {
                    if (r < basis.firstRing() || r >= basis.endRing()) {
                        models[v][r] = variances[v][r];
                    }
                }
                variances[v] = models[v];
            }
        }
    }

    /**
     * How much the residuals that all views have in common exceed chance, as the same structure seen in all of them makes
     * them do: the mean over the cells of a ring of (sum of w residual)^2 / sum of w, 1 for views that are independent.
     */
    private static double commonScatter(double[] common, double[] weight, int ring) {
        double sum = 0;
        int n = 0;
        for (int c = ring * PolarGrid.SECTORS; c < (ring + 1) * PolarGrid.SECTORS; c++) {
            if (weight[c] > 0) {
                sum += common[c] * common[c] / weight[c];
                n++;
            }
        }
        return n == 0 ? 1 : sum / n;
    }

    /** Evidence of one view; 0 where it has no data. */
    double evidence(int view, RingFit.Trial trial) {
        RingSums s = sums.get(view);
        return s == null ? 0 : fit(view, s).evidence(trial);
    }

    /**
     * As {@link #evidence(int, RingFit.Trial)}, the correlation of neighbouring rings counted: as steep as the view's own
     * noise demands, for standard deviations.
     */
    double evidenceOfAllRings(int view, RingFit.Trial trial) {
        return evidence(view, trial, correlation);
    }

    /**
     * The part of one view in the evidence for what all views share; 0 where it has no data. Residuals that all views have in
     * common do not average out, so they count as noise here, though they hardly disturb what is each view's own.
     */
    double evidenceForAll(int view, RingFit.Trial trial) {
        double[] factor = correlation.clone();
        for (int r = 0; r < factor.length; r++) {
            factor[r] *= commonExcess[r];
        }
        return evidence(view, trial, factor);
    }

    private double evidence(int view, RingFit.Trial trial, double[] varianceFactor) {
        RingSums s = sums.get(view);
        if (s == null) {
            return 0;
        }
        double[] variance = variances[view].clone();
        for (int r = 0; r < variance.length; r++) {
            variance[r] *= varianceFactor[r];
        }
        return new RingFit(s, basis, lambda, variance, spectrum == null ? null : spectrum.prior(view)).evidence(trial);
    }

    /**
     * Evidence of one view for this hand, the defocus left open: ln of the mean likelihood under the trend of the series.
     *
     * @param variance the same for all hands that are to be compared
     */
    double evidence(int view, double[] variance) {
        RingSums s = sums.get(view);
        if (s == null) {
            return 0;
        }
        RingFit.Trial t = trials[view];
        double centre = defocusPrior.expected(tiltsDeg[view]);
        double sd = 2 * defocusPrior.sdAngstrom();
        int reach = (int) Math.ceil(2.5 * sd / step);
        RingFit fit = new RingFit(s, basis, lambda, variance, spectrum == null ? null : spectrum.prior(view));
        double[] curve = fit.search(
                new RingFit.Trial(centre - reach * step, t.cosine(), t.sine(), t.phaseShift()), step, 2 * reach + 1);
        double max = Arrays.stream(curve).max().orElse(0);
        double sum = 0;
        for (int k = 0; k < curve.length; k++) {
            double z = (k - reach) * step / sd;
            sum += Math.exp(curve[k] - max - 0.5 * z * z) * step / (sd * Math.sqrt(2 * Math.PI));
        }
        return max + Math.log(Math.max(sum, 1e-300));
    }

    /** The best evidence of all views together, after the search. */
    double total() {
        double total = 0;
        for (double[] curve : curves) {
            total += curve == null ? 0 : Arrays.stream(curve).max().orElse(0);
        }
        return total;
    }

    /** Mean square of what the rings of all views are off the model, 1 if counting alone is to blame. */
    double misfit() {
        return misfit;
    }

    boolean hasData(int view) {
        return sums.get(view) != null;
    }

    RingFit.Trial trial(int view) {
        return trials[view];
    }

    double @Nullable [] curve(int view) {
        return curves.get(view);
    }

    DefocusPrior defocusPrior() {
        return defocusPrior;
    }

    RingBasis basis() {
        return basis;
    }

    RingFit fit(int view) {
        return fit(view, java.util.Objects.requireNonNull(sums.get(view)));
    }

    RingSums sums(int view) {
        return java.util.Objects.requireNonNull(sums.get(view));
    }

    double[] variance(int view) {
        return variances[view];
    }
}
