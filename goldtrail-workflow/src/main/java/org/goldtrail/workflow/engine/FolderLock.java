package org.goldtrail.workflow.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.units.Times;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write to a workflow folder, which one process at a time has. The file {@code lock} names its holder and is
 * touched every few seconds, so that hosts which share the folder see each other even where the file system keeps no locks
 * between them; a holder on this host that has ended, or one elsewhere that has not been heard of for two minutes, holds
 * nothing.
 */
public final class FolderLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);
    private static final String FILE_NAME = "lock";
    private static final Duration SILENCE = Duration.ofMinutes(2);
    /** The system counts a process's beginning by another clock than ours. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(10);

    private static final int HEARTBEAT_SECONDS = 10;
    private static final int LONGEST_TEXT = 1024;
    private static final Pattern HOLDER = Pattern.compile("process ([0-9]+) on (\\S+) since (\\S+)");

    /**
     * Who holds which folder in this process. POSIX drops all locks of a process on a file as soon as it closes any of its
     * channels to it, so a folder held here must not even be looked at.
     */
    private static final ConcurrentMap<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final Path realRoot;
    private final String self;
    private final FileChannel channel;
    private final ScheduledExecutorService heart;

    private FolderLock(Path file, Path realRoot, String self, FileChannel channel) {
        this.file = file;
        this.realRoot = realRoot;
        this.self = self;
        this.channel = channel;
        this.heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("folder-lock").factory());
        var unused = heart.scheduleAtFixedRate(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void beat() {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LOG.warn("{}: the lock cannot be kept fresh ({})", file, AtomicFile.reason(e));
        }
    }

    /**
     * Takes the lock; the folder is created if need be.
     *
     * @throws FolderInUseException if another process has it
     * @throws GoldtrailException if the folder cannot be written
     */
    public static FolderLock take(Path root) {
        try {
            Files.createDirectories(root);
            Path realRoot = root.toRealPath();
            String self = "process " + ProcessHandle.current().pid() + " on " + hostName() + " since " + Times.now();
            String holder = HELD_HERE.putIfAbsent(realRoot, self);
            if (holder != null) {
                throw new FolderInUseException(root, holder);
            }
            FolderLock lock = null;
            try {
                lock = take(root, realRoot, self);
                return lock;
            } finally {
                if (lock == null) {
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

    private static FolderLock take(Path root, Path realRoot, String self) throws IOException {
        Path file = root.resolve(FILE_NAME);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Optional<String> other = liveHolder(file);
            if (other.isPresent() || !locked(channel)) {
                throw new FolderInUseException(root, other.orElseGet(() -> text(file)));
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(self + "\n"));
            return new FolderLock(file, realRoot, self, channel);
        } catch (IOException | RuntimeException e) {
            try {
                channel.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Whether the system gives us its lock; a file system that keeps none leaves it to the file's text. */
    private static boolean locked(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (IOException e) {
            LOG.info("this file system keeps no locks ({})", e.getMessage());
            return true;
        }
    }

    /**
     * Who holds a folder now, as far as its lock file tells; empty if nobody does. Nothing is changed.
     */
    public static Optional<String> holder(Path root) {
        try {
            String here = HELD_HERE.get(root.toRealPath());
            return here != null ? Optional.of(here) : liveHolder(root.resolve(FILE_NAME));
        } catch (IOException e) {
            return Optional.empty(); // no folder, no holder
        }
    }

    private static Optional<String> liveHolder(Path file) {
        String text = text(file);
        Matcher m = HOLDER.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        boolean live =
                m.group(2).equals(hostName()) ? isRunning(Long.parseLong(m.group(1)), m.group(3)) : isFresh(file);
        return live ? Optional.of(text) : Optional.empty();
    }

    /** Whether a process of this host that has held the lock since then runs; one that began later has only its number. */
    private static boolean isRunning(long pid, String since) {
        if (pid == ProcessHandle.current().pid()) {
            return false;
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(p -> p.info()
                        .startInstant()
                        .map(start -> !beganLater(start, since))
                        .orElse(true))
                .isPresent();
    }

    private static boolean beganLater(Instant start, String since) {
        try {
            return start.isAfter(Instant.parse(since).plus(CLOCK_SLACK));
        } catch (DateTimeParseException e) {
            return false; // no time of ours, so nothing follows from it
        }
    }

    private static boolean isFresh(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isAfter(Instant.now().minus(SILENCE));
        } catch (IOException e) {
            return false; // it has just been removed
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).trim();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            return "another process";
        }
    }

    /** What the file says, through the channel that is open: closing another one would give the lock away. */
    private static String said(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
        for (int read = 0; read >= 0 && bytes.hasRemaining(); ) {
            read = channel.read(bytes, bytes.position());
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
    }

    private static String hostName() {
        @Nullable String host = System.getenv("HOSTNAME");
        if (host != null && !host.isBlank()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this-host";
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        heart.shutdownNow();
        try (channel) {
            // Whoever took it for given up, after a long silence of this host, has it now.
            if (said(channel).equals(self)) {
                channel.truncate(0);
            }
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the lock cannot be released (" + AtomicFile.reason(e) + ")",
                    file.toString(),
                    "remove it by hand",
                    e);
        } finally {
            HELD_HERE.remove(realRoot);
        }
    }
}
