package org.goldtrail.workflow.steps;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.catalogue.ParameterType;

/** Finds programs of other labs on the search path. */
final class ExternalPrograms {
    private ExternalPrograms() {}

    /**
     * The program a person names, or the first one that is there.
     *
     * @param given name or path, or auto
     * @param names to look for
     * @throws GoldtrailException if none is there
     */
    static String find(String given, List<String> names) {
        boolean auto = given.isBlank() || given.equalsIgnoreCase(ParameterType.AUTO);
        for (String name : auto ? names : List.of(given)) {
            if (name.contains(File.separator)) {
                if (Files.isExecutable(Path.of(name)) && !Files.isDirectory(Path.of(name))) {
                    return name;
                }
                continue;
            }
            for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                Path candidate = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return candidate.toString();
                }
            }
        }
        throw new GoldtrailException(
                auto
                        ? "none of the programs " + String.join(", ", names) + " is on the search path"
                        : "there is no program " + given,
                "",
                "install it, give its full path, or let Goldtrail do it: see goldtrail doctor");
    }
}
