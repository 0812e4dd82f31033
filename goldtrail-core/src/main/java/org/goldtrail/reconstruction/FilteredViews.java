package org.goldtrail.reconstruction;

/**
 * Where back-projection gets its filtered, stretched rows from. Implementations may be called from several threads at
 * once, and give the same numbers whoever asks and in whatever order.
 *
 * <p>This is the seam for corrections that depend on the place in the specimen: the rows are asked for anew for every
 * range of heights of {@link #sectionsPerPass} sections, so that an implementation may warp a view as a local alignment
 * demands, or correct the contrast transfer for that height.
 */
interface FilteredViews {
    /** Most rows that can be asked for at a time. */
    int MOST_ROWS = 2 * LaneFft.LANES;

    /** A range of heights. */
    record Heights(double from, double to) {
        double middle() {
            return (from + to) / 2;
        }
    }

    /** Number of sections (z) that can do with the same rows; all of them unless rows depend on the height. */
    default int sectionsPerPass() {
        return Integer.MAX_VALUE;
    }

    /**
     * Filters and stretches some rows of one view: {@code out[outOffset + r stride + j]} becomes sample j of the row at
     * {@code firstRow + r}, the samples at whole voxels first and those between them after (see {@link BoxView}). Where
     * the view does not reach stands 0.
     *
     * @param firstRow y of the first row in the aligned view, pixels from its centre; need not be a whole pixel
     * @param rows at most {@link #MOST_ROWS}; an odd number only at the end of a box
     * @param heights where the rows are going to be used
     */
    void rows(BoxView view, double firstRow, int rows, Heights heights, float[] out, int outOffset, int stride);
}
