package org.goldtrail.formats;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.goldtrail.task.Background;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was written of a large file to the disk while more of it is made, in a thread of its own, so that little is
 * left to wait for at the end.
 */
final class EarlyFlush {
    /** Bytes that are worth it; most files never come to it. */
    static final long PIECE = 1L << 27;

    private final FileChannel channel;
    private long written;
    private boolean running;
    private boolean abandoned;
    private @Nullable IOException failure;

    EarlyFlush(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * To be called after each write; does not wait for the disk.
     *
     * @throws IOException if an earlier piece could not be brought to the disk
     */
    synchronized void wrote(long bytes) throws IOException {
        throwFailure();
        written += bytes;
        if (written < PIECE || running) {
            return;
        }
        written = 0;
        running = true;
        try {
            Background.start("flush", this::flush);
        } catch (OutOfMemoryError _) {
            running = false; // the system gives no thread: the end has more to wait for
        }
    }

    private void flush() {
        IOException problem = null;
        try {
            channel.force(false);
        } catch (ClosedChannelException _) {
            // a thread that writes was interrupted, which tells of it itself
        } catch (IOException e) {
            problem = e; // the system tells of it only once
        } finally {
            ended(problem);
        }
    }

    private synchronized void ended(@Nullable IOException problem) {
        running = false;
        failure = problem; // no piece is begun after one that failed
        notifyAll();
        if (abandoned) {
            try {
                channel.close();
            } catch (IOException _) {
                // nobody wants the file any more
            }
        }
    }

    /**
     * Waits for the piece in work. What was written after it has still to be flushed.
     *
     * @throws IOException if a piece could not be brought to the disk, or the thread was interrupted
     */
    synchronized void finish() throws IOException {
        try {
            while (running) {
                wait();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
        throwFailure();
    }

    private void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /** Closes the channel of a file that is not wanted any more, or leaves that to the piece in work; does not wait. */
    synchronized void abandon() throws IOException {
        abandoned = true;
        if (!running) {
            channel.close();
        }
    }
}
