package org.goldtrail.server.workflows;

import org.goldtrail.GoldtrailException;
import org.goldtrail.server.security.Roots;
import org.goldtrail.workflow.engine.Settings;

/** Files that settings name, like another file of angles: such as the page may see only. */
public final class NamedFiles {
    private static final String FILES = "settings.input.";

    private NamedFiles() {}

    /**
     * Refuses a setting that names a file outside of the folders that may be seen.
     *
     * @throws GoldtrailException if it does
     */
    static void demand(Roots roots, String path, Object value) {
        if (path.startsWith(FILES) && !value.toString().isBlank()) {
            roots.demand(value.toString());
        }
    }

    /** The same for all of some settings. */
    public static void demand(Roots roots, Settings settings) {
        settings.all().forEach((path, value) -> demand(roots, path, value));
    }
}
