package org.goldtrail.server.workflows;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a folder looked like. Its value differs when a file has come, gone or been written; what is not part of the state is left
 * out, since it changes all the time while a step runs.
 *
 * @param value one number for all of it; 0 if the folder is gone. Links are followed
 * @param telling when its subfolders, and the files that lie in it at once, were changed last: since files of a workflow are
 *     written under another name and renamed, which changes the folder they are in, these few tell of all that programs do
 */
public record FolderStamp(long value, Map<Path, FileTime> telling) {
    private static final int DEPTH = 3;
    private static final Set<String> NO_STATE = Set.of("logs", "unfinished");

    /** Two changes so close together may bear the same time, on some file systems. */
    private static final long COARSEST_TIME_MS = 2000;

    /** Looks at all files of a folder. */
    public static FolderStamp of(Path folder) {
        Look look = new Look(folder);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, look);
        } catch (IOException e) {
            return new FolderStamp(0, Map.of());
        }
        return new FolderStamp(look.value, Map.copyOf(look.telling));
    }

    /** Whether the folder is known to be the same still, told by a look at few files; false if it may have changed. */
    public boolean isStillTrue() {
        if (telling.isEmpty()) {
            return false;
        }
        Instant recent = Instant.now().minusMillis(COARSEST_TIME_MS);
        try {
            for (Map.Entry<Path, FileTime> entry : telling.entrySet()) {
                FileTime now = Files.getLastModifiedTime(entry.getKey());
                if (!now.equals(entry.getValue()) || now.toInstant().isAfter(recent)) {
                    return false;
                }
            }
        } catch (IOException e) {
            return false; // gone
        }
        return true;
    }

    private static final class Look extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final Map<Path, FileTime> telling = new HashMap<>();
        private long value = 1;

        Look(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (NO_STATE.contains(String.valueOf(directory.getFileName()))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            telling.put(directory, attributes.lastModifiedTime());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            value += mix(
                    file.hashCode() * 31L + attributes.lastModifiedTime().toMillis() * 1_000_003L + attributes.size());
            if (attributes.isDirectory() || folder.equals(file.getParent())) {
                telling.put(file, attributes.lastModifiedTime());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(folder)) {
                throw e;
            }
            return FileVisitResult.CONTINUE; // gone between two looks: the next one tells
        }

        private static long mix(long x) {
            long y = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
            return y ^ (y >>> 27);
        }
    }
}
