package org.goldtrail.refinement;

/**
 * Parameters of the refinement area, lengths in raw pixels.
 *
 * @param beadRadiusPx radius of the visible core
 * @param maskRadiusPx radius of the patches that are compared
 * @param dark whether beads are darker than their surroundings
 * @param binning true binning factor of the images patches are cut from
 * @param largestMovePx an observation may be moved so far
 * @param gapDistancePx a filled observation must be found so close to its reprojection
 */
public record RefinementParameters(
        double beadRadiusPx,
        double maskRadiusPx,
        boolean dark,
        int binning,
        double largestMovePx,
        double gapDistancePx) {

    /** Beads larger than this many pixels are no better located than after binning to it. */
    private static final double REFINEMENT_DIAMETER_PX = 16;

    /** All parameters from the diameter of the bead. */
    public static RefinementParameters of(double beadDiameterPx, boolean dark) {
        int binning = Math.max(1, (int) Math.floor(beadDiameterPx / REFINEMENT_DIAMETER_PX));
        double radius = beadDiameterPx / 2;
        return new RefinementParameters(
                radius,
                Math.max(1.6 * radius, radius + 2.5 * binning),
                dark,
                binning,
                Math.max(1.5, 0.4 * beadDiameterPx),
                Math.max(1.5, 0.25 * beadDiameterPx));
    }
}
