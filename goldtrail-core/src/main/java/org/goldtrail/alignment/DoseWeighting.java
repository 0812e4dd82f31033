package org.goldtrail.alignment;

import org.goldtrail.GoldtrailException;
import org.goldtrail.image.Fft2;
import org.goldtrail.image.Image;

/**
 * Dims in each view what the beam had already destroyed when it was taken:
 *
 * <pre>
 *   q(k) = exp(-N / (2 N_e(k))),   N_e(k) = 0.245 k^-1.665 + 2.81  e/A^2 at 300 kV
 * </pre>
 *
 * with N the dose received by the middle of the exposure and k the spatial frequency in 1/A; at 200 kV N_e is 0.8 of that
 * (T. Grant, N. Grigorieff, eLife 4, 2015, e06980, doi:10.7554/eLife.06980). Means are kept.
 *
 * @param pixelSizeAngstrom of the views
 * @param criticalShare of N_e at 300 kV that holds at this voltage
 */
public record DoseWeighting(double pixelSizeAngstrom, double criticalShare) {
    private static final double A = 0.245;
    private static final double B = -1.665;
    private static final double C = 2.81;

    /** Pixels by which a view is mirrored beyond its edges. */
    private static final int PAD = 32;

    public DoseWeighting {
        if (!(pixelSizeAngstrom > 0)) {
            throw new GoldtrailException(
                    "dose weighting needs the pixel size", "", "give it with --pixel-size or correct the header");
        }
    }

    /**
     * For a pixel size and acceleration voltage.
     *
     * @throws GoldtrailException if the pixel size is not known or the voltage is neither near 200 nor 300 kV
     */
    public static DoseWeighting of(double pixelSizeAngstrom, double voltageKv) {
        if (Math.abs(voltageKv - 300) > 30 && Math.abs(voltageKv - 200) > 30) {
            throw new GoldtrailException(
                    "how much dose a specimen bears at " + voltageKv + " kV is not known",
                    "",
                    "dose weighting is measured for 200 and 300 kV; leave it out");
        }
        return new DoseWeighting(pixelSizeAngstrom, voltageKv < 250 ? 0.8 : 1);
    }

    /** Gain at a frequency in 1/A after a dose in e/A^2. */
    public double gain(double frequency, double dose) {
        if (frequency <= 0) {
            return 1;
        }
        double critical = criticalShare * (A * Math.pow(frequency, B) + C);
        return Math.exp(-dose / (2 * critical));
    }

    /**
     * Weights a view.
     *
     * @param doseBefore received before the view was taken, e/A^2
     * @param dose of the view itself, e/A^2
     * @return a new image
     */
    public Image apply(Image view, double doseBefore, double dose) {
        if (!(doseBefore >= 0) || !(dose >= 0)) {
            throw new IllegalArgumentException("a dose of " + doseBefore + " and " + dose);
        }
        int width = view.width() + 2 * PAD;
        int height = view.height() + 2 * PAD;
        float[] padded = new float[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            int from = mirror(y - PAD, view.height());
            for (int x = 0; x < width; x++) {
                padded[y * width + x] = view.get(mirror(x - PAD, view.width()), from);
            }
        }
        Fft2 fft = Fft2.atLeast(width, height);
        float[] spectrum =
                fft.forward(padded, new float[padded.length], width, height).first();
        float[] gains = gains(fft, doseBefore + dose / 2);
        float[] none = new float[spectrum.length];
        float[] filtered =
                fft.correlate(spectrum, gains, none, none, width, height).first();
        Image out = new Image(view.width(), view.height());
        for (int y = 0; y < view.height(); y++) {
            System.arraycopy(filtered, (y + PAD) * width + PAD, out.pixels(), y * view.width(), view.width());
        }
        return out;
    }

    private float[] gains(Fft2 fft, double dose) {
        float[] gains = new float[2 * fft.rows() * fft.columns()];
        for (int y = 0; y < fft.rows(); y++) {
            double fy = (y <= fft.rows() / 2 ? y : y - fft.rows()) / (double) fft.rows();
            for (int x = 0; x < fft.columns(); x++) {
                double fx = (x <= fft.columns() / 2 ? x : x - fft.columns()) / (double) fft.columns();
                double frequency = Math.hypot(fx, fy) / pixelSizeAngstrom;
                gains[2 * (y * fft.columns() + x)] = (float) gain(frequency, dose);
            }
        }
        return gains;
    }

    private static int mirror(int i, int size) {
        if (size == 1) {
            return 0;
        }
        int k = Math.floorMod(i, 2 * size - 2);
        return k < size ? k : 2 * size - 2 - k;
    }
}
