package org.goldtrail.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Finds a folder in which nothing can be written, for root as well. */
final class Unwritable {
    private Unwritable() {}

    /**
     * A folder below {@code temp} without the right to write, where that holds for the present user; else one of the kernel's own,
     * in which not even root may make files; else a regular file, below which there are no folders.
     */
    static Path folder(Path temp) throws IOException {
        Path locked = Files.createDirectory(temp.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        for (Path candidate : List.of(locked, Path.of("/sys/kernel"), Path.of("/proc/self"))) {
            if (Files.isDirectory(candidate) && !canWrite(candidate)) {
                return candidate;
            }
        }
        return Files.writeString(temp.resolve("file"), "no folder");
    }

    private static boolean canWrite(Path folder) {
        try {
            Path probe = Files.createDirectory(folder.resolve("goldtrail-probe"));
            Files.delete(probe);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
