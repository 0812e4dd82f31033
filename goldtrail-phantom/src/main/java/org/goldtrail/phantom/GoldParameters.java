package org.goldtrail.phantom;

/**
 * The gold beads.
 *
 * @param count number of beads whose centre is in the field at zero tilt, 0 for a series without gold
 * @param diameterNm mean diameter
 * @param sizeSpread relative standard deviation of the diameter
 * @param aspectSpread relative standard deviation of the three axes of a bead
 * @param topFraction part of the beads on the upper surface of the slab
 * @param bottomFraction part of the beads on the lower surface; the rest is inside
 * @param clumpFraction part of the beads that lie in touching groups
 * @param clumpSize largest number of beads in a group
 * @param outside whether the specimen beyond the field bears beads too, which come into view at high tilt
 * @param coveredFraction part of the field's diagonal that bears beads, from one corner on; 1 for all of it
 * @param phasePerNm phase shift of the electron wave, rad/nm
 * @param meanFreePathNm intensity behind t nm of gold is exp(-t / meanFreePathNm)
 */
public record GoldParameters(
        int count,
        double diameterNm,
        double sizeSpread,
        double aspectSpread,
        double topFraction,
        double bottomFraction,
        double clumpFraction,
        int clumpSize,
        boolean outside,
        double coveredFraction,
        double phasePerNm,
        double meanFreePathNm) {
    public GoldParameters {
        if (count < 0 || !(diameterNm > 0) || !(meanFreePathNm > 0)) {
            throw new IllegalArgumentException("beads need a count of at least 0, a diameter and a mean free path");
        }
    }

    /** 22 beads of 10 nm in the field, on both surfaces and inside. */
    public static GoldParameters standard() {
        return new GoldParameters(22, 10, 0.07, 0.04, 0.45, 0.40, 0.08, 3, true, 1, 0.16, 16);
    }

    public GoldParameters withCount(int newCount) {
        return new GoldParameters(
                newCount,
                diameterNm,
                sizeSpread,
                aspectSpread,
                topFraction,
                bottomFraction,
                clumpFraction,
                clumpSize,
                outside,
                coveredFraction,
                phasePerNm,
                meanFreePathNm);
    }

    public GoldParameters withDiameter(double newDiameterNm) {
        return new GoldParameters(
                count,
                newDiameterNm,
                sizeSpread,
                aspectSpread,
                topFraction,
                bottomFraction,
                clumpFraction,
                clumpSize,
                outside,
                coveredFraction,
                phasePerNm,
                meanFreePathNm);
    }

    public GoldParameters withClumps(double fraction, int size) {
        return new GoldParameters(
                count,
                diameterNm,
                sizeSpread,
                aspectSpread,
                topFraction,
                bottomFraction,
                fraction,
                size,
                outside,
                coveredFraction,
                phasePerNm,
                meanFreePathNm);
    }

    public GoldParameters withCoverage(double fraction, boolean beyondTheField) {
        return new GoldParameters(
                count,
                diameterNm,
                sizeSpread,
                aspectSpread,
                topFraction,
                bottomFraction,
                clumpFraction,
                clumpSize,
                beyondTheField,
                fraction,
                phasePerNm,
                meanFreePathNm);
    }
}
