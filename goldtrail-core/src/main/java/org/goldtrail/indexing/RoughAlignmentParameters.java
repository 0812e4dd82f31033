package org.goldtrail.indexing;

/**
 * Parameters of the step "rough alignment", in raw pixels.
 *
 * @param tolerancePx distance at which a reprojection and an observation match
 * @param maximalShiftPx largest shift expected between views that are neighbours in tilt angle
 * @param heightSigmaPx how far beads may lie from the specimen's middle, roughly
 */
public record RoughAlignmentParameters(double tolerancePx, double maximalShiftPx, double heightSigmaPx) {
    /** Defaults for a bead diameter and an image size. */
    public static RoughAlignmentParameters of(double beadDiameterPx, int width, int height) {
        int longest = Math.max(width, height);
        // Views may be turned against each other by half a degree and more, which moves the corners.
        double tolerance = Math.max(Math.max(3, 0.5 * beadDiameterPx), 0.006 * longest);
        return new RoughAlignmentParameters(tolerance, 0.27 * longest, 0.15 * longest);
    }
}
