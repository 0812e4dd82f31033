package org.goldtrail.server;

import java.nio.file.Path;
import java.util.List;

/**
 * How a server is started.
 *
 * @param address to listen on; anything but a loopback address must be wanted explicitly
 * @param port to listen on, 0 for any that is free
 * @param roots folders whose files the page may see, with all below them
 */
public record ServerOptions(String address, int port, List<Path> roots) {
    /** Loopback; reachable from this machine and through an SSH tunnel only. */
    public static final String LOOPBACK = "127.0.0.1";

    public ServerOptions {
        roots = List.copyOf(roots);
    }

    /** On loopback, any free port. */
    public static ServerOptions of(Path... roots) {
        return new ServerOptions(LOOPBACK, 0, List.of(roots));
    }
}
