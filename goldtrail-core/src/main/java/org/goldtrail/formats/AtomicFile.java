package org.goldtrail.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ResourceException;

/**
 * A file that appears whole under its name or not at all: written under a temporary name in the same folder, flushed
 * to the disk, then renamed. Closing without {@link #commit} removes what was written.
 */
public final class AtomicFile implements AutoCloseable {
    /** Full disk, quota, or limit on the size of a file, as Linux words it. */
    private static final Pattern NO_SPACE =
            Pattern.compile("no space left|quota exceeded|file too large", Pattern.CASE_INSENSITIVE);

    /** The names that {@link #create} gives: a dot, the name, a random number. */
    private static final Pattern TEMPORARY_NAME =
            Pattern.compile("\\..+\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.tmp");

    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final EarlyFlush flush;
    private boolean committed;

    private AtomicFile(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
        flush = new EarlyFlush(channel);
    }

    /**
     * Opens a new temporary file beside {@code target}.
     *
     * @throws GoldtrailException if the folder is missing or cannot be written
     */
    public static AtomicFile create(Path target) {
        return create(target, NO_ATTRIBUTES);
    }

    private static AtomicFile create(Path target, FileAttribute<?>... attributes) {
        Path absolute = target.toAbsolutePath();
        Path name = absolute.getFileName();
        Path folder = absolute.getParent();
        if (name == null || folder == null) {
            throw new GoldtrailException("this is not the name of a file", target.toString(), "");
        }
        Path temporary = folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
        try {
            FileChannel channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    attributes);
            return new AtomicFile(target, temporary, channel);
        } catch (IOException | ReadOnlyFileSystemException e) {
            throw cannotWrite(target, e);
        }
    }

    /**
     * Writes a whole file at once.
     *
     * @throws GoldtrailException if it cannot be written; an older file of that name is then unchanged
     */
    public static void write(Path target, byte[] content) {
        try (AtomicFile file = create(target)) {
            file.write(0, ByteBuffer.wrap(content));
            file.commit();
        }
    }

    /** Writes a whole text file at once, as UTF-8. */
    public static void writeText(Path target, String content) {
        write(target, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a whole text file at once that nobody but its user may read, not even while it is being written. */
    public static void writeSecret(Path target, String content) {
        try (AtomicFile file =
                create(target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            file.write(0, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            file.commit();
        }
    }

    /** Writes all that remains in the buffer at a position of the file; several threads may do so at once. */
    public void write(long position, ByteBuffer bytes) {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            flush.wrote(at - position);
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    /**
     * Flushes the file and gives it its name, replacing an older file.
     *
     * @throws GoldtrailException if that fails; no file appears then
     */
    public void commit() {
        try {
            flush.finish();
            channel.force(true);
            channel.close();
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
            committed = true;
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            try {
                Files.deleteIfExists(temporary);
            } finally {
                flush.abandon();
            }
        } catch (IOException e) {
            throw new GoldtrailException(
                    "an unfinished temporary file could not be removed (" + reason(e) + ")",
                    temporary.toString(),
                    "remove it by hand",
                    e);
        }
    }

    /** What to throw where a file cannot be written: a {@link ResourceException} if there is no space left for it. */
    public static GoldtrailException cannotWrite(Path target, Exception cause) {
        String problem = "the file cannot be written (" + reason(cause) + ")";
        if (NO_SPACE.matcher(reason(cause)).find()) {
            return new ResourceException(
                    problem,
                    target.toString(),
                    "make room (goldtrail clean tells what may go) and run it again; what was done before is kept",
                    cause);
        }
        return new GoldtrailException(
                problem, target.toString(), "check that the folder exists, may be written and has space left", cause);
    }

    /**
     * Removes temporary files that a killed process has left in a folder (not in those below). To be called only where no
     * other process can be writing there.
     *
     * @return the number of files removed
     * @throws GoldtrailException if one of them cannot be removed
     */
    public static int removeLeftovers(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, AtomicFile::isTemporary)) {
            for (Path file : files) {
                Files.delete(file);
                removed++;
            }
        } catch (IOException e) {
            throw new GoldtrailException(
                    "temporary files of an earlier run cannot be removed (" + reason(e) + ")",
                    folder.toString(),
                    "check its rights",
                    e);
        }
        return removed;
    }

    private static boolean isTemporary(Path file) {
        Path name = file.getFileName();
        return name != null
                && TEMPORARY_NAME.matcher(name.toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** What an exception of the file system means, in words. */
    public static String reason(Exception cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such folder or file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "something else of this name is in the way";
        }
        if (cause instanceof ReadOnlyFileSystemException) {
            return "the file system is read-only";
        }
        if (cause instanceof FileSystemException e && e.getReason() != null) {
            return e.getReason();
        }
        String message = cause.getMessage();
        return message == null || message.isEmpty() ? cause.getClass().getSimpleName() : message;
    }
}
