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

/**
 * A program of others that Goldtrail can use or that people use beside it; none is needed for the main job.
 *
 * @param name of the command
 * @param purpose what it is for
 * @param versionArguments that make it say its version and end at once; empty for one that has none
 */
record ExternalProgram(String name, String purpose, List<String> versionArguments) {
    /** All that are looked for. */
    static final List<ExternalProgram> ALL = List.of(
            new ExternalProgram("ctffind", "CTF estimation by CTFFIND", List.of()),
            new ExternalProgram("ctffind4", "CTF estimation by CTFFIND 4", List.of()),
            new ExternalProgram("ctffind5", "CTF estimation by CTFFIND 5", List.of()),
            new ExternalProgram("ctfphaseflip", "CTF correction by IMOD", List.of()),
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
        String version = version(place.get());
        return Finding.fine(name, (version.isEmpty() ? "" : version + ", ") + place.get() + " (" + purpose + ")");
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
