package org.goldtrail.server.workflows;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;

/**
 * One number for the state of a folder: it differs when a file has come, gone or been written. What is not part of the state is
 * left out, since it changes all the time while a step runs.
 */
public final class FolderStamp {
    private static final int DEPTH = 3;
    private static final Set<String> NO_STATE = Set.of("logs", "unfinished");

    private FolderStamp() {}

    /** 0 if the folder is gone. */
    public static long of(Path folder) {
        long[] stamp = {1};
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NO_STATE.contains(String.valueOf(directory.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    stamp[0] += mix(file.hashCode() * 31L
                            + attributes.lastModifiedTime().toMillis() * 1_000_003L
                            + attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // gone between two looks: the next one tells
                }
            });
        } catch (IOException e) {
            return 0;
        }
        return stamp[0];
    }

    private static long mix(long x) {
        long y = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        return y ^ (y >>> 27);
    }
}
