package org.goldtrail.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * Not a test: prints how well the CTF of simulated series is found, one line for each. {@code MeasureCtf FOLDER...}
 * measures what is there; {@code MeasureCtf simulate FOLDER PIXEL WIDTH HEIGHT DEFOCUS HAND COURSE SEED...} makes series
 * first (pixel and defocus in Å; hand +1 or -1, or 0 for a lens without CTF; course of the astigmatism: jumping, drifting
 * or constant).
 */
final class MeasureCtf {
    private MeasureCtf() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 9 || !args[0].equals("simulate")) {
            Arrays.stream(args).map(Path::of).forEach(MeasureCtf::print);
            return;
        }
        double pixel = Double.parseDouble(args[2]);
        int hand = Integer.parseInt(args[6]);
        PhantomParameters standard = PhantomParameters.standard("ctf");
        OpticsParameters optics = standard.optics().withDefocus(Double.parseDouble(args[5]), 1_500);
        AstigmatismCourse course = AstigmatismCourse.valueOf(args[7].toUpperCase(Locale.ROOT));
        optics = optics.withAstigmatism(course);
        optics = hand == 0 ? optics.withoutContrastTransfer() : optics.withHand(hand);
        // the ice is the same whatever the pixels it is seen with
        double ice = standard.specimen().iceNoiseRad() * standard.field().pixelSizeAngstrom() / pixel;
        PhantomParameters parameters = standard.with(
                        new FieldParameters(Integer.parseInt(args[3]), Integer.parseInt(args[4]), pixel))
                .with(optics)
                .with(standard.specimen().withIceNoise(ice));
        for (String seed : Arrays.copyOfRange(args, 8, args.length)) {
            Path folder = Path.of(
                    args[1], String.format(Locale.ROOT, "%s-%s-%+d-%s-%s", args[2], args[5], hand, args[7], seed));
            if (!Files.exists(folder.resolve("truth").resolve("truth.json"))) {
                Phantom.simulate(parameters, Long.parseLong(seed), folder, Progress.SILENT);
            }
            print(folder);
        }
    }

    private static void print(Path folder) {
        System.out.println(CtfMeasurement.of(folder, WorkerPool.shared())
                .line(folder.getFileName().toString()));
    }
}
