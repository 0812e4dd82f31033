package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * How a view is brought to the same footing as the others before back-projection: {@code (value - mean) * gain}, or
 * {@code mean ln(value / mean) * gain} with a logarithm. Density keeps its sign and about its size.
 *
 * @param mean of the covered pixels
 * @param gain 0 for a view without contrast
 * @param logarithm see {@link ViewTreatment}
 */
record ViewScaling(double mean, double gain, boolean logarithm) {
    /** Counts below this share of the mean, as in dead pixels, count as this much. */
    private static final double DARKEST = 0.02;

    float apply(float value) {
        double centred = logarithm ? mean * Math.log(Math.max(value / mean, DARKEST)) : value - mean;
        return (float) (centred * gain);
    }

    private record Moments(long count, double mean, double sd) {}

    /**
     * Reads all used views once; the others get gain 0.
     *
     * @throws GoldtrailException if the logarithm is asked for and the mean of a view is not above zero
     */
    static List<ViewScaling> of(
            RowBands source,
            boolean[] used,
            ViewTreatment treatment,
            Kernels kernels,
            WorkerPool pool,
            Progress progress) {
        List<Moments> moments =
                pool.map(used.length, progress, i -> used[i] ? moments(source, i, kernels) : new Moments(0, 0, 0));
        double usualSd = median(moments.stream().mapToDouble(Moments::sd));
        double usualMean = median(moments.stream().mapToDouble(Moments::mean));
        List<ViewScaling> scalings = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            Moments m = moments.get(i);
            if (treatment.logarithm() && m.sd() > 0 && !(m.mean() > 0)) {
                throw new GoldtrailException(
                        String.format(
                                Locale.ROOT,
                                "view %d has a mean of %.4g, and only counts above zero have a logarithm",
                                i + 1,
                                m.mean()),
                        "",
                        "reconstruct without the logarithm");
            }
            double gain = treatment.normalise() ? usualSd / m.sd() : treatment.logarithm() ? usualMean / m.mean() : 1;
            scalings.add(new ViewScaling(m.mean(), m.sd() > 0 ? gain : 0, treatment.logarithm()));
        }
        return scalings;
    }

    /** The median of the values above zero, 0 if there is none. */
    private static double median(DoubleStream values) {
        double[] sorted = values.filter(v -> v > 0).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private static Moments moments(RowBands source, int section, Kernels kernels) {
        double[] known = source.meanAndSd(section);
        if (known != null) {
            return new Moments(2, known[0], known[1]);
        }
        int width = source.width() * source.samplesPerPixel();
        int height = source.height();
        double bottom = -(height - 1) / 2.0;
        int rows = Math.clamp((1 << 22) / width, 1, height);
        float[] band = new float[Math.multiplyExact(rows, width)];
        long count = 0;
        double centre = Double.NaN;
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < height; y += rows) {
            int here = Math.min(rows, height - y);
            source.read(section, bottom + y, here, band);
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
