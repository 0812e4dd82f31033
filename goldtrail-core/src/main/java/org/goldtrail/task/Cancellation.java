package org.goldtrail.task;

import java.util.function.Supplier;

/**
 * Lets a whole piece of work be cancelled wherever it is, also within calculations that report no progress: while a progress
 * is heard, {@link #check} ends the work once that progress is cancelled, on this thread and on those of {@link WorkerPool}.
 */
public final class Cancellation {
    private static final ScopedValue<Progress> HEARD = ScopedValue.newInstance();

    private Cancellation() {}

    /**
     * Runs a piece of work that ends when {@code progress} is cancelled.
     *
     * @throws CancelledException if so
     */
    public static <T> T hearing(Progress progress, Supplier<T> work) {
        return ScopedValue.where(HEARD, progress).call(work::get);
    }

    /**
     * To be called by loops of which one round may take a tenth of a second or more.
     *
     * @throws CancelledException if the work that this thread is part of was cancelled
     */
    public static void check() {
        heard().checkCancelled();
    }

    static void hearing(Progress progress, Runnable work) {
        ScopedValue.where(HEARD, progress).run(work);
    }

    /** The progress that the present thread hears. */
    static Progress heard() {
        return HEARD.orElse(Progress.SILENT);
    }
}
