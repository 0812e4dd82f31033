package org.goldtrail.reconstruction;

/**
 * What is done to the pixels of a view before its rows are filtered.
 *
 * @param logarithm turns counts into thickness: value becomes {@code mean ln(value / mean)}, with the counts of all views
 *     brought to the same mean. Only for counts above zero, as of a linear detector without offset
 * @param normalise brings the standard deviation of each view to that of the median view, which makes up for the
 *     contrast that is lost in the thicker ice at high tilt
 * @param taperShare share of the row's width over which the value at an end fades to the mean, outside the image
 */
public record ViewTreatment(boolean logarithm, boolean normalise, double taperShare) {
    /** No logarithm, normalised, taper over 15 % of the width. */
    public static final ViewTreatment USUAL = new ViewTreatment(false, true, 0.15);

    public ViewTreatment {
        if (!(taperShare >= 0 && taperShare <= 0.4)) {
            throw new IllegalArgumentException("a taper goes over 0 to 0.4 of the width, not " + taperShare);
        }
    }
}
