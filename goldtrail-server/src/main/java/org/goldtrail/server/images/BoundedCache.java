package org.goldtrail.server.images;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Keeps what was asked for last, up to a number of bytes. What several ask for at once is made once.
 *
 * @param <K> what is asked for
 * @param <V> what is kept
 */
final class BoundedCache<K, V> {
    private final long limitBytes;
    private final ToLongFunction<V> bytesOf;
    private final Map<K, V> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<K, CompletableFuture<V>> pending = new LinkedHashMap<>();
    private long bytes;

    BoundedCache(long limitBytes, ToLongFunction<V> bytesOf) {
        this.limitBytes = limitBytes;
        this.bytesOf = bytesOf;
    }

    /** What is kept under a key, made now if it is not. */
    V get(K key, Supplier<V> maker) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> first;
        synchronized (this) {
            V known = kept.get(key);
            if (known != null) {
                return known;
            }
            first = pending.putIfAbsent(key, mine);
        }
        if (first != null) {
            return await(first);
        }
        try {
            V made = maker.get();
            keep(key, made);
            mine.complete(made);
            return made;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            synchronized (this) {
                pending.remove(key);
            }
        }
    }

    private V await(CompletableFuture<V> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private synchronized void keep(K key, V made) {
        kept.put(key, made);
        bytes += bytesOf.applyAsLong(made);
        Iterator<V> oldest = kept.values().iterator();
        while (bytes > limitBytes && kept.size() > 1) {
            bytes -= bytesOf.applyAsLong(oldest.next());
            oldest.remove();
        }
    }

    /** Bytes kept now. */
    synchronized long bytes() {
        return bytes;
    }

    /** Keys kept now, the one used longest ago first. */
    synchronized List<K> keys() {
        return new ArrayList<>(kept.keySet());
    }
}
