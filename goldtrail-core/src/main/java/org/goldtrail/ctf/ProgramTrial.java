package org.goldtrail.ctf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.ImodDefocusFile;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Fft2;
import org.goldtrail.image.Image;
import org.goldtrail.task.Progress;
import org.jtransforms.fft.FloatFFT_2D;

/** Tries programs of other labs on a small image of known defocus, so that their drivers are tested where they are present. */
public final class ProgramTrial {
    private static final int SIDE = 512;
    private static final double PIXEL = 2;
    private static final double DEFOCUS = 20_000;
    private static final double TILT = 45;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final CtfOptics OPTICS = new CtfOptics(300, 2.7, 0.07);

    private ProgramTrial() {}

    /**
     * Has CTFFIND find a known defocus.
     *
     * @param executable to be tried
     * @param folder for its files
     * @return what came of it, in a few words
     * @throws GoldtrailException if it cannot be used, or is wrong
     */
    public static String ctffind(String executable, Path folder) {
        Path image = folder.resolve("trial.mrc");
        write(image, image(CtfModel.of(DEFOCUS)));
        CtffindProgram usual = CtffindProgram.standard(executable, OPTICS);
        List<DefocusRow> rows = new CtffindProgram(
                        executable, OPTICS, 256, 30, 5, 5_000, 50_000, usual.stepAngstrom(), false, PATIENCE)
                .run(image, folder.resolve("diagnostic.mrc"), PIXEL, folder.resolve("ctffind.log"), Progress.SILENT);
        double found =
                0.5 * (rows.getFirst().defocusUAngstrom() + rows.getFirst().defocusVAngstrom());
        String words = String.format(Locale.ROOT, "found %.2f µm of %.2f", found / 1e4, DEFOCUS / 1e4);
        if (!(Math.abs(found - DEFOCUS) < 0.05 * DEFOCUS)) {
            throw new GoldtrailException(
                    "its trial went wrong: it " + words, executable, "use Goldtrail's own estimate");
        }
        return words;
    }

    /**
     * Has ctfphaseflip correct a tilted view of known defocus, and compares with what Goldtrail makes of it.
     *
     * @param executable to be tried
     * @param folder for its files
     * @return what came of it, in a few words
     * @throws GoldtrailException if it cannot be used, or its result is another
     */
    public static String ctfPhaseFlip(String executable, Path folder) {
        Path stack = folder.resolve("aligned.mrc");
        Path output = folder.resolve("flipped.mrc");
        Image view = image(CtfModel.of(DEFOCUS));
        write(stack, view);
        TiltAngleFile.write(folder.resolve("trial.tlt"), new double[] {TILT});
        ImodDefocusFile.writeVersion3(
                folder.resolve("trial.defocus"),
                List.of(new DefocusRow(0, TILT, DEFOCUS, DEFOCUS, 0, 0, 0, Double.NaN)));
        new CtfPhaseFlipProgram(executable, OPTICS, 10, 4, 0, PATIENCE)
                .run(
                        stack,
                        output,
                        folder.resolve("trial.tlt"),
                        folder.resolve("trial.defocus"),
                        PIXEL,
                        false,
                        folder.resolve("ctfphaseflip.log"),
                        Progress.SILENT);
        Image flipped;
        try (MrcStack result = MrcStack.open(output)) {
            flipped = result.readView(0);
        }
        if (flipped.width() != SIDE || flipped.height() != SIDE) {
            throw new GoldtrailException("its trial left an image of another size", executable, "");
        }
        double right = likeness(flipped, own(view, 1));
        double wrong = likeness(flipped, own(view, -1));
        String words = String.format(
                Locale.ROOT, "correlation %.2f with Goldtrail's own of the same hand, %.2f of the other", right, wrong);
        if (!(right > 0.8 && right > wrong)) {
            throw new GoldtrailException(
                    "its trial went wrong: " + words, executable, "use Goldtrail's own correction");
        }
        return words;
    }

    private static Image own(Image view, int hand) {
        CorrectionParameters usual = CorrectionParameters.standard();
        return new CorrectCtf(
                        OPTICS,
                        hand,
                        PIXEL,
                        new CorrectionParameters(usual.method(), 10, 4, 1024, usual.signalToNoise()))
                .correct(view, CtfModel.of(DEFOCUS), ViewGeometry.of(0, TILT), SpecimenPlane.FLAT);
    }

    private static double likeness(Image a, Image b) {
        double[] mean = {mean(a), mean(b)};
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.pixels().length; i++) {
            double x = a.pixels()[i] - mean[0];
            double y = b.pixels()[i] - mean[1];
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    private static double mean(Image image) {
        double sum = 0;
        for (float p : image.pixels()) {
            sum += p;
        }
        return sum / image.pixels().length;
    }

    private static void write(Path file, Image image) {
        MrcLayout layout = MrcLayout.stack(SIDE, SIDE, 1).withPixelSize(OptionalDouble.of(PIXEL));
        try (MrcWriter writer = MrcWriter.create(file, layout)) {
            writer.writeSection(0, image);
            writer.commit();
        }
    }

    /** White noise seen through the lens, and a little that is not. */
    private static Image image(CtfModel model) {
        Random random = new Random(3);
        ContrastTransferFunction ctf = new ContrastTransferFunction(OPTICS, model);
        int side = Fft2.fastSize(SIDE);
        float[] wave = new float[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            wave[2 * i] = (float) random.nextGaussian();
        }
        FloatFFT_2D fft = new FloatFFT_2D(side, side);
        fft.complexForward(wave);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double kx = (x <= side / 2 ? x : x - side) / (side * PIXEL);
                double ky = (y <= side / 2 ? y : y - side) / (side * PIXEL);
                double value = ctf.value(kx, ky) * Math.exp(-25 * (kx * kx + ky * ky));
                wave[2 * (y * side + x)] *= (float) value;
                wave[2 * (y * side + x) + 1] *= (float) value;
            }
        }
        fft.complexInverse(wave, true);
        Image image = new Image(SIDE, SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.set(x, y, (float) (100 + 10 * wave[2 * (y * side + x)] + random.nextGaussian()));
            }
        }
        return image;
    }
}
