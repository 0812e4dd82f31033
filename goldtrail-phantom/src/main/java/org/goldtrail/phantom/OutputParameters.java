package org.goldtrail.phantom;

/**
 * How the series is handed over.
 *
 * @param invert whether beads are bright
 * @param acquisitionOrder whether sections stand in the order they were taken instead of by angle
 * @param mdoc which .mdoc file lies beside the stack
 */
public record OutputParameters(boolean invert, boolean acquisitionOrder, Mdoc mdoc) {
    /** What the .mdoc says of the tilt axis. */
    public enum Mdoc {
        /** There is no such file. */
        NONE,
        /** The axis as it is. */
        AXIS,
        /** An axis that is wrong by 65°. */
        WRONG_AXIS,
        /** Nothing about the axis. */
        NO_AXIS
    }

    public static OutputParameters standard() {
        return new OutputParameters(false, false, Mdoc.AXIS);
    }
}
