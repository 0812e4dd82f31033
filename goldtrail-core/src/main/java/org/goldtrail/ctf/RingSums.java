package org.goldtrail.ctf;

import java.util.function.IntToDoubleFunction;

/**
 * All that a fit of rings needs to know of a view's power spectra. With the tiles g of heights z_g and the model
 *
 * <pre>
 *   P_g(k) = b(k) - a(k) cos(2 chi_g(k)),   2 chi_g(k) = theta(k) + beta_g(k)
 *   beta_g = -2 pi lambda k^2 hand z_g + 2 (aberration + amplitude contrast)
 * </pre>
 *
 * every sum over the tiles that the normal equations need is, for every theta, a turn of one of the complex sums
 * {@code X = sum w P e^(i beta)}, {@code Y = sum w e^(i beta)}, {@code Z = sum w e^(2 i beta)}. So the heights of the
 * tiles are taken out of the data once, without resampling them, and trying a defocus costs no sum over tiles.
 */
@SuppressWarnings("ArrayRecordComponent") // plain data, compared by identity
record RingSums(
        PolarGrid grid,
        double[] u,
        double[] uCosine,
        double[] uSine,
        double[] w,
        double[] wp,
        double[] xr,
        double[] xi,
        double[] yr,
        double[] yi,
        double[] zr,
        double[] zi,
        double[] level) {

    /** The sums for the physical law: theta is proportional to k^2. */
    static RingSums of(ViewSpectrum spectrum, CtfOptics optics, int hand) {
        double constant = optics.amplitudePhase();
        return of(spectrum, optics, hand, k2 -> k2, k2 -> optics.aberrationPhase(k2) + constant);
    }

    /**
     * The sums for rings that obey another law, for comparison: theta is proportional to k^power, and as steep as the
     * physical one at the frequency given.
     */
    static RingSums decoy(ViewSpectrum spectrum, CtfOptics optics, double power, double atFrequency, double offset) {
        double at2 = atFrequency * atFrequency;
        return of(spectrum, optics, 1, k2 -> at2 * Math.pow(k2 / at2, power / 2), k2 -> offset);
    }

    private interface Law {
        double at(double kSquared);
    }

    private static RingSums of(ViewSpectrum spectrum, CtfOptics optics, int hand, Law law, Law constant) {
        PolarGrid grid = spectrum.grid();
        int n = grid.cells();
        RingSums s = new RingSums(
                grid,
                filled(n, c -> law.at(grid.kSquared(c))),
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                spectrum.level());
        double lambda = optics.wavelengthAngstrom();
        for (int c = 0; c < n; c++) {
            double k2 = grid.kSquared(c);
            s.uCosine[c] = k2 > 0 ? s.u[c] * grid.cosine(c) / k2 : 0;
            s.uSine[c] = k2 > 0 ? s.u[c] * grid.sine(c) / k2 : 0;
            double fixed = 2 * constant.at(k2);
            for (int g = 0; g < spectrum.power().length; g++) {
                double beta = fixed - 2 * Math.PI * lambda * s.u[c] * hand * spectrum.heightsAngstrom()[g];
                double cos = Math.cos(beta);
                double sin = Math.sin(beta);
                double w = spectrum.modes()[g] * grid.count(c);
                double wp = w * spectrum.power()[g][c];
                s.w[c] += w;
                s.wp[c] += wp;
                s.xr[c] += wp * cos;
                s.xi[c] += wp * sin;
                s.yr[c] += w * cos;
                s.yi[c] += w * sin;
                s.zr[c] += w * (cos * cos - sin * sin);
                s.zi[c] += w * 2 * sin * cos;
            }
        }
        return s;
    }

    /** The same with the powers of every cell divided by a curve. */
    RingSums divided(double[] curve) {
        return new RingSums(
                grid,
                u,
                uCosine,
                uSine,
                w,
                filled(w.length, c -> wp[c] / curve[c]),
                filled(w.length, c -> xr[c] / curve[c]),
                filled(w.length, c -> xi[c] / curve[c]),
                yr,
                yi,
                zr,
                zi,
                level);
    }

    private static double[] filled(int n, IntToDoubleFunction f) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = f.applyAsDouble(i);
        }
        return values;
    }

    /** Mean power of each ring over sectors and tiles. */
    double[] profile() {
        double[] profile = new double[grid.rings()];
        for (int r = 0; r < profile.length; r++) {
            double sum = 0;
            double weight = 0;
            for (int c = r * PolarGrid.SECTORS; c < (r + 1) * PolarGrid.SECTORS; c++) {
                sum += wp[c];
                weight += w[c];
            }
            profile[r] = weight > 0 ? sum / weight : 0;
        }
        return profile;
    }
}
