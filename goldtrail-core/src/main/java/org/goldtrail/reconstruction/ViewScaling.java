package org.goldtrail.reconstruction;

import java.util.List;
import java.util.stream.IntStream;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * How a view is brought to the same footing as the others before back-projection: {@code (value - mean) * gain}, where
 * gain makes its standard deviation that of the median view. Density keeps its sign and about its size.
 *
 * @param mean of the covered pixels
 * @param gain 0 for a view without contrast
 */
record ViewScaling(double mean, double gain) {
    private record Moments(long count, double mean, double sd) {}

    /** Reads all used views once; the others get gain 0. */
    static List<ViewScaling> of(RowSource source, boolean[] used, Kernels kernels, WorkerPool pool, Progress progress) {
        List<Moments> moments =
                pool.map(used.length, progress, i -> used[i] ? moments(source, i, kernels) : new Moments(0, 0, 0));
        double[] sds = moments.stream()
                .mapToDouble(Moments::sd)
                .filter(sd -> sd > 0)
                .sorted()
                .toArray();
        double usual = sds.length == 0 ? 0 : sds[sds.length / 2];
        return IntStream.range(0, used.length)
                .mapToObj(moments::get)
                .map(m -> new ViewScaling(m.mean(), m.sd() > 0 ? usual / m.sd() : 0))
                .toList();
    }

    private static Moments moments(RowSource source, int section, Kernels kernels) {
        int width = source.width();
        int height = source.height();
        int rows = Math.clamp((1 << 22) / width, 1, height);
        float[] band = new float[Math.multiplyExact(rows, width)];
        long count = 0;
        double centre = Double.NaN;
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < height; y += rows) {
            int here = Math.min(rows, height - y);
            source.readRows(section, y, here, band);
            for (int r = 0; r < here; r++) {
                CoveredRange covered = CoveredRange.of(band, r * width, width);
                if (covered.size() == 0) {
                    continue;
                }
                int start = r * width + covered.from();
                if (Double.isNaN(centre)) {
                    centre = band[start]; // any value near the mean saves digits in the sum of squares
                }
                count += covered.size();
                sum += kernels.sum(band, start, covered.size(), centre);
                squares += kernels.sumOfSquares(band, start, covered.size(), centre);
            }
        }
        if (count < 2) {
            return new Moments(count, 0, 0);
        }
        double offset = sum / count;
        double variance = Math.max(0, squares / count - offset * offset);
        return new Moments(count, centre + offset, Math.sqrt(variance));
    }
}
