package org.goldtrail.ctf;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * The null test: are there Thon rings at all? The fit range is cut in two where a third of the information lies below. The
 * statistic is the amplitude in phase with the rings that the fit has found, in standard deviations of the noise, all views
 * together. Rings must show in both parts, in the outer one clearly, where several lie and the specimen's own structure is
 * weak, and there no other common defocus may do much better: what the fit has made of one bump is out of phase elsewhere.
 * What else oscillates (form factors, ripples of a filter) does not do it by the law of the CTF, whose phase grows with the
 * square of the frequency: if decoys whose phase grows with its first or third power stand out clearly more, the
 * oscillation is something else.
 */
final class RingTest {
    private RingTest() {}

    /** From so many standard deviations on, there are rings. */
    static final double LIMIT = 7;

    /** What the inner part has to show at least. */
    private static final double INNER_LIMIT = 3;

    /** Part of the highest value over all common defocus values that the fit has to reach. */
    private static final double PART_OF_HIGHEST = 0.7;

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
            double[] amplitude = fit.amplitude(fit.unknowns(series.trial(v)));
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
     * Standard deviations by which the rings of all views together stand out in the outer part of the fit range, where the
     * fit has them; 0 if they do not show in the inner part, or if another defocus or another law does clearly better.
     */
    static double of(
            HandedFit series, List<@Nullable ViewSpectrum> spectra, CtfParameters parameters, WorkerPool pool) {
        int views = spectra.size();
        double middle = frequencyOfInformation(series, views, 0.35);
        RingBasis all = series.basis();
        double top = all.grid().frequency(all.endRing() - 1);
        RingBasis upper = new RingBasis(all.grid(), middle + all.grid().step(), top);
        RingBasis lower = new RingBasis(all.grid(), all.grid().frequency(all.firstRing()), middle);
        double outer = asFitted(series, parameters, upper, views);
        double inner = asFitted(series, parameters, lower, views);
        double physical = highest(series, parameters, upper, pool, series::sums, views);
        if (inner < INNER_LIMIT || outer < PART_OF_HIGHEST * physical) {
            return 0;
        }
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
        return decoy > DECOY_MARGIN * physical ? 0 : outer;
    }

    /** Sum over the views beside its standard deviation, each at its own fit. */
    private static double asFitted(HandedFit series, CtfParameters parameters, RingBasis part, int views) {
        double lambda = parameters.optics().wavelengthAngstrom();
        double sum = 0;
        int n = 0;
        for (int v = 0; v < views; v++) {
            if (series.hasData(v)) {
                sum += new RingFit(series.sums(v), part, lambda, series.variance(v), null)
                        .inPhase(series.trial(v), 1, 1)[0];
                n++;
            }
        }
        return n == 0 ? 0 : sum / Math.sqrt(n);
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
