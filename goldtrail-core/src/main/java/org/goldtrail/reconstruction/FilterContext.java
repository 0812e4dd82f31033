package org.goldtrail.reconstruction;

/**
 * What a filter may need to know of the other views.
 *
 * @param tiltDeg of all sections, not modified
 * @param used sections that take part
 * @param shareRadians the share of the tilt range each view stands for, see {@link TiltWeights}
 * @param thicknessPx depth of what is reconstructed, in pixels of the views
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record FilterContext(double[] tiltDeg, boolean[] used, double[] shareRadians, double thicknessPx) {
    /**
     * How much the back-projections of all views overlap at one frequency in the direction of one view:
     *
     * <pre>  S_i(f) = sum over used views j of sinc(D f sin(theta_i - theta_j)),  sinc(x) = sin(pi x) / (pi x)</pre>
     *
     * for an object of thickness D; at least 1, the view itself (G. Harauz, M. van Heel, Optik 73, 1986, 146-156; M.
     * Radermacher, P. Dube, Electron Tomography, 2006, doi:10.1007/978-0-387-69008-7_9).
     *
     * @param frequency in cycles per pixel
     */
    double overlap(int section, double frequency) {
        double sum = 0;
        for (int j = 0; j < used.length; j++) {
            if (used[j]) {
                double x = Math.PI * thicknessPx * frequency * Math.sin(Math.toRadians(tiltDeg[section] - tiltDeg[j]));
                sum += Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
            }
        }
        return Math.max(1, sum);
    }

    /** Number of views that take part. */
    int usedCount() {
        int count = 0;
        for (boolean u : used) {
            count += u ? 1 : 0;
        }
        return count;
    }
}
