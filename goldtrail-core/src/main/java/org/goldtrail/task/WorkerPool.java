package org.goldtrail.task;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one bounded pool that all steps share. Items are handed out one by one, so the same item is always computed in
 * the same way whatever the number of threads: results do not depend on it as long as items do not share state.
 */
public final class WorkerPool implements AutoCloseable {
    private static final AtomicReference<@Nullable WorkerPool> SHARED = new AtomicReference<>();
    private static final ScopedValue<WorkerPool> PRESENT = ScopedValue.newInstance();

    private final int threads;
    private final ForkJoinPool pool;

    public WorkerPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a pool needs at least one thread, not " + threads);
        }
        this.threads = threads;
        this.pool = new ForkJoinPool(threads);
    }

    /**
     * The pool used where none is passed: that of {@link #withThreads}, else one thread per core, or as set by
     * {@link #useThreads}.
     */
    public static WorkerPool shared() {
        if (PRESENT.isBound()) {
            return PRESENT.get();
        }
        WorkerPool pool = SHARED.get();
        if (pool == null) {
            pool = new WorkerPool(Runtime.getRuntime().availableProcessors());
            if (!SHARED.compareAndSet(null, pool)) {
                pool.close();
                pool = Objects.requireNonNull(SHARED.get());
            }
        }
        return pool;
    }

    /** Replaces the shared pool by one of so many threads. Not to be called while work runs on it. */
    public static void useThreads(int threads) {
        WorkerPool old = SHARED.getAndSet(new WorkerPool(threads));
        if (old != null) {
            old.close();
        }
    }

    /** Whether somebody further up has chosen the threads of this piece of work by {@link #withThreads}. */
    public static boolean isChosen() {
        return PRESENT.isBound();
    }

    /** Does a piece of work on so many threads, whatever the rest of the program has. */
    public static <T> T withThreads(int threads, Supplier<T> work) {
        try (WorkerPool pool = new WorkerPool(threads)) {
            return ScopedValue.where(PRESENT, pool).call(work::get);
        }
    }

    public int threads() {
        return threads;
    }

    /**
     * Calls {@code body} for 0 ... count-1 on all threads and waits for the last. The first exception ends the rest.
     *
     * @throws CancelledException if the progress, or one that this thread hears ({@link Cancellation}), was cancelled
     */
    public void forEach(int count, Progress progress, IntConsumer body) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Progress heard = Cancellation.heard();
        Runnable loop = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                try {
                    progress.checkCancelled();
                    Cancellation.check();
                    body.accept(i);
                } catch (RuntimeException | Error e) {
                    next.set(count);
                    throw e;
                }
                progress.report(done.incrementAndGet() / (double) count);
            }
        };
        int parties = Math.min(threads, count);
        if (parties <= 1 || ForkJoinTask.inForkJoinPool()) {
            loop.run(); // a nested loop runs where it is: its siblings keep the other threads busy
            return;
        }
        ForkJoinTask<?>[] tasks = new ForkJoinTask<?>[parties];
        for (int t = 0; t < parties; t++) {
            tasks[t] = pool.submit(() -> ScopedValue.where(PRESENT, this).run(() -> Cancellation.hearing(heard, loop)));
        }
        Throwable failure = null;
        for (ForkJoinTask<?> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                failure = failure == null ? rootOf(e) : failure;
            } catch (InterruptedException e) {
                next.set(count);
                Thread.currentThread().interrupt();
                failure = failure == null ? new CancelledException() : failure;
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** As {@link #forEach(int, Progress, IntConsumer)}, in silence. */
    public void forEach(int count, IntConsumer body) {
        forEach(count, Progress.SILENT, body);
    }

    /** The results of {@code body} for 0 ... count-1, in order. */
    @SuppressWarnings("unchecked")
    public <T> List<T> map(int count, Progress progress, IntFunction<T> body) {
        Object[] results = new Object[count];
        forEach(count, progress, i -> results[i] = body.apply(i));
        return (List<T>) Arrays.asList(results);
    }

    private static Throwable rootOf(ExecutionException e) {
        Throwable cause = e.getCause();
        // ForkJoinPool wraps an exception in another of its own kind to show both stacks.
        while (cause != null && cause.getCause() != null && cause.getCause().getClass() == cause.getClass()) {
            cause = cause.getCause();
        }
        return cause == null ? e : cause;
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
