package org.goldtrail.workflow.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.goldtrail.ResourceException;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.steps.MemoryNeed;

/** The memory plan: before a step starts, whether what it needs is there; with fewer threads if not with all. */
final class StepMemory {
    private static final double BYTES_PER_MB = 1 << 20;

    private StepMemory() {}

    /** What Java has in all. */
    static long availableBytes() {
        return Runtime.getRuntime().maxMemory();
    }

    /**
     * Does the work of a step on as many of the threads as its memory allows; where that ends all the same, it is said in a
     * sentence.
     *
     * @throws ResourceException if there is not enough, before the step or in the middle of it
     */
    static void within(String step, MemoryNeed need, RunListener listener, Runnable work) {
        int all = WorkerPool.shared().threads();
        int threads = threads(step, need, availableBytes(), all);
        try {
            if (threads == all) {
                work.run();
                return;
            }
            listener.message(String.format(
                    Locale.ROOT,
                    "%d of %d threads, as many as the %.0f MB that Java was started with are enough for",
                    threads,
                    all,
                    availableBytes() / BYTES_PER_MB));
            WorkerPool.withThreads(threads, () -> {
                work.run();
                return threads;
            });
        } catch (OutOfMemoryError e) {
            throw new ResourceException(
                    String.format(
                            Locale.ROOT,
                            "%s ran out of the %.0f MB that Java was started with",
                            step,
                            availableBytes() / BYTES_PER_MB),
                    "",
                    hint(2 * availableBytes()),
                    e);
        }
    }

    /** The number of threads that a step may use, of those that there are. */
    static int threads(String step, MemoryNeed need, long availableBytes, int all) {
        int threads = need.threadsWithin(availableBytes, all);
        if (threads == 0) {
            throw new ResourceException(
                    String.format(
                            Locale.ROOT,
                            "%s needs about %.0f MB for images of this size, and Java was started with %.0f MB",
                            step,
                            need.with(1) / BYTES_PER_MB,
                            availableBytes / BYTES_PER_MB),
                    "",
                    hint(need.with(Math.min(2, all))),
                    null);
        }
        return threads;
    }

    private static String hint(long bytes) {
        return String.format(
                Locale.ROOT,
                "run it again with more, like GOLDTRAIL_HEAP=%.0fm, or with fewer --threads; what was done before is kept",
                Math.ceil(bytes / BYTES_PER_MB / 100) * 100);
    }

    /** Does a run on as many threads as its settings say, unless somebody has chosen for this very run. */
    static <T> T withThreadsOf(ComputingSettings computing, Supplier<T> run) {
        OptionalDouble said = computing.threads();
        if (said.isEmpty() || WorkerPool.isChosen()) {
            return run.get();
        }
        return WorkerPool.withThreads(
                (int) Math.min(said.getAsDouble(), WorkerPool.shared().threads()), run);
    }

    /** What a person should know of the memory that was asked for; empty if all is well. */
    static Optional<String> warning(ComputingSettings computing) {
        OptionalDouble said = computing.memoryGb();
        double usableGb = computing.memoryBytes() / (double) (1L << 30);
        if (said.isEmpty() || said.getAsDouble() <= usableGb) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "settings.computing.memoryGb is %.1f, and %.1f GB can be used, half of what Java was started with;"
                        + " GOLDTRAIL_HEAP=%.0fg gives it more",
                said.getAsDouble(),
                usableGb,
                Math.ceil(2 * said.getAsDouble())));
    }
}
