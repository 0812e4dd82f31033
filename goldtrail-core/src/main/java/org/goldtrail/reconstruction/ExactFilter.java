package org.goldtrail.reconstruction;

/**
 * The weights that an object of finite thickness asks for, whatever the steps of the tilt angle: where views overlap in
 * Fourier space they share, where they do not each counts in full,
 *
 * <pre>  gain_i(f) = lowPass(f) / (D S_i(f))</pre>
 *
 * with D the thickness and S_i the overlap, see {@link FilterContext}. For even steps it rises as the ramp does and levels
 * off beyond the Crowther limit 1 / (D step).
 *
 * @param lowPass its cut-off and fall-off are used
 */
public record ExactFilter(RadialFilter lowPass) implements ViewFilter {
    @Override
    public double[] gains(int length, int section, FilterContext context) {
        double[] gains = new double[length / 2 + 1];
        for (int k = 0; k < gains.length; k++) {
            double f = k / (double) length;
            gains[k] = lowPass.lowPass(f) / (context.thicknessPx() * context.overlap(section, f));
        }
        return gains;
    }
}
