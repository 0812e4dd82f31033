package org.goldtrail.server.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.GoldtrailException;

/** The folders whose files the page may see. Links are followed before the question is asked, so that none leads outside. */
public final class Roots {
    private final List<Path> roots;

    /**
     * Folders that exist.
     *
     * @throws GoldtrailException if one does not
     */
    public Roots(List<Path> roots) {
        this.roots = roots.stream().map(Roots::real).distinct().toList();
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new GoldtrailException("there is no such folder", root.toString(), "name one that exists", e);
        }
    }

    /** All of them, as real paths. */
    public List<Path> all() {
        return roots;
    }

    /** Whether the page may see a path, which need not exist; its nearest existing folder decides. */
    public boolean allow(Path path) {
        Path at = path.toAbsolutePath().normalize();
        Path rest = at;
        while (rest != null && !Files.exists(rest, LinkOption.NOFOLLOW_LINKS)) {
            rest = rest.getParent();
        }
        if (rest == null) {
            return false;
        }
        try {
            Path real = rest.toRealPath();
            return roots.stream().anyMatch(real::startsWith);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A path the page has named.
     *
     * @throws GoldtrailException if the page may not see it; the message does not say whether it exists
     */
    public Path demand(String path) {
        try {
            Path at = Path.of(path).toAbsolutePath().normalize();
            if (allow(at)) {
                return at;
            }
        } catch (InvalidPathException e) {
            throw new GoldtrailException("this is no name of a file", "", "choose one from the list", e);
        }
        throw new GoldtrailException(
                "this place is outside the folders that may be seen", "", "start goldtrail gui with the folder named");
    }
}
