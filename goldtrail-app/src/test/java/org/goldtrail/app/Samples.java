package org.goldtrail.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The shared samples, where they are; a test that needs them is skipped elsewhere. */
final class Samples {
    private Samples() {}

    static Path folder(String name) {
        Path folder = Path.of(System.getProperty("goldtrail.samples", "../shared"), "samples", name);
        assumeTrue(Files.isDirectory(folder), () -> "skipped: the samples are not beside the project: " + folder);
        return folder;
    }
}
