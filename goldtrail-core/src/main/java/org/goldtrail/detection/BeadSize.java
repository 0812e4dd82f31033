package org.goldtrail.detection;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the beads before any of them is tracked.
 *
 * @param diameterPx diameter of the visible core (at half its depth, without the fringe of defocus), raw pixels
 * @param dark whether beads are darker than their surroundings
 * @param confidence share of the round blobs' weight that belongs to this size and sign, 0 to 1
 * @param blobCount number of blobs of this size in the views looked at
 * @param secondDiameterPx another size that is well populated, too
 * @param denserDiameterPx a smaller size of the same sign that is darker for its diameter and might be the gold, should the
 *     first turn out to be something else
 */
public record BeadSize(
        double diameterPx,
        boolean dark,
        double confidence,
        int blobCount,
        OptionalDouble secondDiameterPx,
        OptionalDouble denserDiameterPx) {

    /** A size given by the user. */
    public static BeadSize given(double diameterPx, boolean dark) {
        return new BeadSize(diameterPx, dark, 1, 0, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The same beads of another diameter. */
    public BeadSize withDiameterPx(double diameter) {
        return new BeadSize(diameter, dark, confidence, blobCount, secondDiameterPx, denserDiameterPx);
    }

    /** The denser size in place of this one. */
    public Optional<BeadSize> denser() {
        return denserDiameterPx.isEmpty()
                ? Optional.empty()
                : Optional.of(new BeadSize(
                        denserDiameterPx.getAsDouble(),
                        dark,
                        1 - confidence,
                        0,
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }
}
