package org.goldtrail.workflow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code NAME.goldtrail} that holds all results of one series, for people as much as for the program. One
 * process at a time may write to it.
 */
public final class WorkflowFolder implements AutoCloseable {
    private static final String LOCK_NAME = "lock";
    private static final List<String> RESULTS = List.of("alignment", "reconstruction");

    private final Path root;
    private final String name;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private WorkflowFolder(Path root, String name, FileChannel lockChannel, FileLock lock) {
        this.root = root;
        this.name = name;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /**
     * Creates the folder if need be and takes its lock.
     *
     * @param name of the series
     * @throws FolderInUseException if another process holds the lock
     * @throws GoldtrailException if the folder cannot be written
     */
    public static WorkflowFolder open(Path root, String name) {
        FileChannel channel = null;
        try {
            Files.createDirectories(root);
            Path lockFile = root.resolve(LOCK_NAME);
            channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder =
                        Files.readString(lockFile, StandardCharsets.UTF_8).trim();
                channel.close();
                throw new FolderInUseException(root, holder);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(
                    "process " + ProcessHandle.current().pid() + " on " + hostName() + " since "
                            + java.time.Instant.now() + "\n"));
            return new WorkflowFolder(root, name, channel, lock);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new GoldtrailException(
                    "the workflow folder cannot be written (" + e.getMessage() + ")",
                    root.toString(),
                    "choose another folder with --out",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another part of this very process
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel, IOException first) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                first.addSuppressed(e);
            }
        }
    }

    private static String hostName() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isEmpty()) {
            return host;
        }
        try {
            return java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "this host";
        }
    }

    public Path root() {
        return root;
    }

    /** Name of the series. */
    public String name() {
        return name;
    }

    /** A file of an area's folder, which is created. */
    public Path file(String area, String fileName) {
        Path folder = root.resolve(area);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be created (" + e.getMessage() + ")", folder.toString(), "check its rights", e);
        }
        return folder.resolve(fileName);
    }

    /** Removes the results that a new alignment makes obsolete, so that no old file is taken for a new one. */
    public void clearResults() {
        for (String area : RESULTS) {
            deleteTree(root.resolve(area));
        }
    }

    /** Moves what an attempt that failed has left to {@code failed/}, replacing the one before. */
    public void moveToFailed() {
        Path failed = root.resolve("failed");
        deleteTree(failed);
        try {
            Files.createDirectories(failed);
            for (String area : List.of("detection", "markers", "alignment", "reconstruction")) {
                Path from = root.resolve(area);
                if (Files.isDirectory(from)) {
                    Files.move(from, failed.resolve(area), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the failed attempt cannot be moved aside (" + e.getMessage() + ")", failed.toString(), "", e);
        }
    }

    private static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path p : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        } catch (IOException e) {
            throw new GoldtrailException(
                    "old results cannot be removed (" + e.getMessage() + ")", folder.toString(), "check its rights", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockChannel.close();
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the lock cannot be released (" + e.getMessage() + ")", root.toString(), "", e);
        }
    }
}
