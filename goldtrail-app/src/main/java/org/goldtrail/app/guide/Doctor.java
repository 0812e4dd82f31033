package org.goldtrail.app.guide;

import java.nio.file.Path;
import java.util.List;
import org.goldtrail.server.HostProgram.Check;

/** What {@code goldtrail doctor} finds, for the page. */
public final class Doctor {
    private Doctor() {}

    /** Looks at the machine and at a folder where the work is to be done. */
    public static List<Check> checks(Path folder) {
        return Examination.of(folder).stream()
                .map(f -> new Check(f.what(), f.kind().word(), f.found(), f.advice()))
                .toList();
    }
}
