package org.goldtrail.phantom;

/**
 * What is wrong with single views.
 *
 * @param zeroCount views that hold nothing but zeros
 * @param constantCount views that hold one constant
 * @param darkCount views taken with the beam (almost) off
 * @param blurredCount views blurred by drift beyond use
 * @param blurPx length of that drift
 * @param fillWedges whether views at high tilt have triangles of constant fill at the border
 * @param dimLastView whether the view of highest tilt is dark but good: a third of the others' counts
 * @param darkFirstView whether the view of lowest tilt was taken with the beam off, beside the counts above
 */
public record DefectParameters(
        int zeroCount,
        int constantCount,
        int darkCount,
        int blurredCount,
        double blurPx,
        boolean fillWedges,
        boolean dimLastView,
        boolean darkFirstView) {
    /** All views are fine. */
    public static DefectParameters none() {
        return new DefectParameters(0, 0, 0, 0, 0, false, false, false);
    }
}
