package org.goldtrail.server.workflows;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A folder that is looked at again and again, at little cost: as long as nothing happens, only its few subfolders are asked when
 * they were changed. What that does not tell, a file written in its place in a subfolder, is noticed some seconds later. Network
 * file systems are looked at in the same way and tell as soon as this host's cache of them does; notices of the operating
 * system ({@code WatchService}) do not tell at all of what other hosts do.
 */
public final class WatchedFolder {
    private static final long WHOLE_LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Path folder;
    private FolderStamp stamp;
    private long lookedAll = System.nanoTime();

    public WatchedFolder(Path folder) {
        this.folder = folder;
        this.stamp = FolderStamp.of(folder);
    }

    /** A number that differs when the folder has changed. */
    public synchronized long stamp() {
        long now = System.nanoTime();
        if (now - lookedAll > WHOLE_LOOK_NANOS || !stamp.isStillTrue()) {
            stamp = FolderStamp.of(folder);
            lookedAll = now;
        }
        return stamp.value();
    }
}
