package org.goldtrail.workflow.catalogue;

import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.detection.BeadSize;

/**
 * What the defaults of parameters follow from.
 *
 * @param width of a raw view, pixels
 * @param height of a raw view, pixels
 * @param views number of sections of the raw stack
 * @param pixelSizeAngstrom empty when not known
 * @param bead the beads' size, empty until it is measured
 */
public record SeriesFacts(int width, int height, int views, OptionalDouble pixelSizeAngstrom, Optional<BeadSize> bead) {

    private static final double SMALLEST_BEAD_PX = 4;
    private static final double LARGEST_BEAD_PX = 200;

    /** Stands in for series of which nothing is known yet: the walkthrough's data. */
    public static final SeriesFacts WALKTHROUGH =
            new SeriesFacts(1855, 1919, 41, OptionalDouble.of(2.7), Optional.of(BeadSize.given(32, true)));

    /** Diameter of the beads; that of {@link #WALKTHROUGH} in proportion to the image where it is not known yet. */
    public double beadDiameterPx() {
        return bead.map(BeadSize::diameterPx)
                .orElseGet(() -> Math.clamp(32.0 * Math.max(width, height) / 1919, SMALLEST_BEAD_PX, LARGEST_BEAD_PX));
    }

    /** The beads' size; a guess where it is not known yet. */
    public BeadSize beadOrGuess() {
        return bead.orElseGet(() -> BeadSize.given(beadDiameterPx(), true));
    }

    public boolean darkBeads() {
        return bead.map(BeadSize::dark).orElse(true);
    }

    public int longestSide() {
        return Math.max(width, height);
    }
}
