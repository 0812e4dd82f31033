package org.goldtrail.reconstruction;

import java.util.Locale;

/**
 * How a tomogram is cut into slabs of some rows (y) each, so that the work keeps within a given memory. Two slabs of
 * filtered rows and two of voxels are held at a time: one is worked on while the next is read and the last is written.
 *
 * <p>Slabs have an even number of rows, since rows are filtered in pairs.
 *
 * @param rows of a slab; the last may have fewer
 * @param slabs number of slabs
 * @param bytes that are needed, about; more than the given memory only if a slab is two rows
 */
public record SlabPlan(int rows, int slabs, long bytes) {
    /** Neither the filtered rows nor the voxels of a section of a slab may be more than fit into one array. */
    private static final long MOST_IN_ARRAY = 1L << 30;

    /** A slab beyond this would only make the progress coarse, and take the system's time to find it more memory. */
    private static final int MOST_ROWS = 64;

    /**
     * Plans the work.
     *
     * @param perRow numbers in a filtered row of all views
     * @param extraRows filtered rows that a slab needs beyond its own
     * @param depth sections of a slab
     * @param fixedBytes for the buffers of all threads
     */
    static SlabPlan of(
            TomogramBox box, int depth, long perRow, int extraRows, long fixedBytes, long memoryBytes, int threads) {
        long voxelsPerRow = (long) depth * box.width();
        long perSlabRow = 8 * (perRow + voxelsPerRow);
        long extra = 8 * perRow * extraRows + fixedBytes;
        long rows = (memoryBytes - extra) / perSlabRow;
        rows = Math.min(rows, MOST_IN_ARRAY / perRow - extraRows);
        rows = Math.min(rows, MOST_IN_ARRAY / box.width());
        rows = Math.clamp(rows - rows % 2, 2, Math.min(MOST_ROWS, box.height() + box.height() % 2));
        if (rows > FilteredViews.MOST_ROWS) {
            rows -= rows % FilteredViews.MOST_ROWS; // batches of the row filter are then full
        }
        int slabs = Math.ceilDiv(box.height(), (int) rows);
        if (slabs < 2 * threads) {
            // Enough slabs that reading, work and writing overlap.
            int fewest = Math.min(FilteredViews.MOST_ROWS, (int) rows);
            rows = Math.clamp(2L * Math.ceilDiv(box.height(), 4 * threads), fewest, (int) rows);
            slabs = Math.ceilDiv(box.height(), (int) rows);
        }
        return new SlabPlan((int) rows, slabs, extra + rows * perSlabRow);
    }

    /** The plan in words, for the log of a run. */
    public String sentence() {
        return String.format(
                Locale.ROOT, "%d slabs of %d rows within %.2f GB", slabs, rows, bytes / (1024.0 * 1024 * 1024));
    }
}
