package org.goldtrail.workflow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;

/**
 * The folder {@code NAME.goldtrail} that holds all results of one series, for people as much as for the program. One
 * process at a time may write to it.
 */
public final class WorkflowFolder implements AutoCloseable {
    private static final String LOCK_NAME = "lock";
    private static final String UNFINISHED = "unfinished";
    private static final String SETTING_ASIDE = "setting-aside";
    private static final String PREVIOUS = "previous";
    private static final String FAILED = "failed";
    private static final List<String> RESULTS = List.of("alignment", "reconstruction");
    private static final List<String> ATTEMPTS = List.of("detection", "markers");
    private static final List<String> ALL = List.of("detection", "markers", "alignment", "reconstruction");

    /**
     * Who holds which folder in this process. POSIX drops all locks of a process on a file as soon as it closes any of its
     * channels to it, so a folder held here must not even be looked at.
     */
    private static final ConcurrentMap<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path root;
    private final Path realRoot;
    private final String name;
    private final FileChannel lockChannel;
    private boolean staging;

    private WorkflowFolder(Path root, Path realRoot, String name, FileChannel lockChannel) {
        this.root = root;
        this.realRoot = realRoot;
        this.name = name;
        this.lockChannel = lockChannel;
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
            String self = "process " + ProcessHandle.current().pid() + " on " + hostName() + " since " + Instant.now();
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
        } catch (IOException | ReadOnlyFileSystemException e) {
            throw new GoldtrailException(
                    "the workflow folder cannot be written (" + AtomicFile.reason(e) + ")",
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
            return new WorkflowFolder(root, realRoot, name, channel);
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
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
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
                    "the folder cannot be created (" + AtomicFile.reason(e) + ")",
                    folder.toString(),
                    "check its rights",
                    e);
        }
        return folder.resolve(fileName);
    }

    /**
     * Makes the folder ready for a new run: removes temporary files that a killed process left, and sets aside what an earlier
     * run left. What a finished run left, its record included, goes to {@code previous/}; what remains of one that was
     * ended before goes to {@code failed/}. Each replaces what was there.
     */
    public void beginRun() {
        deleteTree(root.resolve(UNFINISHED));
        AtomicFile.removeLeftovers(root);
        ALL.forEach(area -> AtomicFile.removeLeftovers(root.resolve(area)));
        boolean finished = RunRecord.isFinished(root);
        if (Files.exists(root.resolve(SETTING_ASIDE)) || (finished && hasAny(RESULTS))) {
            // In two moves, so that a process killed in between does not lose the last results to half of themselves.
            Path aside = root.resolve(SETTING_ASIDE);
            moveAll(ALL, aside);
            deleteTree(root.resolve(PREVIOUS));
            move(aside, root.resolve(PREVIOUS));
        } else if (hasAny(ALL)) {
            deleteTree(root.resolve(FAILED));
            moveAll(ALL, root.resolve(FAILED));
        }
    }

    private boolean hasAny(List<String> areas) {
        return areas.stream().anyMatch(area -> Files.exists(root.resolve(area)));
    }

    private void moveAll(List<String> areas, Path to) {
        try {
            Files.createDirectories(to);
        } catch (IOException e) {
            throw cannotMove(to, e);
        }
        for (String area : areas) {
            if (Files.exists(root.resolve(area))) {
                move(root.resolve(area), to.resolve(area));
            }
        }
        // Last, since it tells whether the areas are those of a finished run.
        Path record = root.resolve(RunRecord.FILE_NAME);
        if (Files.exists(record)) {
            move(record, to.resolve(RunRecord.FILE_NAME));
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw cannotMove(from, e);
        }
    }

    private static GoldtrailException cannotMove(Path from, IOException cause) {
        return new GoldtrailException(
                "this cannot be moved within the workflow folder (" + AtomicFile.reason(cause) + ")",
                from.toString(),
                "check its rights, or choose another folder with --out",
                cause);
    }

    /**
     * From now on, files of alignment and reconstruction go to a folder of their own until {@link #publishResults}: a run that
     * is ended before leaves no half of a result.
     */
    public void beginResults() {
        deleteTree(root.resolve(UNFINISHED));
        staging = true;
    }

    /** Puts the new results in their place; those of the run before are no longer kept. */
    public void publishResults() {
        for (String area : RESULTS) {
            deleteTree(root.resolve(area));
            Path finished = root.resolve(UNFINISHED).resolve(area);
            if (Files.isDirectory(finished)) {
                move(finished, root.resolve(area));
            }
        }
        staging = false;
        deleteTree(root.resolve(UNFINISHED));
        deleteTree(root.resolve(PREVIOUS));
    }

    /** Moves what an attempt that failed has left to {@code failed/}, replacing the one before. */
    public void moveToFailed() {
        Path failed = root.resolve(FAILED);
        deleteTree(failed);
        try {
            Files.createDirectories(failed);
        } catch (IOException e) {
            throw cannotMove(failed, e);
        }
        for (String area : ATTEMPTS) {
            if (Files.isDirectory(root.resolve(area))) {
                move(root.resolve(area), failed.resolve(area));
            }
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
                    "old results cannot be removed (" + AtomicFile.reason(e) + ")",
                    folder.toString(),
                    "check its rights",
                    e);
        }
    }

    /** Gives the folder back, whatever else fails. */
    @Override
    public void close() {
        try (lockChannel) {
            try {
                if (staging) {
                    deleteTree(root.resolve(UNFINISHED));
                }
            } finally {
                lockChannel.truncate(0);
            }
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the lock cannot be released (" + AtomicFile.reason(e) + ")",
                    root.toString(),
                    "remove it by hand",
                    e);
        } finally {
            HELD_HERE.remove(realRoot);
        }
    }
}
