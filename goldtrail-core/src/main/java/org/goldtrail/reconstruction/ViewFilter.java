package org.goldtrail.reconstruction;

/**
 * How the rows of a view are filtered before they are back-projected: a gain for each spatial frequency across the tilt
 * axis. It includes the view's share of the tilt range, so that the plain sum of all filtered views is the density.
 */
public interface ViewFilter {
    /**
     * Gains of one view for the frequencies k / length cycles per pixel, k = 0 ... length / 2.
     *
     * @param length even length of the padded row
     * @param section of the view, 0-based
     */
    double[] gains(int length, int section, FilterContext context);
}
