package org.goldtrail.phantom;

import org.jtransforms.fft.FloatFFT_2D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * An electron wave on its way through the specimen and the lens, on a periodic grid. Passes slices of the specimen in
 * the order of increasing defocus (from the source down), and is imaged by the lens at last:
 *
 * <pre>
 *   slice:     psi = psi exp(i phase - absorption)
 *   to next:   Psi = Psi exp(-i pi lambda dz k^2)
 *   lens:      Psi = Psi exp(i pi lambda D(k) k^2 - i pi/2 Cs lambda^3 k^4) exp(-B k^2/4)
 * </pre>
 *
 * (Kirkland, Advanced Computing in Electron Microscopy, doi 10.1007/978-1-4419-6533-2; underfocus D positive.) Without
 * contrast transfer, phase and absorption both take amplitude away and only the envelope is left.
 */
final class WaveOptics {
    static {
        ConcurrencyUtils.setNumberOfThreads(1); // views are the unit of parallel work
    }

    private final int width;
    private final int height;
    private final double pixelSizeAngstrom;
    private final OpticsParameters optics;
    private final double wavelength;
    private final FloatFFT_2D fft;
    private final float[] wave;
    private boolean empty = true;

    WaveOptics(int width, int height, double pixelSizeAngstrom, OpticsParameters optics) {
        this.width = width;
        this.height = height;
        this.pixelSizeAngstrom = pixelSizeAngstrom;
        this.optics = optics;
        this.wavelength = optics.wavelengthAngstrom();
        this.fft = new FloatFFT_2D(height, width);
        this.wave = new float[2 * width * height];
    }

    /** The smallest size of at least n that is a product of 2, 3 and 5 and even. */
    static int goodSize(int n) {
        for (int size = n + (n & 1); ; size += 2) {
            int rest = size;
            for (int p : new int[] {2, 3, 5}) {
                while (rest % p == 0) {
                    rest /= p;
                }
            }
            if (rest == 1) {
                return size;
            }
        }
    }

    /** Sends the wave through one slice. Arguments not modified. */
    void transmit(float[] phase, float[] absorption) {
        if (!optics.contrastTransfer()) {
            for (int i = 0; i < phase.length; i++) {
                wave[2 * i] = (empty ? 1 : wave[2 * i]) * (float) Math.exp(-phase[i] - absorption[i]);
            }
            empty = false;
            return;
        }
        for (int i = 0; i < phase.length; i++) {
            double amplitude = Math.exp(-absorption[i]);
            float re = (float) (amplitude * Math.cos(phase[i]));
            float im = (float) (amplitude * Math.sin(phase[i]));
            if (empty) {
                wave[2 * i] = re;
                wave[2 * i + 1] = im;
            } else {
                float a = wave[2 * i];
                float b = wave[2 * i + 1];
                wave[2 * i] = a * re - b * im;
                wave[2 * i + 1] = a * im + b * re;
            }
        }
        empty = false;
    }

    /** Lets the wave travel on by so many Å. */
    void propagate(double distanceAngstrom) {
        if (!optics.contrastTransfer()) {
            return;
        }
        fft.complexForward(wave);
        double f = -Math.PI * wavelength * distanceAngstrom;
        float[] cx = new float[2 * width];
        for (int x = 0; x < width; x++) {
            double k = frequency(x, width);
            cx[2 * x] = (float) Math.cos(f * k * k);
            cx[2 * x + 1] = (float) Math.sin(f * k * k);
        }
        for (int y = 0; y < height; y++) {
            double k = frequency(y, height);
            float cr = (float) Math.cos(f * k * k);
            float ci = (float) Math.sin(f * k * k);
            for (int x = 0; x < width; x++) {
                multiply(y * width + x, cr * cx[2 * x] - ci * cx[2 * x + 1], cr * cx[2 * x + 1] + ci * cx[2 * x]);
            }
        }
        fft.complexInverse(wave, true);
    }

    /**
     * Images the wave and returns its intensity, 1 where there is no specimen.
     *
     * @param defocusAngstrom of the last slice
     */
    float[] image(double defocusAngstrom, double astigmatismAngstrom, double astigmatismDeg) {
        fft.complexForward(wave);
        double cs = optics.sphericalAberrationMm() * 1e7;
        double c4 = -0.5 * Math.PI * cs * wavelength * wavelength * wavelength;
        double cos2 = Math.cos(2 * Math.toRadians(astigmatismDeg));
        double sin2 = Math.sin(2 * Math.toRadians(astigmatismDeg));
        for (int y = 0; y < height; y++) {
            double ky = frequency(y, height);
            for (int x = 0; x < width; x++) {
                double kx = frequency(x, width);
                double k2 = kx * kx + ky * ky;
                // D k^2 = D0 k^2 + A k^2 cos 2(angle - axis)
                double dk2 =
                        defocusAngstrom * k2 + astigmatismAngstrom * ((kx * kx - ky * ky) * cos2 + 2 * kx * ky * sin2);
                double chi = Math.PI * wavelength * dk2 + c4 * k2 * k2;
                chi = optics.contrastTransfer() ? chi : 0;
                double envelope = Math.exp(-optics.bFactorSquareAngstrom() * k2 / 4);
                multiply(y * width + x, (float) (envelope * Math.cos(chi)), (float) (envelope * Math.sin(chi)));
            }
        }
        fft.complexInverse(wave, true);
        float[] intensity = new float[width * height];
        for (int i = 0; i < intensity.length; i++) {
            intensity[i] = wave[2 * i] * wave[2 * i] + wave[2 * i + 1] * wave[2 * i + 1];
        }
        return intensity;
    }

    /**
     * Blurs an image by the camera and by a straight drift. The image is changed in place.
     *
     * @param mtfAtNyquist the transfer is 1 / (1 + (1/m - 1) (k / Nyquist)^2)
     */
    void record(float[] image, double mtfAtNyquist, double driftXPx, double driftYPx) {
        for (int i = 0; i < image.length; i++) {
            wave[2 * i] = image[i];
            wave[2 * i + 1] = 0;
        }
        fft.complexForward(wave);
        double fall = (1 / mtfAtNyquist - 1) * 4 * pixelSizeAngstrom * pixelSizeAngstrom;
        for (int y = 0; y < height; y++) {
            double ky = frequency(y, height);
            for (int x = 0; x < width; x++) {
                double kx = frequency(x, width);
                double drift = Math.PI * pixelSizeAngstrom * (kx * driftXPx + ky * driftYPx);
                double sinc = Math.abs(drift) < 1e-9 ? 1 : Math.sin(drift) / drift;
                multiply(y * width + x, (float) (sinc / (1 + fall * (kx * kx + ky * ky))), 0);
            }
        }
        fft.complexInverse(wave, true);
        for (int i = 0; i < image.length; i++) {
            image[i] = wave[2 * i];
        }
    }

    private void multiply(int i, float re, float im) {
        float a = wave[2 * i];
        float b = wave[2 * i + 1];
        wave[2 * i] = a * re - b * im;
        wave[2 * i + 1] = a * im + b * re;
    }

    /** 1/Å. */
    private double frequency(int index, int size) {
        int signed = index <= size / 2 ? index : index - size;
        return signed / (size * pixelSizeAngstrom);
    }
}
