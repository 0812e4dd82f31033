package org.goldtrail.server.workflows;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A folder that is looked at again and again, at little cost: as long as nothing happens, only its few subfolders are asked when
 * they were changed. What that does not tell, a file written in its place in a subfolder, is noticed with the next look at all
 * files, some seconds later. Network file systems are looked at in the same way and tell as soon as this host's cache of them
 * does; notices of the operating system ({@code WatchService}) do not tell at all of what other hosts do.
 */
public final class WatchedFolder {
    private static final Duration WHOLE_LOOK = Duration.ofSeconds(5);

    private final Path folder;
    private final long wholeLookNanos;
    private FolderStamp stamp;
    private long lookedAll = System.nanoTime();

    /** A folder of which all files are looked at every five seconds. */
    public WatchedFolder(Path folder) {
        this(folder, WHOLE_LOOK);
    }

    /**
     * A folder of which all files are looked at now and then.
     *
     * @param wholeLook how long the look at few files is enough; where it is not longer than the time from one question to the
     *     next, each question looks at all
     */
    public WatchedFolder(Path folder, Duration wholeLook) {
        this.folder = folder;
        this.wholeLookNanos = wholeLook.toNanos();
        this.stamp = FolderStamp.of(folder);
    }

    /** A number that differs when the folder has changed. */
    public synchronized long stamp() {
        long now = System.nanoTime();
        if (now - lookedAll > wholeLookNanos || !stamp.isStillTrue()) {
            stamp = FolderStamp.of(folder);
            lookedAll = now;
        }
        return stamp.value();
    }
}
