package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.List;

/** Names of files. */
final class Names {
    private Names() {}

    /** A file's name without folder and last extension. */
    static String stem(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** A file in a folder, noted in a list. */
    static Path add(List<Path> files, Path folder, String name) {
        Path file = folder.resolve(name);
        files.add(file);
        return file;
    }
}
