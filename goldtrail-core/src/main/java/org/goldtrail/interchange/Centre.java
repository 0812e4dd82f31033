package org.goldtrail.interchange;

/**
 * Where a program counts positions in an image from, as a pixel index. Ours, and IMOD's, is {@code (N-1)/2}: the middle of the
 * image. A shift counted from another place is {@code t_theirs = t_ours + (N-1)/2 - c_theirs}.
 */
enum Centre {
    /** The middle: IMOD, Goldtrail. */
    MIDDLE {
        @Override
        double of(int size) {
            return (size - 1) / 2.0;
        }
    },
    /** {@code floor(N/2)}: RELION, CETS. */
    FLOOR {
        @Override
        double of(int size) {
            return size / 2;
        }
    },
    /** {@code N/2}: Warp, AreTomo. */
    HALF {
        @Override
        double of(int size) {
            return size / 2.0;
        }
    };

    abstract double of(int size);

    /** The alignment with shifts counted from here. */
    SeriesAlignment out(SeriesAlignment ours, boolean exact) {
        return exact
                ? ours.moved(MIDDLE.of(ours.width()) - of(ours.width()), MIDDLE.of(ours.height()) - of(ours.height()))
                : ours;
    }

    /** The alignment with shifts counted from the middle, of one with shifts counted from here. */
    SeriesAlignment in(SeriesAlignment theirs, boolean exact) {
        return exact
                ? theirs.moved(
                        of(theirs.width()) - MIDDLE.of(theirs.width()),
                        of(theirs.height()) - MIDDLE.of(theirs.height()))
                : theirs;
    }
}
