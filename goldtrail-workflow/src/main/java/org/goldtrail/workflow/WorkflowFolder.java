package org.goldtrail.workflow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;

/**
 * The folder {@code NAME.goldtrail} that holds all results of one series, for people as much as for the program. One
 * process at a time may write to it.
 */
public final class WorkflowFolder implements AutoCloseable {
    private static final String LOCK_NAME = "lock";
    private static final String UNFINISHED = "unfinished";
    private static final List<String> RESULTS = List.of("alignment", "reconstruction");

    /**
     * Who holds which folder in this process. POSIX drops all locks of a process on a file as soon as it closes any of its
     * channels to it, so a folder held here must not even be looked at.
     */
    private static final ConcurrentMap<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path root;
    private final Path realRoot;
    private final String name;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private boolean staging;

    private WorkflowFolder(Path root, Path realRoot, String name, FileChannel lockChannel, FileLock lock) {
        this.root = root;
        this.realRoot = realRoot;
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
        try {
            Files.createDirectories(root);
            Path realRoot = root.toRealPath();
            String self = "process " + ProcessHandle.current().pid() + " on " + hostName() + " since "
                    + java.time.Instant.now();
            String holder = HELD_HERE.putIfAbsent(realRoot, self);
            if (holder != null) {
                throw new FolderInUseException(root, holder);
            }
            WorkflowFolder opened = null;
            try {
                opened = lock(root, realRoot, name, self);
                return opened;
            } finally {
                if (opened == null) {
                    HELD_HERE.remove(realRoot);
                }
            }
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the workflow folder cannot be written (" + e.getMessage() + ")",
                    root.toString(),
                    "choose another folder with --out",
                    e);
        }
    }

    private static WorkflowFolder lock(Path root, Path realRoot, String name, String self) throws IOException {
        Path lockFile = root.resolve(LOCK_NAME);
        FileChannel channel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new FolderInUseException(
                        root, Files.readString(lockFile, StandardCharsets.UTF_8).trim());
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(self + "\n"));
            return new WorkflowFolder(root, realRoot, name, channel, lock);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel, e);
            throw e;
        }
    }

    private static void closeQuietly(FileChannel channel, Exception first) {
        try {
            channel.close();
        } catch (IOException e) {
            first.addSuppressed(e);
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
        Path folder = (staging && RESULTS.contains(area) ? root.resolve(UNFINISHED) : root).resolve(area);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be created (" + e.getMessage() + ")", folder.toString(), "check its rights", e);
        }
        return folder.resolve(fileName);
    }

    /**
     * From now on, files of alignment and reconstruction go to a folder of their own until {@link #publishResults}: a run that
     * is ended before leaves the last good results as they were.
     */
    public void beginResults() {
        deleteTree(root.resolve(UNFINISHED));
        staging = true;
    }

    /** Puts the new results in the place of those of the run before. */
    public void publishResults() {
        for (String area : RESULTS) {
            deleteTree(root.resolve(area));
            Path finished = root.resolve(UNFINISHED).resolve(area);
            try {
                if (Files.isDirectory(finished)) {
                    Files.move(finished, root.resolve(area), StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new GoldtrailException(
                        "the results cannot be put in place (" + e.getMessage() + ")", finished.toString(), "", e);
            }
        }
        staging = false;
        deleteTree(root.resolve(UNFINISHED));
    }

    /** Removes what an attempt has left, for another one in the same run. */
    void discardAttempt() {
        deleteTree(root.resolve("detection"));
        deleteTree(root.resolve("markers"));
    }

    /**
     * Moves what an attempt that failed has left to {@code failed/}, replacing the one before; results of an earlier run go to
     * {@code previous/}.
     */
    public void moveToFailed() {
        Path failed = root.resolve("failed");
        deleteTree(failed);
        try {
            Files.createDirectories(failed);
            for (String area : List.of("detection", "markers")) {
                Path from = root.resolve(area);
                if (Files.isDirectory(from)) {
                    Files.move(from, failed.resolve(area), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            // Results that are in place are those of an earlier run: kept, but not where they pass for this one's.
            for (String area : RESULTS) {
                Path from = root.resolve(area);
                if (Files.isDirectory(from)) {
                    Path previous = root.resolve("previous");
                    deleteTree(previous.resolve(area));
                    Files.createDirectories(previous);
                    Files.move(from, previous.resolve(area), StandardCopyOption.ATOMIC_MOVE);
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
            if (staging) {
                deleteTree(root.resolve(UNFINISHED));
            }
            lockChannel.truncate(0);
            lock.release();
            lockChannel.close();
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the lock cannot be released (" + e.getMessage() + ")", root.toString(), "", e);
        } finally {
            HELD_HERE.remove(realRoot);
        }
    }
}
