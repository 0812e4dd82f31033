package org.goldtrail.ctf;

import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Least squares of one view's power spectra against {@code P = b(k) - a(k) cos 2 chi}, weighted as the scatter of
 * averaged periodograms demands: variance P^2 / modes. b and a are linear in the unknowns of a {@link RingBasis}, which
 * are solved for at every trial of the defocus, so that a background which can imitate rings takes its share of the
 * evidence away. What the other views tell of the unknowns may come in as a Gaussian prior.
 */
final class RingFit {
    private static final int N = RingBasis.UNKNOWNS;

    /** Constant, slope and bend of the background, and one envelope. */
    private static final int[] IN_PHASE = {0, 1, 2, RingBasis.BACKGROUND + 1};

    private final RingSums sums;
    private final RingBasis basis;
    private final double lambda;
    private final double[] variance;
    private final @Nullable Prior prior;

    /**
     * What is expected of the unknowns.
     *
     * @param mean expected values
     * @param precision inverse covariance, row by row
     */
    @SuppressWarnings("ArrayRecordComponent") // plain data, compared by identity
    record Prior(double[] mean, double[] precision) {
        double[] precisionTimesMean() {
            double[] product = new double[N];
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < N; j++) {
                    product[i] += precision[i * N + j] * mean[j];
                }
            }
            return product;
        }

        /** The part of the evidence that does not depend on the data: (ln det precision - mean^T precision mean) / 2. */
        double constant() {
            double[] product = precisionTimesMean();
            double sum = Cholesky.of(precision, N).logDeterminant();
            for (int i = 0; i < N; i++) {
                sum -= mean[i] * product[i];
            }
            return 0.5 * sum;
        }
    }

    /**
     * @param variance of the power of one mode, by ring
     * @param prior of the unknowns, or null if nothing is known
     */
    RingFit(RingSums sums, RingBasis basis, double lambda, double[] variance, @Nullable Prior prior) {
        this.sums = sums;
        this.basis = basis;
        this.lambda = lambda;
        this.variance = variance;
        this.prior = prior;
    }

    /** What the power is tried against: mean defocus, components of the astigmatism (Å), phase shift (rad). */
    record Trial(double defocus, double cosine, double sine, double phaseShift) {
        Trial plus(double d, double c, double s, double p) {
            return new Trial(defocus + d, cosine + c, sine + s, phaseShift + p);
        }
    }

    /** White noise has been divided by the level of the view, so that what is coupled to it has to be, too. */
    private double value(int ring, int unknown) {
        double value = basis.value(ring, unknown);
        return basis.isCoupled() ? value / sums.level()[ring] : value;
    }

    /** Mean power over the phases of the rings, by ring. */
    double[] background(double[] unknowns) {
        return curve(unknowns, 0, basis.isCoupled() ? N : basis.backgroundUnknowns());
    }

    /** By how much the rings rise and fall about the background, by ring. */
    double[] amplitude(double[] unknowns) {
        return curve(unknowns, basis.backgroundUnknowns(), N);
    }

    private double[] curve(double[] unknowns, int from, int to) {
        double[] curve = new double[basis.grid().rings()];
        for (int r = 0; r < curve.length; r++) {
            for (int i = from; i < to; i++) {
                curve[r] += value(r, i) * unknowns[i];
            }
        }
        return curve;
    }

    private double theta(int c, Trial t) {
        return 2
                        * Math.PI
                        * lambda
                        * (t.defocus * sums.u()[c] + t.cosine * sums.uCosine()[c] + t.sine * sums.uSine()[c])
                + 2 * t.phaseShift;
    }

    /** Evidence at {@code start.defocus + i step}, i below count. */
    double[] search(Trial start, double step, int count) {
        return along(start, step, count, this::evidence);
    }

    /** One figure of the normal equations at each trial of a search. The wave is turned from trial to trial. */
    private double[] along(Trial start, double step, int count, ToDoubleFunction<Normal> figure) {
        int n = sums.grid().cells();
        double[][] wave = wave(start);
        double[] re = wave[0];
        double[] im = wave[1];
        double[] stepRe = new double[n];
        double[] stepIm = new double[n];
        for (int c = 0; c < n; c++) {
            double turn = 2 * Math.PI * lambda * sums.u()[c] * step;
            stepRe[c] = Math.cos(turn);
            stepIm[c] = Math.sin(turn);
        }
        double[] figures = new double[count];
        for (int i = 0; i < count; i++) {
            figures[i] = figure.applyAsDouble(normal(re, im));
            for (int c = 0; c < n; c++) {
                double a = re[c];
                re[c] = a * stepRe[c] - im[c] * stepIm[c];
                im[c] = a * stepIm[c] + im[c] * stepRe[c];
            }
        }
        return figures;
    }

    private double[][] wave(Trial trial) {
        int n = sums.grid().cells();
        double[][] wave = new double[2][n];
        for (int c = 0; c < n; c++) {
            double theta = theta(c, trial);
            wave[0][c] = Math.cos(theta);
            wave[1][c] = Math.sin(theta);
        }
        return wave;
    }

    /** Normal matrix and right side of the linear unknowns. */
    @SuppressWarnings("ArrayRecordComponent") // plain data, compared by identity
    record Normal(double[] matrix, double[] right) {}

    Normal normal(Trial trial) {
        double[][] wave = wave(trial);
        return normal(wave[0], wave[1]);
    }

    private Normal normal(double[] re, double[] im) {
        double[] a = new double[N * N];
        double[] b = new double[N];
        for (int r = basis.firstRing(); r < basis.endRing(); r++) {
            double w = 0;
            double wp = 0;
            double wc = 0;
            double wcc = 0;
            double wpc = 0;
            for (int c = r * PolarGrid.SECTORS; c < (r + 1) * PolarGrid.SECTORS; c++) {
                w += sums.w()[c];
                wp += sums.wp()[c];
                wc += re[c] * sums.yr()[c] - im[c] * sums.yi()[c];
                wpc += re[c] * sums.xr()[c] - im[c] * sums.xi()[c];
                double c2 = re[c] * re[c] - im[c] * im[c];
                double s2 = 2 * re[c] * im[c];
                wcc += 0.5 * (sums.w()[c] + c2 * sums.zr()[c] - s2 * sums.zi()[c]);
            }
            if (basis.isCoupled()) {
                // 1 - cos 2 chi in place of -cos 2 chi
                wpc -= wp;
                wcc += w - 2 * wc;
                wc -= w;
            }
            double inverse = 1 / variance[r];
            for (int i = 0; i < N; i++) {
                boolean ringI = i >= basis.backgroundUnknowns();
                double bi = inverse * value(r, i);
                b[i] += bi * (ringI ? -wpc : wp);
                for (int j = 0; j <= i; j++) {
                    boolean ringJ = j >= basis.backgroundUnknowns();
                    a[i * N + j] += bi * value(r, j) * (ringI ? (ringJ ? wcc : -wc) : w);
                }
            }
        }
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < i; j++) {
                a[j * N + i] = a[i * N + j];
            }
        }
        return new Normal(a, b);
    }

    double evidence(Trial trial) {
        return evidence(normal(trial));
    }

    /**
     * Logarithm of the likelihood of the data, up to a constant. Without a prior it is maximal over the unknowns, beside
     * the fit of the background alone, and 0 where the amplitude comes out negative; with one it is the mean over them.
     */
    private double evidence(Normal normal) {
        if (prior != null) {
            double[] a = normal.matrix.clone();
            double[] b = normal.right.clone();
            addPrior(prior, a, b);
            Cholesky factor = Cholesky.of(a, N);
            double[] half = factor.forward(b);
            double sum = 0;
            for (double h : half) {
                sum += h * h;
            }
            return 0.5 * (sum - factor.logDeterminant()) + prior.constant();
        }
        Cholesky factor = Cholesky.of(normal.matrix, N);
        double[] half = factor.forward(normal.right);
        double gain = 0;
        for (int i = basis.backgroundUnknowns(); i < N; i++) {
            gain += half[i] * half[i];
        }
        double[] amplitude = amplitude(factor.solve(normal.right));
        double mean = 0;
        for (int r = basis.firstRing(); r < basis.endRing(); r++) {
            mean += amplitude[r] * sums.grid().frequency(r) / Math.sqrt(variance[r]);
        }
        return mean > 0 ? 0.5 * gain : 0;
    }

    private static void addPrior(Prior prior, double[] a, double[] b) {
        double[] product = prior.precisionTimesMean();
        for (int i = 0; i < N * N; i++) {
            a[i] += prior.precision[i];
        }
        for (int i = 0; i < N; i++) {
            b[i] += product[i];
        }
    }

    /** The linear unknowns that fit best at one place, the prior included. */
    double[] unknowns(Trial trial) {
        Normal normal = normal(trial);
        if (prior != null) {
            addPrior(prior, normal.matrix, normal.right);
        }
        return Cholesky.of(normal.matrix, N).solve(normal.right);
    }

    /**
     * How much the data of the fit range oscillate in phase with each trial of a search, in standard deviations: the
     * amplitude under one fixed envelope, a smooth background taken out, beside its scatter under noise alone.
     */
    double[] inPhase(Trial start, double step, int count) {
        return along(start, step, count, RingFit::inPhase);
    }

    private static double inPhase(Normal normal) {
        int n = IN_PHASE.length;
        double[] a = new double[n * n];
        double[] b = new double[n];
        for (int p = 0; p < n; p++) {
            b[p] = normal.right[IN_PHASE[p]];
            for (int q = 0; q < n; q++) {
                a[p * n + q] = normal.matrix[IN_PHASE[p] * N + IN_PHASE[q]];
            }
        }
        // the last line of L^-1 b is the part of the oscillation that the background cannot explain
        return Cholesky.of(a, n).forward(b)[n - 1];
    }

    /** Mean of the model over the cells of each ring. */
    double[] ringMeans(Trial trial, double[] unknowns) {
        double[] background = background(unknowns);
        double[] amplitude = amplitude(unknowns);
        double[] means = new double[background.length];
        for (int r = 0; r < means.length; r++) {
            double w = 0;
            double wc = 0;
            for (int c = r * PolarGrid.SECTORS; c < (r + 1) * PolarGrid.SECTORS; c++) {
                double theta = theta(c, trial);
                w += sums.w()[c];
                wc += Math.cos(theta) * sums.yr()[c] - Math.sin(theta) * sums.yi()[c];
            }
            means[r] = background[r] - (w > 0 ? amplitude[r] * wc / w : 0);
        }
        return means;
    }

    /** The model in each cell, tiles averaged. */
    double[] cellMeans(Trial trial, double[] unknowns) {
        double[] background = background(unknowns);
        double[] amplitude = amplitude(unknowns);
        double[] means = new double[sums.grid().cells()];
        for (int c = 0; c < means.length; c++) {
            int r = c / PolarGrid.SECTORS;
            double theta = theta(c, trial);
            double wave = Math.cos(theta) * sums.yr()[c] - Math.sin(theta) * sums.yi()[c];
            means[c] = background[r] - (sums.w()[c] > 0 ? amplitude[r] * wave / sums.w()[c] : 0);
        }
        return means;
    }

    /** Number of modes in a ring. */
    double modes(int ring) {
        double w = 0;
        for (int c = ring * PolarGrid.SECTORS; c < (ring + 1) * PolarGrid.SECTORS; c++) {
            w += sums.w()[c];
        }
        return w;
    }
}
