package org.goldtrail.app.guide;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.ProgramTrial;
import org.goldtrail.workflow.files.FolderFiles;

/**
 * A program of others that Goldtrail can use or that people use beside it; none is needed for the main job.
 *
 * @param name of the command
 * @param purpose what it is for
 * @param versionArguments that make it say its version and end at once; empty for one that has none
 * @param trial on data of known result; empty for one that is not tried
 */
record ExternalProgram(String name, String purpose, List<String> versionArguments, Optional<Trial> trial) {
    /** Tries a program. */
    @FunctionalInterface
    interface Trial {
        /**
         * Runs it on small data of its own.
         *
         * @return what came of it, in a few words
         * @throws GoldtrailException if it cannot be used
         */
        String of(String executable, Path folder);
    }

    private ExternalProgram(String name, String purpose, List<String> versionArguments) {
        this(name, purpose, versionArguments, Optional.empty());
    }

    private ExternalProgram(String name, String purpose, Trial trial) {
        this(name, purpose, List.of(), Optional.of(trial));
    }

    /** All that are looked for. */
    static final List<ExternalProgram> ALL = List.of(
            new ExternalProgram("ctffind", "CTF estimation by CTFFIND", ProgramTrial::ctffind),
            new ExternalProgram("ctffind4", "CTF estimation by CTFFIND 4", ProgramTrial::ctffind),
            new ExternalProgram("ctffind5", "CTF estimation by CTFFIND 5", ProgramTrial::ctffind),
            new ExternalProgram("ctfphaseflip", "CTF correction by IMOD", ProgramTrial::ctfPhaseFlip),
            new ExternalProgram("3dmod", "looking at stacks, tomograms and models in IMOD", List.of()),
            new ExternalProgram("newstack", "aligned stacks by IMOD, to compare", List.of()),
            new ExternalProgram("tilt", "tomograms by IMOD, to compare", List.of()),
            new ExternalProgram("sbatch", "batches on a Slurm cluster", List.of("--version")),
            new ExternalProgram("python3", "scripts of your own", List.of("--version")));

    private static final int PATIENCE_SECONDS = 3;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)+");

    Finding look() {
        Optional<Path> place = find(System.getenv().getOrDefault("PATH", ""));
        if (place.isEmpty()) {
            return new Finding(Finding.Kind.ABSENT, name, "not found (" + purpose + ")", "");
        }
        if (trial.isPresent()) {
            return tried(place.get(), trial.get());
        }
        String version = version(place.get());
        return Finding.fine(name, (version.isEmpty() ? "" : version + ", ") + place.get() + " (" + purpose + ")");
    }

    private Finding tried(Path program, Trial how) {
        try {
            Path folder = Files.createTempDirectory("goldtrail-doctor");
            try {
                String words = how.of(program.toString(), folder);
                return Finding.fine(name, program + " (" + purpose + "), tried: " + words);
            } catch (GoldtrailException e) {
                return new Finding(
                        Finding.Kind.WARNING, name, program + " (" + purpose + "): " + e.problem(), e.hint());
            } finally {
                FolderFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            return new Finding(
                    Finding.Kind.WARNING, name, program + " was not tried: " + e.getMessage(), "free some disk space");
        }
    }

    /** The first executable of this name in the folders of a search path. */
    Optional<Path> find(String searchPath) {
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private String version(Path program) {
        if (versionArguments.isEmpty()) {
            return "";
        }
        try {
            Process process = new ProcessBuilder(program.toString(), String.join(" ", versionArguments))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher number = NUMBER.matcher(said);
            return number.find() ? number.group() : "";
        } catch (IOException e) {
            return "does not start (" + e.getMessage() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
