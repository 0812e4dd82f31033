package org.goldtrail.detection;

/**
 * A putative gold bead in one view, with what has been measured of it.
 *
 * @param tilt section number of the view, 0-based
 * @param x raw pixel-index coordinate
 * @param y raw pixel-index coordinate, upwards
 * @param cc mask-normalised correlation with the bead template, -1 to 1
 * @param rotationalMerit likeness of the patch to itself turned by 360/n degrees, at most 1
 * @param edgeMerit how much of the gradient at the bead's rim points outwards, -1 to 1
 * @param contrast depth of the core below its surroundings, in standard deviations of the surroundings; positive for a
 *     bead whatever its sign in the image
 */
public record Peak(int tilt, double x, double y, double cc, double rotationalMerit, double edgeMerit, double contrast) {

    /** A peak of which only the correlation is known. */
    public Peak(int tilt, double x, double y, double cc) {
        this(tilt, x, y, cc, Double.NaN, Double.NaN, Double.NaN);
    }
}
