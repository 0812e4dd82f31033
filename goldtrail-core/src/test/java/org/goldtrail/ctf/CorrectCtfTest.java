package org.goldtrail.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Fft2;
import org.goldtrail.image.Image;
import org.junit.jupiter.api.Test;

class CorrectCtfTest {
    private static final CtfOptics OPTICS = new CtfOptics(300, 2.7, 0.07);
    private static final double PIXEL = 5.4;
    private static final int SIZE = 180;

    /** A random object and its image under a constant CTF, both periodic. */
    private static Image[] objectAndImage(CtfModel model) {
        SplittableRandom random = new SplittableRandom(5);
        Image object = new Image(SIZE, SIZE);
        for (int i = 0; i < object.pixels().length; i++) {
            object.pixels()[i] = (float) random.nextGaussian();
        }
        return new Image[] {object, filtered(object, model)};
    }

    private static Image filtered(Image image, CtfModel model) {
        ContrastTransferFunction ctf = new ContrastTransferFunction(OPTICS, model);
        Fft2 fft = Fft2.atLeast(SIZE, SIZE);
        assertThat(fft.columns()).isEqualTo(SIZE);
        float[] spectrum =
                fft.forward(image.pixels(), image.pixels(), SIZE, SIZE).first();
        float[] one = new float[spectrum.length];
        for (int y = 0; y < SIZE; y++) {
            double ky = (y <= SIZE / 2 ? y : y - SIZE) / (SIZE * PIXEL);
            for (int x = 0; x < SIZE; x++) {
                double kx = (x <= SIZE / 2 ? x : x - SIZE) / (SIZE * PIXEL);
                one[2 * (y * SIZE + x)] = (float) -ctf.value(kx, ky);
            }
        }
        return new Image(
                SIZE,
                SIZE,
                fft.correlate(spectrum, one, spectrum, one, SIZE, SIZE).first());
    }

    private static double correlation(Image a, Image b, int margin) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int y = margin; y < SIZE - margin; y++) {
            for (int x = margin; x < SIZE - margin; x++) {
                ab += a.get(x, y) * b.get(x, y);
                aa += a.get(x, y) * a.get(x, y);
                bb += b.get(x, y) * b.get(x, y);
            }
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void aPhaseFlipBringsTheObjectBack() {
        CtfModel model = new CtfModel(31_000, 29_000, 20, 0);
        Image[] pair = objectAndImage(model);
        Image flipped = new CorrectCtf(OPTICS, 1, PIXEL, CorrectionParameters.standard())
                .correct(pair[1], model, ViewGeometry.of(85, 0), SpecimenPlane.FLAT);
        assertThat(Math.abs(correlation(pair[0], pair[1], 30))).isLessThan(0.25);
        assertThat(correlation(pair[0], flipped, 30)).isGreaterThan(0.85);
    }

    @Test
    void aWienerFilterIsNearerToTheObjectThanAFlip() {
        CtfModel model = CtfModel.of(30_000);
        Image[] pair = objectAndImage(model);
        CorrectionParameters flip = CorrectionParameters.standard();
        CorrectCtf wiener = new CorrectCtf(OPTICS, 1, PIXEL, flip.with(CorrectionParameters.Method.WIENER));
        ViewGeometry view = ViewGeometry.of(85, 0);
        double byFlip = correlation(
                pair[0], new CorrectCtf(OPTICS, 1, PIXEL, flip).correct(pair[1], model, view, SpecimenPlane.FLAT), 30);
        double byWiener = correlation(pair[0], wiener.correct(pair[1], model, view, SpecimenPlane.FLAT), 30);
        assertThat(byWiener).isGreaterThan(byFlip + 0.02);
    }

    @Test
    void aTiltedViewIsCorrectedWithTheDefocusOfEachHeight() {
        // at the right border of an aligned view tilted by 50° the specimen is lower by x tan 50°
        double tan = Math.tan(Math.toRadians(50));
        int hand = 1;
        double there = 30_000 + hand * tan * 60 * PIXEL;
        Image[] pair = objectAndImage(CtfModel.of(there));
        ViewGeometry view = ViewGeometry.of(0, 50);
        Image right = new CorrectCtf(OPTICS, hand, PIXEL, CorrectionParameters.standard())
                .correct(pair[1], CtfModel.of(30_000), view, SpecimenPlane.FLAT);
        Image wrong = new CorrectCtf(OPTICS, -hand, PIXEL, CorrectionParameters.standard())
                .correct(pair[1], CtfModel.of(30_000), view, SpecimenPlane.FLAT);
        double good = columnCorrelation(pair[0], right, 149, 4);
        double bad = columnCorrelation(pair[0], wrong, 149, 4);
        assertThat(good).isGreaterThan(0.8);
        assertThat(good).isGreaterThan(bad + 0.02);
    }

    private static double columnCorrelation(Image a, Image b, int column, int reach) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int y = 30; y < SIZE - 30; y++) {
            for (int x = column - reach; x <= column + reach; x++) {
                ab += a.get(x, y) * b.get(x, y);
                aa += a.get(x, y) * a.get(x, y);
                bb += b.get(x, y) * b.get(x, y);
            }
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void aSlabAboveTheMiddleHasItsOwnDefocus() {
        ViewGeometry view = ViewGeometry.of(0, 60);
        CorrectCtf raised = new CorrectCtf(OPTICS, 1, PIXEL, CorrectionParameters.standard());
        Image[] pair = objectAndImage(CtfModel.of(30_000));
        // by z the height grows by z / cos 60°, and the defocus falls by as much
        double z = 10 * CorrectionParameters.standard().defocusToleranceNm() / PIXEL; // whole steps of the defocus
        CtfModel compensated = CtfModel.of(30_000 + 2 * z * PIXEL);
        Image at =
                raised.prepare(pair[1], compensated, view, SpecimenPlane.FLAT).at(z);
        Image middle = raised.correct(pair[1], CtfModel.of(30_000), view, SpecimenPlane.FLAT);
        for (int i = 0; i < at.pixels().length; i += 97) {
            assertThat(at.pixels()[i]).isCloseTo(middle.pixels()[i], within(1e-3f));
        }
    }

    @Test
    void severalHeightsAtOnceAreThoseOneByOne() {
        Image[] pair = objectAndImage(CtfModel.of(30_000));
        CorrectCtf.Prepared prepared = new CorrectCtf(OPTICS, -1, PIXEL, CorrectionParameters.standard())
                .prepare(pair[1], CtfModel.of(30_000), ViewGeometry.of(0, 40), SpecimenPlane.FLAT);
        double[] heights = {-70, 0, 33};
        Image[] together = prepared.at(heights);
        for (int i = 0; i < heights.length; i++) {
            assertThat(together[i].pixels()).isEqualTo(prepared.at(heights[i]).pixels());
        }
        assertThat(together[0].pixels()).isNotEqualTo(together[2].pixels());
    }

    @Test
    void theMeanIsKept() {
        Image flat = new Image(SIZE, SIZE);
        java.util.Arrays.fill(flat.pixels(), 500f);
        Image out = new CorrectCtf(OPTICS, 1, PIXEL, CorrectionParameters.standard())
                .correct(flat, CtfModel.of(30_000), ViewGeometry.of(85, 45), SpecimenPlane.FLAT);
        assertThat(out.pixels()).containsOnly(500f);
    }

    /** By which ctfphaseflip, which knows of no pretilt, is told of one. */
    @Test
    void aSlopingSpecimenHasTheGradientOfAFlatOneAtAnotherTilt() {
        double slopeDeg = 17;
        SpecimenPlane plane = new SpecimenPlane(Math.tan(Math.toRadians(slopeDeg)), 0);
        for (double tilt = -60; tilt <= 60; tilt += 20) {
            double[] gradient = plane.heightGradient(ViewGeometry.of(0, tilt));
            assertThat(gradient[0]).isCloseTo(-Math.tan(Math.toRadians(tilt - slopeDeg)), within(1e-9));
            assertThat(gradient[1]).isCloseTo(0, within(1e-9));
        }
    }
}
