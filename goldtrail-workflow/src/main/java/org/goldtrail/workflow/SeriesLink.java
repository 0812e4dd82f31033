package org.goldtrail.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.units.Times;
import org.goldtrail.workflow.units.Version;

/**
 * Where the raw data of a workflow are: what makes a folder a workflow folder.
 *
 * @param name of the series
 * @param stack the raw stack, absolute
 * @param created when, ISO 8601
 * @param program that made the workflow
 */
record SeriesLink(String name, String stack, String created, String program) {
    private static final String FILE = "series/source.json";

    /**
     * A new link to a stack.
     *
     * @throws GoldtrailException if it cannot be read
     */
    static SeriesLink to(Path stack) {
        checkReadable(stack);
        return new SeriesLink(
                nameOf(stack), stack.toAbsolutePath().normalize().toString(), Times.now(), Version.PROGRAM);
    }

    /** The same series at another place. */
    SeriesLink movedTo(Path newStack) {
        checkReadable(newStack);
        return new SeriesLink(name, newStack.toAbsolutePath().normalize().toString(), created, program);
    }

    private static void checkReadable(Path stack) {
        if (!Files.isReadable(stack) || Files.isDirectory(stack)) {
            throw new GoldtrailException(
                    Files.exists(stack) ? "the stack cannot be read" : "there is no such stack",
                    stack.toString(),
                    "check the name and its rights");
        }
    }

    static String nameOf(Path stack) {
        return Series.source(stack, InputSettings.DEFAULT, GeneralSettings.DEFAULT)
                .name();
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    static Optional<SeriesLink> read(Path folder) {
        return Json.read(folder.resolve(FILE), SeriesLink.class);
    }

    /** To be called under the folder's lock. */
    void write(Path folder) {
        FolderFiles.createFolderOf(folder.resolve(FILE));
        Json.write(folder.resolve(FILE), this);
    }
}
