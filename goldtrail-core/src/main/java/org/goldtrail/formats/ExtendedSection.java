package org.goldtrail.formats;

import java.util.OptionalDouble;

/**
 * What the extended header of an MRC file says of one section.
 *
 * @param tiltDeg tilt angle
 * @param axisDeg angle of the tilt axis as that program states it
 * @param pixelSizeAngstrom pixel size
 * @param doseElectronsPerSquareAngstrom dose of this section, e/Å²
 * @param defocusAngstrom defocus as stated, underfocus positive
 * @param exposureSeconds exposure time
 */
public record ExtendedSection(
        OptionalDouble tiltDeg,
        OptionalDouble axisDeg,
        OptionalDouble pixelSizeAngstrom,
        OptionalDouble doseElectronsPerSquareAngstrom,
        OptionalDouble defocusAngstrom,
        OptionalDouble exposureSeconds) {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    static final ExtendedSection EMPTY = new ExtendedSection(NONE, NONE, NONE, NONE, NONE, NONE);
}
