package org.goldtrail.formats;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.goldtrail.task.Background;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was written of a large file to the disk while more of it is made, in a thread of its own, so that little is
 * left to wait for at the end.
 */
final class EarlyFlush {
    /** Bytes that are worth it; most files never come to it. */
    private static final long PIECE = 1L << 27;

    private final FileChannel channel;
    private final AtomicLong written = new AtomicLong();
    private final AtomicBoolean running = new AtomicBoolean();
    private @Nullable IOException failure;

    EarlyFlush(FileChannel channel) {
        this.channel = channel;
    }

    /** To be called after each write; returns at once. */
    void wrote(long bytes) {
        if (written.addAndGet(bytes) >= PIECE && running.compareAndSet(false, true)) {
            written.set(0);
            Background.start("flush", this::flush);
        }
    }

    private synchronized void flush() {
        try {
            channel.force(false);
        } catch (ClosedChannelException _) {
            // the file was given up, or is on the disk already
        } catch (IOException e) {
            failure = e; // the system tells of it only once
        } finally {
            running.set(false);
        }
    }

    /**
     * Waits for the piece in work. What was written after it has still to be flushed.
     *
     * @throws IOException if a piece could not be brought to the disk
     */
    synchronized void finish() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
