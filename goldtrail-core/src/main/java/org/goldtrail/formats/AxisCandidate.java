package org.goldtrail.formats;

/**
 * A direction of the tilt axis that some file states; whether it is right only the data can tell.
 *
 * @param axisDeg from +y to the axis, counter-clockwise positive, as stated
 * @param origin the file and place it comes from, for people
 */
public record AxisCandidate(double axisDeg, String origin) {}
