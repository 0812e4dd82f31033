package org.goldtrail.reconstruction;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * How much detail there is at each height z of a test tomogram, and from it the depth of the specimen.
 *
 * <p>The measure is the variance of each XY section over the inner part of the field. Noise gives the same everywhere
 * along z; detail of the specimen comes on top where it is in focus. Coarse variations are subtracted first, since their
 * rays reach far beyond the specimen, and values are cut to a few standard deviations, so that a bead and its rays do not
 * outweigh the ice around it. (The covariance of tomograms from even and odd views would be free of noise, but has the
 * rays between neighbouring views with opposite signs in the two: beads then hide what lies beside them.)
 *
 * @param variance one value for each section of the test tomogram
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record DensityProfile(double[] variance) {
    /** Half width of the square over which the local mean is taken, in voxels. */
    private static final int LOCAL = 4;

    private static final double CUT_SD = 3;

    /** The specimen ends where the profile has fallen to this share of its height above the empty sections. */
    private static final double EDGE_SHARE = 0.4;

    /** The specimen has to stand out from the empty sections by so many times the scatter from section to section. */
    private static final double STANDS_OUT = 8;

    /** The profile is smoothed over so many sections on either side, and a dip as wide as this does not end it. */
    private static final int SMOOTH = 2;

    /**
     * Makes the test tomogram, in memory: it should be binned so that the view is some 200 to 300 pixels wide.
     *
     * @param depth number of sections, well more than the specimen can be thick
     */
    static DensityProfile measure(
            RowSource source,
            List<ViewGeometry> geometry,
            List<double[]> zFactors,
            Set<Integer> excluded,
            int depth,
            WorkerPool pool,
            Progress progress) {
        MemoryVolume volume = new MemoryVolume(source.width(), source.height(), depth);
        new BackProjection(source, geometry, excluded, depth, RadialFilter.USUAL)
                .withZFactors(zFactors)
                .run(volume, pool, progress.part(0, 0.7));
        List<float[]> details = pool.map(depth, progress.part(0.7, 0.9), z -> innerDetail(volume.view(z)));
        double[] sds =
                details.stream().mapToDouble(DensityProfile::robustSd).sorted().toArray();
        float most = (float) (CUT_SD * sds[depth / 2]);
        double[] variance = details.stream()
                .mapToDouble(detail -> cutVariance(detail, most))
                .toArray();
        return new DensityProfile(variance);
    }

    /** The section less its local mean, without the rim: the outer fifth in x is not seen by all views. */
    private static float[] innerDetail(Image section) {
        Image mean = localMean(section);
        int left = section.width() / 5;
        int bottom = section.height() / 10;
        int width = Math.max(1, section.width() - 2 * left);
        int height = Math.max(1, section.height() - 2 * bottom);
        float[] detail = new float[width * height];
        for (int i = 0; i < detail.length; i++) {
            int x = left + i % width;
            int y = bottom + i / width;
            detail[i] = section.get(x, y) - mean.get(x, y);
        }
        return detail;
    }

    /** From the median of the absolute values, as for a normal distribution. */
    private static double robustSd(float[] detail) {
        float[] sizes = new float[detail.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(detail[i]);
        }
        Arrays.sort(sizes);
        return 1.4826 * sizes[sizes.length / 2];
    }

    private static double cutVariance(float[] detail, float most) {
        double squares = 0;
        for (float value : detail) {
            double cut = Math.clamp(value, -most, most);
            squares += cut * cut;
        }
        return squares / detail.length;
    }

    private static Image localMean(Image image) {
        Image rows = new Image(image.width(), image.height());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                rows.set(x, y, mean(image, Math.max(0, x - LOCAL), Math.min(image.width() - 1, x + LOCAL), y, y));
            }
        }
        Image mean = new Image(image.width(), image.height());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                mean.set(x, y, mean(rows, x, x, Math.max(0, y - LOCAL), Math.min(image.height() - 1, y + LOCAL)));
            }
        }
        return mean;
    }

    private static float mean(Image image, int x0, int x1, int y0, int y1) {
        float sum = 0;
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                sum += image.get(x, y);
            }
        }
        return sum / ((x1 - x0 + 1) * (y1 - y0 + 1));
    }

    /**
     * Twice the distance from the middle of the tomogram to the farther end of the specimen, in voxels of the profile. The
     * specimen is the range around the highest value in the middle half of the profile: far from the specimen, where the
     * rays of its features part from one another, the profile may rise again.
     *
     * @return empty if no specimen stands out, or it reaches the ends of the profile
     */
    OptionalDouble depth() {
        int n = variance.length;
        double[] smooth = new double[n];
        for (int z = 0; z < n; z++) {
            smooth[z] = Arrays.stream(variance, Math.max(0, z - SMOOTH), Math.min(n, z + SMOOTH + 1))
                    .average()
                    .orElse(0);
        }
        double[] sorted = smooth.clone();
        Arrays.sort(sorted);
        double ground = sorted[n / 10];
        int peak = n / 4;
        for (int z = n / 4; z < n - n / 4; z++) {
            peak = smooth[z] > smooth[peak] ? z : peak;
        }
        double height = smooth[peak] - ground;
        if (!(height > STANDS_OUT * scatter(smooth))) {
            return OptionalDouble.empty();
        }
        int low = edge(smooth, peak, -1, ground + EDGE_SHARE * height);
        int high = edge(smooth, peak, 1, ground + EDGE_SHARE * height);
        if (low < SMOOTH || high >= n - SMOOTH) {
            return OptionalDouble.empty();
        }
        double middle = (n - 1) / 2.0;
        return OptionalDouble.of(2 * Math.max(Math.abs(low - middle), Math.abs(high - middle)) + 1);
    }

    /** From the median second difference of values far enough apart to be smoothed separately: slow changes drop out. */
    private static double scatter(double[] smooth) {
        int apart = 2 * SMOOTH + 1;
        double[] differences = IntStream.range(apart, smooth.length - apart)
                .mapToDouble(z -> Math.abs(smooth[z - apart] - 2 * smooth[z] + smooth[z + apart]))
                .sorted()
                .toArray();
        return differences.length == 0 ? Double.NaN : 1.4826 * differences[differences.length / 2] / Math.sqrt(6);
    }

    /** The last section from the peak in one direction before the profile stays below the level. */
    private static int edge(double[] smooth, int peak, int step, double level) {
        int last = peak;
        for (int z = peak; z >= 0 && z < smooth.length && Math.abs(z - last) <= 2 * SMOOTH; z += step) {
            last = smooth[z] >= level ? z : last;
        }
        return last;
    }
}
