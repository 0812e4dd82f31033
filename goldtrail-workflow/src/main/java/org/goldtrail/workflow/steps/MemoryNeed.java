package org.goldtrail.workflow.steps;

import org.goldtrail.workflow.catalogue.SeriesFacts;

/**
 * Memory that a step cannot do without, besides the buffers that grow and shrink with what {@link StepContext#memoryBytes}
 * allows. Measured with views of 1920 x 1856 px: docs/scaling.md.
 *
 * @param bytes whatever the number of threads
 * @param bytesPerThread more for each thread
 */
public record MemoryNeed(long bytes, long bytesPerThread) {
    /** The program itself, tables and solutions. */
    private static final long BASE_BYTES = 40L << 20;

    /** Copies of a raw view that a thread holds while it reads, repairs and bins it. */
    private static final int VIEWS_PER_THREAD = 4;

    /** Fields of the size of a binned view that a correlation takes, most of them spectra. */
    private static final int FIELDS_PER_CORRELATION = 32;

    /** Of a step that works on tables only. */
    public static final MemoryNeed TABLES = new MemoryNeed(BASE_BYTES, 0);

    /** Of a step that reads whole views, each thread its own. */
    public static MemoryNeed ofViews(SeriesFacts facts) {
        return new MemoryNeed(BASE_BYTES, VIEWS_PER_THREAD * viewBytes(facts));
    }

    private static long viewBytes(SeriesFacts facts) {
        return (long) facts.width() * facts.height() * Float.BYTES;
    }

    /** The same with a view of each thread being correlated at some binning. */
    MemoryNeed withCorrelation(SeriesFacts facts, int binning) {
        long binned = viewBytes(facts) / ((long) binning * binning);
        return new MemoryNeed(bytes, Math.max(bytesPerThread, FIELDS_PER_CORRELATION * binned));
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
