package org.goldtrail.ctf;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * The null test: are there Thon rings at all? In the upper part of the fit range, where several rings lie and the
 * specimen's own structure is weak, all views are tried against one common defocus: the statistic is the amplitude in
 * phase with the rings, in standard deviations of the noise, all views together. Noise gives 3 to 4 at the best of all
 * values. What else oscillates (form factors, ripples of a filter) does not do it by the law of the CTF, whose phase grows
 * with the square of the frequency: if decoys whose phase grows with its first or third power stand out clearly more,
 * the oscillation is something else.
 */
final class RingTest {
    private RingTest() {}

    /** From so many standard deviations on, there are rings. */
    static final double LIMIT = 7;

    private static final double[] DECOY_POWERS = {1, 3};
    private static final double DECOY_MARGIN = 1.2;

    /**
     * Where the information about the defocus reaches the given part of its whole, 1/Å: every frequency tells in
     * proportion to modes (a / b)^2 k^4.
     */
    static double frequencyOfInformation(HandedFit series, int views, double part) {
        RingBasis basis = series.basis();
        double[] information = new double[basis.endRing()];
        double total = 0;
        for (int v = 0; v < views; v++) {
            if (!series.hasData(v)) {
                continue;
            }
            RingFit fit = series.fit(v);
            double[] amplitude = basis.amplitude(fit.unknowns(series.trial(v)));
            for (int r = basis.firstRing(); r < basis.endRing(); r++) {
                double k = basis.grid().frequency(r);
                double a = Math.max(0, amplitude[r]);
                double i = fit.modes(r) * a * a / series.variance(v)[r] * k * k * k * k;
                information[r] += i;
                total += i;
            }
        }
        double sum = 0;
        for (int r = basis.firstRing(); r < basis.endRing(); r++) {
            sum += information[r];
            if (sum >= part * total) {
                return basis.grid().frequency(r);
            }
        }
        return basis.grid().frequency(basis.endRing() - 1);
    }

    /**
     * Standard deviations by which the rings of all views together stand out at the common defocus; 0 if rings that obey
     * another law stand out clearly more.
     */
    static double of(
            HandedFit series, List<@Nullable ViewSpectrum> spectra, CtfParameters parameters, WorkerPool pool) {
        int views = spectra.size();
        double middle = frequencyOfInformation(series, views, 0.35);
        RingBasis all = series.basis();
        double top = all.grid().frequency(all.endRing() - 1);
        RingBasis upper = new RingBasis(all.grid(), middle + all.grid().step(), top);
        double physical = highest(series, parameters, upper, pool, series::sums, views);
        double decoy = 0;
        for (double power : DECOY_POWERS) {
            decoy = Math.max(
                    decoy,
                    highest(
                            series,
                            parameters,
                            upper,
                            pool,
                            v -> RingSums.decoy(
                                    java.util.Objects.requireNonNull(spectra.get(v)),
                                    parameters.optics(),
                                    power,
                                    middle,
                                    parameters.optics().amplitudePhase()),
                            views));
        }
        return decoy > DECOY_MARGIN * physical ? 0 : physical;
    }

    /** Largest sum over the views, beside its standard deviation, over all common defocus values. */
    private static double highest(
            HandedFit series,
            CtfParameters parameters,
            RingBasis upper,
            WorkerPool pool,
            IntFunction<RingSums> sums,
            int views) {
        double lambda = parameters.optics().wavelengthAngstrom();
        double step = 200;
        int points = (int) ((parameters.largestDefocusAngstrom() - parameters.smallestDefocusAngstrom()) / step) + 1;
        List<double @Nullable []> curves = pool.map(views, Progress.SILENT, v -> {
            if (!series.hasData(v)) {
                return null;
            }
            RingFit.Trial t = series.trial(v);
            return new RingFit(sums.apply(v), upper, lambda, series.variance(v), null)
                    .inPhase(
                            new RingFit.Trial(
                                    parameters.smallestDefocusAngstrom(), t.cosine(), t.sine(), t.phaseShift()),
                            step,
                            points);
        });
        double[] total = new double[points];
        int n = 0;
        for (double[] curve : curves) {
            if (curve != null) {
                n++;
                for (int i = 0; i < points; i++) {
                    total[i] += curve[i];
                }
            }
        }
        return n == 0 ? 0 : Arrays.stream(total).max().orElse(0) / Math.sqrt(n);
    }
}
