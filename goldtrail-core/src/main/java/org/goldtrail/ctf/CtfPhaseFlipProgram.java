package org.goldtrail.ctf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.Progress;

/**
 * Drives IMOD's ctfphaseflip on an aligned stack, whose tilt axis is vertical. Not tried with the real program by the
 * project's tests, which use a stand-in.
 *
 * @param executable ctfphaseflip or a path
 * @param optics of the microscope
 * @param defocusToleranceNm of a strip
 * @param interpolationWidthPx blending of strips
 * @param maximumStripWidthPx widest strip, 0 to leave it to the program
 * @param timeout for the whole run
 */
public record CtfPhaseFlipProgram(
        String executable,
        CtfOptics optics,
        double defocusToleranceNm,
        int interpolationWidthPx,
        int maximumStripWidthPx,
        Duration timeout) {

    /** As Dynamo calls it: 250 nm, 4 px, 1024 px; at most one hour. */
    public static CtfPhaseFlipProgram standard(String executable, CtfOptics optics) {
        return new CtfPhaseFlipProgram(executable, optics, 250, 4, 1024, Duration.ofHours(1));
    }

    /** The command line. */
    List<String> command(
            Path alignedStack,
            Path output,
            Path tiltFile,
            Path defocusFile,
            double pixelSizeAngstrom,
            boolean inverted) {
        List<String> command = new java.util.ArrayList<>(List.of(
                executable,
                "-InputStack",
                alignedStack.toAbsolutePath().toString(),
                "-OutputFileName",
                output.toAbsolutePath().toString(),
                "-AngleFile",
                tiltFile.toAbsolutePath().toString(),
                "-DefocusFile",
                defocusFile.toAbsolutePath().toString(),
                "-DefocusTol",
                number(defocusToleranceNm, 1),
                "-InterpolationWidth",
                Integer.toString(interpolationWidthPx),
                "-PixelSize",
                number(pixelSizeAngstrom / 10, 5),
                "-Voltage",
                number(optics.voltageKv(), 0),
                "-SphericalAberration",
                number(optics.sphericalAberrationMm(), 3),
                "-AmplitudeContrast",
                number(optics.amplitudeContrast(), 3)));
        if (maximumStripWidthPx > 0) {
            command.add("-MaximumStripWidth");
            command.add(Integer.toString(maximumStripWidthPx));
        }
        if (inverted) {
            command.add("-InvertTiltAngles");
        }
        return command;
    }

    /**
     * Corrects a stack.
     *
     * @param alignedStack stack with a vertical tilt axis
     * @param output corrected stack
     * @param tiltFile tilt angles of its sections
     * @param defocusFile IMOD's .defocus of its sections
     * @param inverted whether the defocus gradient runs against IMOD's expectation (option -InvertTiltAngles)
     * @param log where all it says is kept
     * @throws GoldtrailException if it cannot be started, takes too long, fails or leaves no stack
     */
    public void run(
            Path alignedStack,
            Path output,
            Path tiltFile,
            Path defocusFile,
            double pixelSizeAngstrom,
            boolean inverted,
            Path log,
            Progress progress) {
        Path folder = log.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a log without a folder");
        }
        new ExternalProgram(
                        command(alignedStack, output, tiltFile, defocusFile, pixelSizeAngstrom, inverted),
                        folder,
                        log,
                        timeout)
                .run(prompt -> null, progress);
        if (!Files.exists(output)) {
            throw new GoldtrailException(
                    "the program ended without an error but left no stack " + output.getFileName(),
                    executable,
                    "read its log " + log.getFileName());
        }
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
