package org.goldtrail.formats;

import org.goldtrail.kernel.Kernels;

/**
 * Figures of the pixels of one section, or of any other set of pixels.
 *
 * @param count number of finite pixels
 * @param min smallest finite pixel, NaN if there is none
 * @param max largest finite pixel, NaN if there is none
 * @param mean mean of the finite pixels, NaN if there are none
 * @param squares sum of the squared differences from the mean
 * @param notFinite number of pixels that are NaN or infinite
 */
public record SectionStatistics(long count, double min, double max, double mean, double squares, long notFinite) {
    /** No pixels. */
    public static final SectionStatistics NONE = new SectionStatistics(0, Double.NaN, Double.NaN, Double.NaN, 0, 0);

    /** The figures of a range of an array. Two passes in double precision. */
    public static SectionStatistics of(float[] pixels, int from, int count) {
        double sum = 0;
        Kernels kernels = Kernels.best();
        double total = kernels.sum(pixels, from, count, 0);
        if (count > 0 && Double.isFinite(total)) {
            // No number is infinite or none, or the sum would show it: the whole block at the speed of vectors.
            return ofFinite(pixels, from, count, total / count, kernels);
        }
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        int finite = 0;
        for (int i = from; i < from + count; i++) {
            float v = pixels[i];
            if (Math.abs(v) <= Float.MAX_VALUE) {
                sum += v;
                min = Math.min(min, v);
                max = Math.max(max, v);
                finite++;
            }
        }
        if (finite == 0) {
            return new SectionStatistics(0, Double.NaN, Double.NaN, Double.NaN, 0, count);
        }
        double mean = sum / finite;
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            float v = pixels[i];
            if (Math.abs(v) <= Float.MAX_VALUE) {
                squares += (v - mean) * (v - mean);
            }
        }
        return new SectionStatistics(finite, min, max, mean, squares, count - finite);
    }

    private static SectionStatistics ofFinite(float[] pixels, int from, int count, double mean, Kernels kernels) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            min = Math.min(min, pixels[i]);
            max = Math.max(max, pixels[i]);
        }
        return new SectionStatistics(count, min, max, mean, kernels.sumOfSquares(pixels, from, count, mean), 0);
    }

    /**
     * The figures of both sets of pixels together (Chan, Golub and LeVeque, The American Statistician 37 (1983) 242).
     */
    public SectionStatistics and(SectionStatistics other) {
        if (count == 0) {
            return new SectionStatistics(
                    other.count, other.min, other.max, other.mean, other.squares, notFinite + other.notFinite);
        }
        if (other.count == 0) {
            return new SectionStatistics(count, min, max, mean, squares, notFinite + other.notFinite);
        }
        long n = count + other.count;
        double difference = other.mean - mean;
        return new SectionStatistics(
                n,
                Math.min(min, other.min),
                Math.max(max, other.max),
                mean + difference * other.count / n,
                squares + other.squares + difference * difference * ((double) count * other.count / n),
                notFinite + other.notFinite);
    }

    /** Root mean square difference from the mean, NaN if there are no pixels. */
    public double standardDeviation() {
        return count == 0 ? Double.NaN : Math.sqrt(squares / count);
    }

    /** True if every finite pixel has the same value. */
    public boolean isConstant() {
        return count == 0 || min == max;
    }
}
