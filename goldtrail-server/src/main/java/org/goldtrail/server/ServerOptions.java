package org.goldtrail.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldtrail.server.security.Tls;

/**
 * How a server is started.
 *
 * @param address to listen on; anything but a loopback address must be wanted explicitly
 * @param port to listen on, 0 for any that is free
 * @param roots folders whose files the page may see, with all below them
 * @param userFolder where it says that it is there, and keeps which workflows were opened last; empty for neither
 * @param host the program it is part of
 * @param tls encryption; empty for none
 */
public record ServerOptions(
        String address, int port, List<Path> roots, Optional<Path> userFolder, HostProgram host, Optional<Tls> tls) {
    /** Loopback; reachable from this machine and through an SSH tunnel only. */
    public static final String LOOPBACK = "127.0.0.1";

    public ServerOptions {
        roots = List.copyOf(roots);
    }

    /** Without encryption. */
    public ServerOptions(String address, int port, List<Path> roots, Optional<Path> userFolder, HostProgram host) {
        this(address, port, roots, userFolder, host, Optional.empty());
    }

    /** On loopback, any free port, known to nobody else. */
    public static ServerOptions of(Path... roots) {
        return new ServerOptions(LOOPBACK, 0, List.of(roots), Optional.empty(), HostProgram.NONE);
    }

    /** The same that keeps its files in a folder. */
    public ServerOptions withUserFolder(Path folder) {
        return new ServerOptions(address, port, roots, Optional.of(folder), host, tls);
    }

    /** The same with encryption. */
    public ServerOptions withTls(Tls key) {
        return new ServerOptions(address, port, roots, userFolder, host, Optional.of(key));
    }
}
