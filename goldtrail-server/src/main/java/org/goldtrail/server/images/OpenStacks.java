package org.goldtrail.server.images;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.workflow.files.Fingerprint;

/**
 * Stacks and volumes that are looked at, kept mapped; those not looked at for longest are closed when there are many, and a file
 * that was written anew is opened anew.
 */
final class OpenStacks implements AutoCloseable {
    private static final int LIMIT = 16;

    private final Map<Path, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** A mapped file, which is not unmapped while somebody reads it. */
    private static final class Entry {
        private final String stamp;
        private final MrcStack stack;
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private boolean closed;

        Entry(String stamp, MrcStack stack) {
            this.stamp = stamp;
            this.stack = stack;
        }

        void close() {
            lock.writeLock().lock();
            try {
                closed = true;
                stack.close();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    /** Size and time of a file in a form that fits into an address: another one means other pixels. */
    static String stamp(Path file) {
        return Integer.toHexString(Fingerprint.stamp(file).hashCode());
    }

    /**
     * Does something with an open stack.
     *
     * @throws org.goldtrail.GoldtrailException if it cannot be opened or read
     */
    <T> T reading(Path file, Function<MrcStack, T> work) {
        while (true) {
            Entry entry = entry(file);
            entry.lock.readLock().lock();
            try {
                if (!entry.closed) {
                    return work.apply(entry.stack);
                }
            } finally {
                entry.lock.readLock().unlock();
            }
        }
    }

    private Entry entry(Path file) {
        String stamp = stamp(file);
        Entry old = null;
        Entry found;
        synchronized (this) {
            found = entries.get(file);
            if (found == null || !found.stamp.equals(stamp)) {
                old = found;
                found = new Entry(stamp, MrcStack.openPresentSections(file));
                entries.put(file, found);
                if (old == null && entries.size() > LIMIT) {
                    Iterator<Entry> oldest = entries.values().iterator();
                    old = oldest.next();
                    oldest.remove();
                }
            }
        }
        if (old != null) {
            old.close();
        }
        return found;
    }

    @Override
    public synchronized void close() {
        entries.values().forEach(Entry::close);
        entries.clear();
    }
}
