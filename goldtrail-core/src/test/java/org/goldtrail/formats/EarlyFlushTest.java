package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flushes of a disk that is slow, or broken. */
@Timeout(20)
class EarlyFlushTest {
    private final SlowDisk disk = new SlowDisk();
    private final EarlyFlush flush = new EarlyFlush(disk);

    @Test
    void theEndWaitsForThePieceInWork() throws Exception {
        flush.wrote(EarlyFlush.PIECE);
        CompletableFuture<Void> end =
                CompletableFuture.runAsync(() -> assertThatCode(flush::finish).doesNotThrowAnyException());
        assertThatThrownBy(() -> end.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        disk.finished.countDown();
        end.get();
        assertThat(disk.isOpen()).isTrue();
    }

    @Test
    void whatThePieceMetIsToldHoweverLateItBegan() throws Exception {
        disk.failure = new IOException("Input/output error");
        disk.finished.countDown();
        flush.wrote(EarlyFlush.PIECE); // its thread may not run yet
        assertThatThrownBy(flush::finish).isSameAs(disk.failure);
        assertThatThrownBy(() -> flush.wrote(1)).isSameAs(disk.failure);
    }

    @Test
    void whoGivesTheFileUpDoesNotWait() throws Exception {
        flush.wrote(EarlyFlush.PIECE);
        disk.begun.await();
        flush.abandon();
        assertThat(disk.isOpen()).isTrue();
        disk.finished.countDown();
        disk.closed.await();

        SlowDisk other = new SlowDisk();
        new EarlyFlush(other).abandon();
        assertThat(other.isOpen()).isFalse();
    }

    /** Takes as long to flush as the test wants. */
    private static final class SlowDisk extends FileChannel {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch finished = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);

        @Nullable
        IOException failure;

        @Override
        public void force(boolean metaData) throws IOException {
            begun.countDown();
            try {
                finished.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        protected void implCloseChannel() {
            closed.countDown();
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long size() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
