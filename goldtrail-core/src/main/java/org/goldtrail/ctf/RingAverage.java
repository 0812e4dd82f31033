package org.goldtrail.ctf;

/**
 * The rings of a view averaged over directions and heights, and what they say about the fit: each cell of the spectra is
 * moved to the frequency at which the mean defocus of the specimen centre has the cell's phase.
 */
final class RingAverage {
    private static final double SIGNIFICANT = 2;

    private final RingProfile profile;
    private final double score;
    private final double resolution;

    private RingAverage(RingProfile profile, double score, double resolution) {
        this.profile = profile;
        this.score = score;
        this.resolution = resolution;
    }

    static RingAverage of(
            ViewSpectrum spectrum, CtfOptics optics, int hand, RingFit fit, RingBasis basis, RingFit.Trial trial) {
        PolarGrid grid = spectrum.grid();
        double[] unknowns = fit.unknowns(trial);
        double[] background = fit.background(unknowns);
        double[] amplitude = fit.amplitude(unknowns);
        int rings = grid.rings();
        double[] sum = new double[rings];
        double[] weight = new double[rings];
        double lambda = optics.wavelengthAngstrom();
        double c2 = Math.PI * lambda * trial.defocus();
        double c4 = optics.aberrationPhase(1);
        for (int g = 0; g < spectrum.power().length; g++) {
            double height = hand * spectrum.heightsAngstrom()[g];
            for (int c = 0; c < grid.cells(); c++) {
                double k2 = grid.kSquared(c);
                double defocus =
                        (trial.defocus() - height) * k2 + trial.cosine() * grid.cosine(c) + trial.sine() * grid.sine(c);
                double phase = Math.PI * lambda * defocus + c4 * k2 * k2;
                // c4 x^2 + c2 x = phase for x = k^2, the root that goes with c4 towards 0
                double root = c2 * c2 + 4 * c4 * phase;
                if (root <= 0 || c2 <= 0) {
                    continue;
                }
                double x = 2 * phase / (c2 + Math.sqrt(root));
                if (x <= 0) {
                    continue;
                }
                int from = c / PolarGrid.SECTORS;
                int to = (int) Math.rint((Math.sqrt(x) - grid.frequency(0)) / grid.step());
                if (to >= 0 && to < rings && background[from] > 0) {
                    double w = spectrum.modes()[g] * grid.count(c);
                    weight[to] += w;
                    // relative to its own background, which differs from that where it goes
                    sum[to] += w * (spectrum.power()[g][c] - background[from]) / background[from];
                }
            }
        }
        return evaluated(grid, basis, background, amplitude, sum, weight, trial, optics);
    }

    private static RingAverage evaluated(
            PolarGrid grid,
            RingBasis basis,
            double[] background,
            double[] amplitude,
            double[] sum,
            double[] weight,
            RingFit.Trial trial,
            CtfOptics optics) {
        ContrastTransferFunction ctf = new ContrastTransferFunction(
                optics, new CtfModel(trial.defocus(), trial.defocus(), 0, trial.phaseShift()));
        int first = basis.firstRing();
        int n = basis.endRing() - first;
        double[] frequency = new double[n];
        double[] power = new double[n];
        double[] under = new double[n];
        double[] fitted = new double[n];
        double[] wave = new double[n];
        double[] modes = new double[n];
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            int r = first + i;
            frequency[i] = grid.frequency(r);
            double relative = weight[r] > 0 ? sum[r] / weight[r] : 0;
            wave[i] = -Math.cos(2 * ctf.radialPhase(frequency[i]));
            modes[i] = weight[r];
            under[i] = background[r];
            power[i] = background[r] * (1 + relative);
            fitted[i] = background[r] + amplitude[r] * wave[i];
            double model = background[r] > 0 ? amplitude[r] * wave[i] / background[r] : 0;
            xy += weight[r] * relative * model;
            xx += weight[r] * model * model;
            yy += weight[r] * relative * relative;
        }
        double score = xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
        RingProfile profile = new RingProfile(frequency, power, under, fitted);
        return new RingAverage(profile, score, resolution(profile, wave, modes, trial.defocus(), optics));
    }

    /** The end of the last window, from low frequencies up, in which the rings are where they should be. */
    private static double resolution(RingProfile p, double[] wave, double[] modes, double defocus, CtfOptics optics) {
        int n = wave.length;
        double step = n > 1 ? p.frequency()[1] - p.frequency()[0] : 1;
        double reached = 1 / p.frequency()[0];
        int misses = 0;
        for (int from = 0; from < n && misses < 2; ) {
            // one and a half rings
            double period = 1 / (2 * optics.wavelengthAngstrom() * Math.max(1000, defocus) * p.frequency()[from]);
            int width = Math.max(8, (int) Math.rint(1.5 * period / step));
            int to = Math.min(n, from + width);
            double hit = 0;
            double norm = 0;
            for (int i = from; i < to; i++) {
                double relative = p.background()[i] > 0 ? p.power()[i] / p.background()[i] - 1 : 0;
                hit += modes[i] * relative * wave[i];
                norm += modes[i] * wave[i] * wave[i];
            }
            if (norm > 0 && hit / Math.sqrt(norm) > SIGNIFICANT) {
                reached = 1 / p.frequency()[to - 1];
                misses = 0;
            } else {
                misses++;
            }
            from += Math.max(1, width / 2);
        }
        return reached;
    }

    RingProfile profile() {
        return profile;
    }

    double score() {
        return score;
    }

    double resolutionAngstrom() {
        return resolution;
    }
}
