package org.goldtrail.ctf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.CtffindFile;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.task.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Drives CTFFIND 4.1 and 5 (Rohou and Grigorieff 2015, doi 10.1016/j.jsb.2015.08.008; Elferich et al. 2024,
 * doi 10.7554/eLife.97227). What it asks is answered by the text of the question, so that versions with more or fewer
 * questions are served alike. Not tried with the real programs by the project's tests, which use a stand-in that asks the
 * documented questions of 4.1.14 and 5.
 *
 * @param executable ctffind4, ctffind or a path
 * @param optics of the microscope
 * @param boxPx side of the spectra it computes
 * @param lowestResolutionAngstrom start of its fit range
 * @param highestResolutionAngstrom end of its fit range
 * @param smallestDefocusAngstrom start of its search
 * @param largestDefocusAngstrom end of its search
 * @param stepAngstrom of its search
 * @param findPhaseShift whether there is a phase plate
 * @param timeout for one run
 */
public record CtffindProgram(
        String executable,
        CtfOptics optics,
        int boxPx,
        double lowestResolutionAngstrom,
        double highestResolutionAngstrom,
        double smallestDefocusAngstrom,
        double largestDefocusAngstrom,
        double stepAngstrom,
        boolean findPhaseShift,
        Duration timeout) {

    /** The program's own defaults, 10 minutes. */
    public static CtffindProgram standard(String executable, CtfOptics optics) {
        return new CtffindProgram(executable, optics, 512, 30, 5, 5_000, 100_000, 500, false, Duration.ofMinutes(10));
    }

    /**
     * Runs the program on one image, or on a stack section by section.
     *
     * @param image MRC file of a raw view, or of a stack whose sections are images of their own
     * @param diagnostic where it shall write its diagnostic image; the result lies beside it as .txt
     * @param pixelSizeAngstrom of the image
     * @param log where all it says is kept
     * @return its values; they belong to the centre of the image (see {@link CtfFiles#atSpecimenCentre})
     * @throws GoldtrailException if it cannot be started, asks what is not known, takes too long, fails or leaves no
     *     result
     */
    public List<DefocusRow> run(Path image, Path diagnostic, double pixelSizeAngstrom, Path log, Progress progress) {
        Path folder = log.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a log without a folder");
        }
        List<String> command = new ArrayList<>();
        command.add(executable);
        new ExternalProgram(command, folder, log, timeout)
                .run(q -> answer(q, image, diagnostic, pixelSizeAngstrom), progress);
        String name = diagnostic.getFileName().toString();
        int dot = name.lastIndexOf('.');
        Path result = diagnostic.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".txt");
        if (!Files.exists(result)) {
            throw new GoldtrailException(
                    "the program ended without an error but left no result " + result.getFileName(),
                    executable,
                    "read its log " + log.getFileName());
        }
        return CtffindFile.read(result);
    }

    /** The answer to a prompt, or null for one that is not known. */
    @Nullable
    String answer(String prompt, Path image, Path diagnostic, double pixelSizeAngstrom) {
        String q = prompt.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (q.contains("input image file name") || q.equals("input image")) {
            return image.toAbsolutePath().toString();
        }
        if (q.contains("diagnostic image")) {
            return diagnostic.toAbsolutePath().toString();
        }
        if (q.contains("is a movie") || q.contains("is the input a movie") || q.contains("stack of frames")) {
            return "no";
        }
        if (q.contains("pixel size too small")) {
            return "yes";
        }
        if (q.contains("target pixel size")) {
            return number(Math.max(1.4, pixelSizeAngstrom), 4);
        }
        if (q.contains("weight down low resolution")) {
            return "yes";
        }
        if (q.contains("pixel size")) {
            return number(pixelSizeAngstrom, 4);
        }
        if (q.contains("acceleration voltage")) {
            return number(optics.voltageKv(), 1);
        }
        if (q.contains("spherical aberration")) {
            return number(optics.sphericalAberrationMm(), 3);
        }
        if (q.contains("amplitude contrast")) {
            return number(optics.amplitudeContrast(), 3);
        }
        if (q.contains("size of amplitude spectrum")) {
            return Integer.toString(boxPx);
        }
        if (q.contains("minimum resolution")) {
            return number(lowestResolutionAngstrom, 2);
        }
        if (q.contains("maximum resolution")) {
            return number(Math.max(highestResolutionAngstrom, 2.05 * pixelSizeAngstrom), 2);
        }
        if (q.contains("minimum defocus")) {
            return number(smallestDefocusAngstrom, 1);
        }
        if (q.contains("maximum defocus")) {
            return number(largestDefocusAngstrom, 1);
        }
        if (q.contains("defocus search step")) {
            return number(stepAngstrom, 1);
        }
        return secondary(q);
    }

    private @Nullable String secondary(String q) {
        if (q.contains("do you know what astigmatism")
                || q.contains("more exhaustive search")
                || q.contains("restraint on astigmatism")
                || q.contains("determine sample tilt")
                || q.matches(".*determine sam\\w+ thickness.*") // "samnple" in 5.0
                || q.contains("expert options")
                || q.contains("already know the defocus")
                || q.contains("already know the tilt")) {
            return "no";
        }
        if (q.contains("find additional phase shift")) {
            return findPhaseShift ? "yes" : "no";
        }
        if (q.contains("minimum phase shift")) {
            return "0.0";
        }
        if (q.contains("maximum phase shift")) {
            return "3.15";
        }
        if (q.contains("phase shift search step")) {
            return "0.1";
        }
        if (q.contains("number of parallel threads")) {
            return "1";
        }
        return null;
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
