package org.goldtrail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real files to test against, which is not part of the project. */
public final class Samples {
    private Samples() {}

    /** A file of it; the test is skipped where the folder is absent. */
    public static Path path(String name) {
        String shared = System.getProperty("goldtrail.samples", "");
        Path path = Path.of(shared, "samples", name);
        Assumptions.assumeTrue(!shared.isEmpty() && Files.exists(path), () -> "no sample " + path + ": test skipped");
        return path;
    }
}
