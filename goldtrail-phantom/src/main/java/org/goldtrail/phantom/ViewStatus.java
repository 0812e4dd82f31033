package org.goldtrail.phantom;

import java.util.Locale;

/** What a view of a simulated series is worth. */
public enum ViewStatus {
    /** To be used. */
    GOOD,
    /** Blurred by drift; may be left out. */
    BLURRED,
    /** Displaced by nearly half the width; may be left out. */
    DISPLACED,
    /** Nothing but zeros. */
    ZERO,
    /** One constant. */
    CONST,
    /** Taken with the beam off. */
    DARK;

    /** Whether the view shows nothing of the specimen. */
    public boolean isBlank() {
        return this == ZERO || this == CONST || this == DARK;
    }

    /** Whether the view shows the specimen but may be left out of an alignment. */
    public boolean isHard() {
        return this == BLURRED || this == DISPLACED;
    }

    /** Name in the truth file. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such status
     */
    public static ViewStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
