package org.goldtrail.workflow.steps;

import org.goldtrail.workflow.catalogue.SeriesFacts;

/**
 * Memory that a step cannot do without, besides the buffers that grow and shrink with what {@link StepContext#memoryBytes}
 * allows. Measured: docs/scaling.md.
 *
 * @param bytes whatever the number of threads
 * @param bytesPerThread more for each thread
 */
public record MemoryNeed(long bytes, long bytesPerThread) {
    private static final long MEGABYTE = 1L << 20;

    /** The program itself, tables and solutions. */
    private static final long BASE_BYTES = 64 * MEGABYTE;

    /** Views and their spectra that a step on raw views holds, beyond those of its threads. */
    private static final int VIEWS_SHARED = 2;

    /** Views and their spectra that a thread holds. */
    private static final int VIEWS_PER_THREAD = 7;

    /** Of a step that works on tables only. */
    public static final MemoryNeed TABLES = new MemoryNeed(BASE_BYTES, 0);

    /** Of a step that reads whole views, each thread its own. */
    public static MemoryNeed ofViews(SeriesFacts facts) {
        long view = (long) facts.width() * facts.height() * Float.BYTES;
        return new MemoryNeed(BASE_BYTES + VIEWS_SHARED * view, VIEWS_PER_THREAD * view);
    }

    /** With so many threads. */
    public long with(int threads) {
        return bytes + threads * bytesPerThread;
    }

    /** The most threads for which so much memory is enough, at most some; 0 where it is not enough for one. */
    public int threadsWithin(long availableBytes, int most) {
        if (with(most) <= availableBytes) {
            return most;
        }
        return (int) Math.max(0, Math.min(most, (availableBytes - bytes) / Math.max(1, bytesPerThread)));
    }
}
