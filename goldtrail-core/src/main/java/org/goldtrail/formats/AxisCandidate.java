package org.goldtrail.formats;

/**
 * A direction of the tilt axis that some file states; whether it is right only the data can tell.
 *
 * @param axisDeg from +y to the axis, counter-clockwise positive, as stated
 * @param origin the file and place it comes from, for people
 * @param source the kind of file
 */
public record AxisCandidate(double axisDeg, String origin, Source source) {
    /** Kinds of files that state an axis. */
    public enum Source {
        /** SerialEM's: its sense is that of {@code axisDeg}. */
        MDOC,
        /** Programs that write one do not agree on its sense: good for a direction modulo 180°, not for the hand. */
        EXTENDED_HEADER
    }
}
