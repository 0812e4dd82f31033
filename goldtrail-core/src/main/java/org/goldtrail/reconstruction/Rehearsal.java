package org.goldtrail.reconstruction;

import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.goldtrail.formats.SectionStatistics;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.task.Background;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * Makes a small tomogram that nobody sees, so that Java compiles what reconstruction is made of before the real one comes
 * to it: until then each vector is an object on the heap and a hundred times slower. While a program starts, only one of
 * its processors is busy.
 */
public final class Rehearsal {
    private static final int WIDTH = 512;
    private static final int HEIGHT = 64;
    private static final int DEPTH = 48;
    private static final int VIEWS = 21;

    /** Enough for slabs of some rows. */
    private static final long MEMORY_BYTES = 16_000_000;

    private Rehearsal() {}

    /** Begins in a thread of its own, which ends by itself within a second and does not keep the program from ending. */
    public static void begin() {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Background.start("rehearsal", Rehearsal::play);
        }
    }

    /** Returns the number of voxels made. */
    static long play() {
        var geometry = IntStream.range(0, VIEWS)
                .mapToObj(i -> ViewGeometry.of(0, -60 + 120.0 * i / (VIEWS - 1)))
                .toList();
        LongAdder made = new LongAdder();
        VolumeSink sink = (z, y, rows, voxels) ->
                made.add(SectionStatistics.of(voxels, 0, rows * WIDTH).count());
        try (WorkerPool pool = new WorkerPool(1)) {
            new BackProjection(
                            RowSource.of(VIEWS, WIDTH, HEIGHT, Rehearsal::stripes),
                            geometry,
                            Set.of(),
                            DEPTH,
                            RadialFilter.USUAL)
                    .run(sink, MEMORY_BYTES, pool, Progress.SILENT);
        }
        return made.sum();
    }

    /** Views with some contrast. */
    private static void stripes(int section, int yFrom, int rows, float[] out) {
        for (int i = 0; i < rows * WIDTH; i++) {
            out[i] = (i + 3 * section + yFrom) % 17;
        }
    }
}
