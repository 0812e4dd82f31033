package org.goldtrail.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.Settings;

/** Reads the file of {@code --config}. Its form is told from its content here, and nowhere else. */
final class ConfigFile {
    private ConfigFile() {}

    /**
     * Reads settings.
     *
     * @throws GoldtrailException if there is no such file, or naming the key that is unknown or the value that is impossible
     */
    static Settings read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new GoldtrailException("there is no such settings file", file.toString(), "check the name");
        }
        return Settings.read(file);
    }
}
