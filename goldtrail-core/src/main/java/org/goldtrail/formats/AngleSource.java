package org.goldtrail.formats;

import java.util.List;

/**
 * Tilt angles of one origin, one for each section of the raw stack.
 *
 * @param origin what kind of origin; earlier ones are believed more
 * @param name the file, and the place in it, for people
 * @param tiltsDeg one angle for each section, in the order of the stack
 */
public record AngleSource(Origin origin, String name, List<Double> tiltsDeg) {
    /** Kinds of origins in the order of belief. */
    public enum Origin {
        GIVEN_ANGLES,
        GIVEN_MDOC,
        RAWTLT,
        EXTENDED_HEADER,
        MDOC,
        /** Last, since the angles may be those some program solved for. */
        TLT
    }

    public AngleSource {
        tiltsDeg = List.copyOf(tiltsDeg);
    }

    /** Angles that differ by more are not the same. */
    static final double AGREEMENT_DEG = 0.5;

    /** Whether another source has these angles with the opposite sign, and not these. */
    boolean isMirrorOf(AngleSource other) {
        AngleSource mirrored = new AngleSource(
                other.origin, other.name, other.tiltsDeg.stream().map(a -> -a).toList());
        return largestDifference(other) > AGREEMENT_DEG && largestDifference(mirrored) <= AGREEMENT_DEG;
    }

    /** The largest difference to another source, degrees. */
    double largestDifference(AngleSource other) {
        double largest = 0;
        for (int i = 0; i < tiltsDeg.size(); i++) {
            largest = Math.max(largest, Math.abs(tiltsDeg.get(i) - other.tiltsDeg.get(i)));
        }
        return largest;
    }
}
