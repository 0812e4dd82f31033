package org.goldtrail.markers;

/**
 * One bead seen in one view.
 *
 * @param marker number of the bead
 * @param tilt section number of the view in the raw stack, 0-based
 * @param x raw pixel-index coordinate
 * @param y raw pixel-index coordinate, upwards
 * @param cc cross-correlation score of the detection, NaN when not known
 */
public record Observation(int marker, int tilt, double x, double y, double cc) {
    public Observation(int marker, int tilt, double x, double y) {
        this(marker, tilt, x, y, Double.NaN);
    }

    public Observation at(double newX, double newY) {
        return new Observation(marker, tilt, newX, newY, cc);
    }

    public Observation ofMarker(int newMarker) {
        return new Observation(newMarker, tilt, x, y, cc);
    }
}
