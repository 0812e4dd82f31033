package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.task.Progress;

/**
 * Densities that are spread over the whole numbers of an integer file.
 *
 * @param low stored as the smallest number
 * @param high stored as the largest
 */
public record DensityRange(double low, double high) {
    /** For files of floating-point numbers, which need none. */
    public static final DensityRange ANY = new DensityRange(-Double.MAX_VALUE, Double.MAX_VALUE);

    /** Slices that are made to measure the range. */
    private static final int TESTS = 3;

    /** Rows of each of them. */
    private static final int TEST_ROWS = 4;

    /** Share of the voxels beyond either end of the range of bytes. */
    private static final double CLIPPED = 5e-4;

    public DensityRange {
        if (!(high > low)) {
            throw new IllegalArgumentException("no range from " + low + " to " + high);
        }
    }

    /** Makes any part of a tomogram. */
    @FunctionalInterface
    public interface PartMaker {
        void make(TomogramBox part, VolumeSink sink, Progress progress);
    }

    /**
     * Makes three thin parts of a tomogram to see which densities occur. Bytes take all but the outermost 0.05 % at
     * either end, to keep steps fine; 16-bit numbers go three times as far from the median as the outermost voxel seen, so
     * that beads keep their depth.
     *
     * @param box the whole tomogram
     * @param mode INT8 or INT16
     */
    public static DensityRange measure(PartMaker tomogram, TomogramBox box, MrcMode mode, Progress progress) {
        List<float[]> all = new ArrayList<>();
        for (int t = 0; t < TESTS; t++) {
            int rows = Math.min(TEST_ROWS, box.height());
            int from = (int) ((box.height() - rows) * (t + 1.0) / (TESTS + 1));
            double y = box.firstY() + from + (rows - 1) / 2.0;
            TomogramBox part = new TomogramBox(box.width(), rows, box.depth(), box.centreX(), y, box.centreZ());
            MemoryVolume volume = new MemoryVolume(part.width(), part.height(), part.depth());
            tomogram.make(part, volume, progress.part(t / (double) TESTS, (t + 1.0) / TESTS));
            for (int z = 0; z < part.depth(); z++) {
                all.add(volume.view(z).pixels());
            }
        }
        return of(all, mode);
    }

    static DensityRange of(List<float[]> samples, MrcMode mode) {
        int size = samples.stream().mapToInt(s -> s.length).sum();
        float[] sorted = new float[size];
        int at = 0;
        for (float[] s : samples) {
            System.arraycopy(s, 0, sorted, at, s.length);
            at += s.length;
        }
        Arrays.sort(sorted);
        double low = sorted[(int) (CLIPPED * (size - 1))];
        double high = sorted[(int) ((1 - CLIPPED) * (size - 1))];
        if (mode != MrcMode.INT8) {
            double median = sorted[size / 2];
            low = median - 3 * (median - sorted[0]);
            high = median + 3 * (sorted[size - 1] - median);
        }
        return high > low ? new DensityRange(low, high) : new DensityRange(low - 1, low + 1);
    }
}
