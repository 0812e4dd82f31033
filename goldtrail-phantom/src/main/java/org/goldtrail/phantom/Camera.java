package org.goldtrail.phantom;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The detector of a series: what is the same in all its views. */
final class Camera {
    private static final int CONSTANT_VALUE = 37;
    private static final double BEAM_OFF = 0.005;

    private final PhantomParameters parameters;
    private final int width;
    private final int height;
    private final float[] gain;
    private final Waves illumination;
    private final int[] hotPixels;
    private final double[] hotElectrons;

    Camera(PhantomParameters parameters, long seed) {
        this.parameters = parameters;
        this.width = parameters.field().width();
        this.height = parameters.field().height();
        DetectorParameters d = parameters.detector();
        SplittableRandom random = Randoms.of(seed, Randoms.CAMERA);
        gain = new float[width * height];
        for (int i = 0; i < gain.length; i++) {
            gain[i] = (float) (1 + d.gainResidual() * random.nextGaussian());
        }
        double span = Math.max(width, height);
        illumination = new Waves(random, 4, 1.5 * span, 4 * span);
        hotPixels = random.ints(d.hotPixels(), 0, gain.length).toArray();
        hotElectrons = random.doubles(d.hotPixels(), 2, 12).toArray(); // times the mean of a view
    }

    /** Mean electrons of a pixel that nothing shades. */
    double electronsPerPixel() {
        double pixel = parameters.field().pixelSizeAngstrom();
        return parameters.detector().dosePerTilt() * pixel * pixel;
    }

    double illuminationAt(double x, double y) {
        return Math.max(0.2, 1 + parameters.detector().illuminationVariation() * 0.5 * illumination.at(x, y));
    }

    /**
     * The counts of one view.
     *
     * @param electrons expected number for each pixel, row by row
     */
    short[] expose(ViewPlan view, float[] electrons, SplittableRandom random) {
        if (view.status() == ViewStatus.ZERO) {
            return new short[electrons.length];
        }
        if (view.status() == ViewStatus.CONST) {
            short[] counts = new short[electrons.length];
            Arrays.fill(counts, (short) CONSTANT_VALUE);
            return counts;
        }
        double factor = view.status() == ViewStatus.DARK ? BEAM_OFF : view.exposure();
        double perElectron = parameters.detector().countsPerElectron();
        float[] counts = new float[electrons.length];
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (float) (Randoms.poisson(random, factor * electrons[i]) * perElectron) * gain[i];
            sum += counts[i];
        }
        double mean = sum / counts.length;
        for (int i = 0; i < hotPixels.length; i++) {
            counts[hotPixels[i]] += (float) (mean * hotElectrons[i]);
        }
        xrays(counts, mean, random);
        return finished(view, counts, mean);
    }

    private void xrays(float[] counts, double mean, SplittableRandom random) {
        int hits = Randoms.poisson(random, parameters.detector().xraysPerView());
        for (int k = 0; k < hits; k++) {
            int i = random.nextInt(counts.length);
            counts[i] += (float) (mean * (4 + 12 * random.nextDouble()));
            int neighbour = i + (random.nextBoolean() ? 1 : width);
            if (random.nextBoolean() && neighbour < counts.length) {
                counts[neighbour] += (float) (mean * 3 * random.nextDouble());
            }
        }
    }

    /** Fills the wedges, inverts if wanted, rounds. */
    private short[] finished(ViewPlan view, float[] counts, double mean) {
        double white = 2 * electronsPerPixel() * parameters.detector().countsPerElectron() * untilted();
        boolean invert = parameters.output().invert() && view.status() != ViewStatus.DARK;
        short[] rounded = new short[counts.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                double value = counts[i];
                for (FillWedge wedge : view.wedges()) {
                    value = wedge.depth(x, y) > 0 ? mean : value;
                }
                value = invert ? white - value : value;
                rounded[i] = (short) Math.clamp(Math.rint(value), Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
        return rounded;
    }

    private double untilted() {
        SpecimenParameters s = parameters.specimen();
        return Math.exp(-s.thicknessNm() / s.meanFreePathNm());
    }
}
