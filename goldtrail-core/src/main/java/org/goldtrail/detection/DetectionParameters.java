package org.goldtrail.detection;

/**
 * Parameters of the step "detect peaks", lengths in raw pixels.
 *
 * @param beadRadiusPx radius of the beads' visible core
 * @param maskRadiusPx radius of the circular mask around a bead: the core, its fringe and a little background
 * @param dark whether beads are darker than their surroundings
 * @param binning true binning factor used for detection
 * @param peaksPerView the most peaks kept in one view
 * @param symmetryOrder order of the rotational symmetry of the merit of peaks
 */
public record DetectionParameters(
        double beadRadiusPx, double maskRadiusPx, boolean dark, int binning, int peaksPerView, int symmetryOrder) {
    /** Mask radius over bead radius: the ratio of the walkthrough (28 px around a bead of 16 px). */
    public static final double MASK_RATIO = 1.75;

    /**
     * The least diameter in binned pixels that binning leaves a bead: a coefficient of correlation over fewer pixels tells weak
     * beads from noise less surely. So beads are 9 to 18 px wide in the views they are looked for in, and smaller ones are looked
     * for in unbinned views. (Binning to the nearest width instead, 6.75 to 13.5 px, quarters the work for beads of 13.5 to 18
     * px, but of 38 beads of 15.3 px with 23 electrons per pixel and view it left 26.)
     */
    private static final double LEAST_DIAMETER_PX = 9;

    /** All parameters from the size of the bead. */
    public static DetectionParameters of(BeadSize bead) {
        double radius = bead.diameterPx() / 2;
        int binning = Math.max(1, (int) Math.floor(bead.diameterPx() / LEAST_DIAMETER_PX));
        return new DetectionParameters(
                radius, Math.max(MASK_RATIO * radius, radius + 2.0 * binning), bead.dark(), binning, 300, 9);
    }

    /** The same, but for the most peaks kept in one view. */
    public DetectionParameters withPeaksPerView(int most) {
        return new DetectionParameters(beadRadiusPx, maskRadiusPx, dark, binning, most, symmetryOrder);
    }

    /** Bead radius in pixels of the binned view. */
    double binnedRadius() {
        return beadRadiusPx / binning;
    }

    /** Mask radius in pixels of the binned view. */
    double binnedMaskRadius() {
        return maskRadiusPx / binning;
    }
}
