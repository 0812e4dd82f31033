package org.goldtrail.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.goldtrail.task.WorkerPool;

/**
 * The median of some runs of the same work after warm-up, in wall time and in the time its threads had a processor. On a
 * busy machine the second says what the first would be on a quiet one.
 *
 * @param wallSeconds median
 * @param cpuSeconds median of the sum over all threads
 * @param threads that worked
 */
record Timing(double wallSeconds, double cpuSeconds, int threads) {
    private static final int RUNS = 5;

    /** A share of the work, from item 0 on. */
    @FunctionalInterface
    interface Share {
        void run(int item);
    }

    /** Times {@code count} items handed out to so many threads. */
    static Timing of(int threads, int count, int warmUps, Share work) {
        try (WorkerPool pool = new WorkerPool(threads)) {
            double[] wall = new double[RUNS];
            double[] cpu = new double[RUNS];
            for (int run = -warmUps; run < RUNS; run++) {
                AtomicLong used = new AtomicLong();
                long start = System.nanoTime();
                pool.forEach(count, item -> used.addAndGet(cpuOf(() -> work.run(item))));
                if (run >= 0) {
                    wall[run] = (System.nanoTime() - start) / 1e9;
                    cpu[run] = used.get() / 1e9;
                }
            }
            return new Timing(median(wall), median(cpu), threads);
        }
    }

    /** Times work that hands itself out to a pool; the processor time is that of all threads of this JVM. */
    static Timing ofWhole(int threads, int warmUps, Runnable work) {
        double[] wall = new double[RUNS];
        double[] cpu = new double[RUNS];
        for (int run = -warmUps; run < RUNS; run++) {
            long start = System.nanoTime();
            long used = cpuOfProcess();
            work.run();
            if (run >= 0) {
                wall[run] = (System.nanoTime() - start) / 1e9;
                cpu[run] = (cpuOfProcess() - used) / 1e9;
            }
        }
        return new Timing(median(wall), median(cpu), threads);
    }

    private static long cpuOfProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    private static long cpuOf(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - start;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Work for each second of wall time. */
    double perSecond(double work) {
        return work / wallSeconds;
    }

    /** Work for each second of processor time, of all threads together: what a quiet machine would give. */
    double perQuietSecond(double work) {
        return work / (cpuSeconds / threads);
    }

    /** One line: name, threads, rate by the wall clock and by processor time. */
    String line(String name, double work, String unit) {
        return String.format(
                Locale.ROOT,
                "%-52s %d thread%s  %8.2f %s   (%.2f by processor time)  %7.3f s",
                name,
                threads,
                threads == 1 ? " " : "s",
                perSecond(work),
                unit,
                perQuietSecond(work),
                wallSeconds);
    }
}
