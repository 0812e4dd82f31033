package org.goldtrail.server.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.files.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that only its user may read, by which programs of the same user find a running server: {@code
 * ~/.config/goldtrail/servers/PID.json}. It is there while the server is.
 */
public final class ServerFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerFile.class);

    private final Path file;

    private ServerFile(Path file) {
        this.file = file;
    }

    /**
     * What it says.
     *
     * @param pid process of the server
     * @param address to connect to
     * @param port to connect to
     * @param secure whether by TLS
     * @param token to send as {@code Authorization: Bearer TOKEN}
     * @param roots folders the server may see, as real paths
     */
    public record Entry(long pid, String address, int port, boolean secure, String token, List<String> roots) {
        /** Where its interface begins. */
        public String url() {
            return (secure ? "https://" : "http://") + address + ":" + port;
        }

        /** Whether the server may see a folder. */
        public boolean sees(Path folder) {
            return roots.stream().anyMatch(folder.toAbsolutePath().normalize()::startsWith);
        }
    }

    /** The folder of the user's configuration: {@code $XDG_CONFIG_HOME/goldtrail}, usually {@code ~/.config/goldtrail}. */
    public static Path userFolder() {
        String xdg = System.getenv("XDG_CONFIG_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(xdg);
        return base.resolve("goldtrail");
    }

    /**
     * Writes it.
     *
     * @param userFolder see {@link #userFolder()}
     * @throws GoldtrailException if it cannot be written
     */
    public static ServerFile write(Path userFolder, Entry entry) {
        Path folder = userFolder.resolve("servers");
        Path file = folder.resolve(entry.pid + ".json");
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the server cannot be made known (" + AtomicFile.reason(e) + ")",
                    file.toString(),
                    "check the rights of the folder",
                    e);
        }
        AtomicFile.writeSecret(file, Json.line(entry));
        return new ServerFile(file);
    }

    /** All servers of this user that are alive; files of dead ones are removed. */
    public static List<Entry> all(Path userFolder) {
        Path folder = userFolder.resolve("servers");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .flatMap(f -> living(f).stream())
                    .toList();
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the list of servers cannot be read (" + AtomicFile.reason(e) + ")",
                    folder.toString(),
                    "check its rights",
                    e);
        }
    }

    private static Optional<Entry> living(Path file) {
        try {
            Optional<Entry> entry = Json.read(file, Entry.class);
            if (entry.isPresent()
                    && ProcessHandle.of(entry.get().pid())
                            .map(ProcessHandle::isAlive)
                            .orElse(false)) {
                return entry;
            }
            Files.deleteIfExists(file);
        } catch (GoldtrailException | IOException e) {
            LOG.debug("server file {}", file, e); // gone in between: no server to be found there
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed", file, e);
        }
    }
}
