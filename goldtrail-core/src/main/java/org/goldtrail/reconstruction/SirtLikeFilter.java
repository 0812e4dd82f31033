package org.goldtrail.reconstruction;

/**
 * A filter with which one back-projection looks as so many iterations of SIRT do. Each iteration adds the share mu of
 * what is still missing, mu being the share of a frequency that comes back when a volume is projected and
 * back-projected with the row and column sums of SIRT; after n iterations
 *
 * <pre>  gain_i(f) = lowPass(f) (1 - (1 - mu)^n) / (D S_i(f)),   mu = S_i(f) / N</pre>
 *
 * for N views, thickness D and overlap S_i (see {@link FilterContext}). Low frequencies are done after one iteration, high
 * ones take many; with n without limit this is {@link ExactFilter}. (Landweber's iteration written as a filter, P.
 * Gilbert, J. Theor. Biol. 36, 1972, 105-117, doi:10.1016/0022-5193(72)90180-4; G. L. Zeng, Phys. Med. Biol. 57, 2012,
 * N315, doi:10.1088/0031-9155/57/17/N315.)
 *
 * @param iterations n, at least 1
 * @param lowPass its cut-off and fall-off are used
 */
public record SirtLikeFilter(int iterations, RadialFilter lowPass) implements ViewFilter {
    public SirtLikeFilter {
        if (iterations < 1) {
            throw new IllegalArgumentException("a SIRT-like filter stands for 1 iteration or more, not " + iterations);
        }
    }

    @Override
    public double[] gains(int length, int section, FilterContext context) {
        double[] gains = new double[length / 2 + 1];
        int views = context.usedCount();
        for (int k = 0; k < gains.length; k++) {
            double f = k / (double) length;
            double overlap = context.overlap(section, f);
            double done = 1 - Math.pow(1 - Math.min(1, overlap / views), iterations);
            gains[k] = lowPass.lowPass(f) * done / (context.thicknessPx() * overlap);
        }
        return gains;
    }
}
