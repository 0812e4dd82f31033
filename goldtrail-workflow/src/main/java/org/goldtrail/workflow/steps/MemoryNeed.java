package org.goldtrail.workflow.steps;

import org.goldtrail.detection.TiledCorrelation;
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

    /** Fields of the size of a tile that a correlation takes, most of them spectra. */
    private static final int FIELDS_PER_CORRELATION = 28;

    /** Fields of the size of the binned view beside them: the view itself, its correlation, and the copy that is binned. */
    private static final int BINNED_VIEWS_PER_CORRELATION = 3;

    /** Part by which the field of a transform is longer than the tile in it: the overlap, and a size that is quick. */
    private static final double FIELD_MARGIN = 1.1;

    /** Of a step that works on tables only. */
    public static final MemoryNeed TABLES = new MemoryNeed(BASE_BYTES, 0);

    /** Of a step that reads whole views, each thread its own. */
    public static MemoryNeed ofViews(SeriesFacts facts) {
        return new MemoryNeed(BASE_BYTES, VIEWS_PER_THREAD * viewBytes(facts));
    }

    private static long viewBytes(SeriesFacts facts) {
        return (long) facts.width() * facts.height() * Float.BYTES;
    }

    /** The same with a view of each thread being correlated at some binning; a large one in tiles. */
    MemoryNeed withCorrelation(SeriesFacts facts, int binning) {
        double width = (double) facts.width() / binning;
        double height = (double) facts.height() / binning;
        double tile = Math.min(width, TiledCorrelation.LARGEST_TILE)
                * FIELD_MARGIN
                * Math.min(height, TiledCorrelation.LARGEST_TILE)
                * FIELD_MARGIN;
        long correlation =
                (long) (Float.BYTES * (FIELDS_PER_CORRELATION * tile + BINNED_VIEWS_PER_CORRELATION * width * height));
        return new MemoryNeed(bytes, Math.max(bytesPerThread, correlation));
    }

    /** The same where each thread holds so many fields of the size of a raw view at once. */
    MemoryNeed withViewsPerThread(SeriesFacts facts, int views) {
        return new MemoryNeed(bytes, Math.max(bytesPerThread, views * viewBytes(facts)));
    }

    /** The same with something more that does not depend on the number of threads. */
    public MemoryNeed plus(long more) {
        return new MemoryNeed(bytes + more, bytesPerThread);
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
