package org.goldtrail.phantom;

/** How the astigmatism of the lens goes through a series. */
public enum AstigmatismCourse {
    /** Drawn anew for every view: by 10 % in length and 3° in direction. No microscope is known to do that. */
    JUMPING,

    /** Changes evenly with the exposures, from 0.85 to 1.15 of its length and by 15° in direction. */
    DRIFTING,

    /** The same in all views. */
    CONSTANT;

    private static final double LENGTH_DRIFT = 0.3;
    private static final double DIRECTION_DRIFT_DEG = 15;

    /** Length in parts of the mean; random is what a view has drawn. */
    double length(double random, double exposed) {
        return switch (this) {
            case JUMPING -> 1 + random;
            case DRIFTING -> 1 + LENGTH_DRIFT * (exposed - 0.5);
            case CONSTANT -> 1;
        };
    }

    /** Turn away from the mean direction, degrees; exposed goes from 0 to 1 through the exposures. */
    double turnDeg(double random, double exposed) {
        return switch (this) {
            case JUMPING -> random;
            case DRIFTING -> DIRECTION_DRIFT_DEG * (exposed - 0.5);
            case CONSTANT -> 0;
        };
    }
}
