package org.goldtrail.reconstruction;

/**
 * The ramp times one of the windows known from signal processing, 1 at frequency zero and lowest at the cut-off, with
 * nothing beyond it:
 *
 * <pre>
 *   HAMMING  0.54 + 0.46 cos(pi f / cutoff)
 *   HANN     0.5  + 0.5  cos(pi f / cutoff)
 *   COSINE   cos(pi f / (2 cutoff))
 * </pre>
 *
 * (F. J. Harris, Proc. IEEE 66, 1978, 51-83, doi:10.1109/PROC.1978.10837). They dim fine detail, and its noise, more
 * gently than the edge of {@link RadialFilter}.
 *
 * @param window which of the three
 * @param cutoff in cycles per pixel, 0.5 for all that a row holds
 */
public record WindowFilter(Window window, double cutoff) implements ViewFilter {
    /** Forms of the window. */
    public enum Window {
        HAMMING,
        HANN,
        COSINE
    }

    public WindowFilter {
        if (!(cutoff > 0)) {
            throw new IllegalArgumentException("a cut-off is above 0, not " + cutoff);
        }
    }

    @Override
    public double[] gains(int length, int section, FilterContext context) {
        double[] gains = RadialFilter.ramp(length);
        for (int k = 0; k < gains.length; k++) {
            gains[k] *= context.shareRadians()[section] * at(k / (double) length);
        }
        return gains;
    }

    private double at(double frequency) {
        double x = frequency / cutoff;
        if (x > 1) {
            return 0;
        }
        return switch (window) {
            case HAMMING -> 0.54 + 0.46 * Math.cos(Math.PI * x);
            case HANN -> 0.5 + 0.5 * Math.cos(Math.PI * x);
            case COSINE -> Math.cos(Math.PI * x / 2);
        };
    }
}
