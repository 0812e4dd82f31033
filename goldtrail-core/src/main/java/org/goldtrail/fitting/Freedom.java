package org.goldtrail.fitting;

import org.goldtrail.GoldtrailException;

/**
 * How freely one quantity may differ from view to view.
 *
 * @param kind the way the views share unknowns
 * @param groupSize views per group for {@link Kind#LINEAR} and {@link Kind#BLOCKS}, else 1
 */
public record Freedom(Kind kind, int groupSize) {
    /** The ways in which views share unknowns. Views are taken in the order of their tilt angles. */
    public enum Kind {
        /** Kept as given. */
        FIXED,
        /** One unknown for the whole series. */
        ONE,
        /** Unknowns at every n-th view, linear in the tilt angle between them (IMOD's automapping). */
        LINEAR,
        /** One unknown for n neighbouring views. */
        BLOCKS,
        /** One unknown for each view. */
        PER_VIEW
    }

    public static final Freedom FIXED = new Freedom(Kind.FIXED, 1);
    public static final Freedom ONE = new Freedom(Kind.ONE, 1);
    public static final Freedom PER_VIEW = new Freedom(Kind.PER_VIEW, 1);

    /** @throws GoldtrailException if the group is smaller than one view */
    public Freedom {
        if (groupSize < 1) {
            throw new GoldtrailException("a group of " + groupSize + " views is impossible", "", "use at least 1");
        }
    }

    /** An unknown at every n-th view, linear in between. */
    public static Freedom grouped(int views) {
        return new Freedom(Kind.LINEAR, views);
    }

    /** An unknown for each n neighbouring views. */
    public static Freedom blocks(int views) {
        return new Freedom(Kind.BLOCKS, views);
    }

    public boolean isFixed() {
        return kind == Kind.FIXED;
    }

    /** True if views can differ in this quantity. */
    public boolean varies() {
        return kind != Kind.FIXED && kind != Kind.ONE;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case FIXED -> "fixed";
            case ONE -> "one";
            case LINEAR -> "groups of " + groupSize;
            case BLOCKS -> "blocks of " + groupSize;
            case PER_VIEW -> "per view";
        };
    }
}
