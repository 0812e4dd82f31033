package org.goldtrail.formats;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is known of one view beyond its angle.
 *
 * @param dosePerTilt e/Å² of this view
 * @param doseBefore e/Å² received before it
 * @param acquisitionIndex its place in time, 0 for the first
 * @param targetDefocusMicrometre as SerialEM states it, negative under focus
 * @param movieName name of the movie the view was made from, without folder
 */
public record TiltNotes(
        OptionalDouble dosePerTilt,
        OptionalDouble doseBefore,
        OptionalInt acquisitionIndex,
        OptionalDouble targetDefocusMicrometre,
        Optional<String> movieName) {
    static final TiltNotes EMPTY = new TiltNotes(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Optional.empty());
}
