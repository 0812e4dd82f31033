package org.goldtrail.reconstruction;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The filter of weighted back-projection: |f| (the ramp, which makes up for the crowding of slices at low frequencies)
 * times a low-pass that is 1 up to {@code cutoff} and {@code exp(-(f - cutoff)^2 / (2 falloff^2))} beyond, with f in
 * cycles per pixel (Nyquist 0.5). The two numbers mean what IMOD's RADIAL line means.
 *
 * @param cutoff in cycles per pixel
 * @param falloff sigma of the Gaussian in cycles per pixel; 0 cuts off sharply
 */
public record RadialFilter(double cutoff, double falloff) implements ViewFilter {
    /** Cut-off 0.35, fall-off 0.035. */
    public static final RadialFilter USUAL = new RadialFilter(0.35, 0.035);

    public RadialFilter {
        if (!(cutoff >= 0) || !(falloff >= 0)) {
            throw new IllegalArgumentException("cut-off and fall-off are not negative: " + cutoff + ", " + falloff);
        }
    }

    @Override
    public double[] gains(int length, int section, FilterContext context) {
        double[] gains = gains(length);
        for (int k = 0; k < gains.length; k++) {
            gains[k] *= context.shareRadians()[section];
        }
        return gains;
    }

    /** Ramp times low-pass for the frequencies k / length, k = 0 ... length / 2, for a share of 1. */
    public double[] gains(int length) {
        double[] gains = ramp(length);
        for (int k = 0; k < gains.length; k++) {
            gains[k] *= lowPass(k / (double) length);
        }
        return gains;
    }

    /**
     * The bare ramp for the frequencies k / length, k = 0 ... length / 2.
     *
     * <p>It is the Fourier transform of its band-limited impulse response, h(0) = 1/4, h(n) = -1 / (pi n)^2 for odd
     * n, 0 otherwise, cut to the padded row, rather than |k| / length: then the filtered row equals the linear convolution
     * and frequency zero gets the small positive gain that keeps the density around an object from sagging (Kak, Slaney,
     * Principles of Computerized Tomographic Imaging, 1988, section 3.3).
     *
     * @param length even length of the padded row
     */
    static double[] ramp(int length) {
        double[] response = new double[length];
        response[0] = 0.25;
        for (int n = 1; n <= length / 2; n += 2) {
            response[n] = -1 / (Math.PI * Math.PI * n * n);
            response[length - n] = response[n];
        }
        new DoubleFFT_1D(length).realForward(response);
        double[] gains = new double[length / 2 + 1];
        for (int k = 0; k < gains.length; k++) {
            gains[k] = k == gains.length - 1 ? response[1] : response[2 * k];
        }
        return gains;
    }

    /** The low-pass alone, at a frequency in cycles per pixel. */
    double lowPass(double frequency) {
        double beyond = frequency - cutoff;
        if (beyond <= 0) {
            return 1;
        }
        return falloff == 0 ? 0 : Math.exp(-beyond * beyond / (2 * falloff * falloff));
    }
}
