package org.goldtrail.indexing;

/**
 * Parameters of the steps from "selection of stable trails" to "trail extension"; lengths in raw pixels.
 *
 * @param beadDiameterPx diameter of the beads, from which the other lengths follow
 * @param minimumOccupancy trails seen in fewer views are dropped
 * @param coarseTolerancePx distance at which an observation is assigned to a reprojection of the first, rough model
 * @param fineTolerancePx the same once the model fits
 * @param thinningPx beads closer than this in the specimen are one
 * @param rounds the most rounds of reindexing
 */
public record IndexingParameters(
        double beadDiameterPx,
        int minimumOccupancy,
        double coarseTolerancePx,
        double fineTolerancePx,
        double thinningPx,
        int rounds) {

    /** Defaults from the size of the bead and of the image. */
    public static IndexingParameters of(double beadDiameterPx, int width, int height) {
        double coarse =
                RoughAlignmentParameters.of(beadDiameterPx, width, height).tolerancePx();
        return new IndexingParameters(
                beadDiameterPx, 5, coarse, Math.max(1.2, 0.3 * beadDiameterPx), 0.8 * beadDiameterPx, 10);
    }
}
