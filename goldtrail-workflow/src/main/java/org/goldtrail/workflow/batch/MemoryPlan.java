package org.goldtrail.workflow.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MrcStack;

/**
 * How many series run at once, and with how much memory each, such that neither cores nor memory are given away twice.
 *
 * @param atOnce series at once
 * @param heapMb of each process
 * @param threads that each has at least
 * @param mostThreads that each may have where cores are free, by its memory
 * @param freeMb memory that the batch may use
 */
public record MemoryPlan(int atOnce, int heapMb, int threads, int mostThreads, long freeMb) {
    /** Tables, code and small images, whatever the size of the views. */
    private static final int BASE_MB = 320;

    /** Views and their spectra that a run holds, beyond those of its threads. */
    private static final int VIEWS_SHARED = 8;

    /** Views and their spectra that a thread holds, in the step that needs most. */
    private static final int VIEWS_PER_THREAD = 7;

    /** Part of the free memory that is planned with; the rest keeps the files that are read again and again. */
    private static final double USABLE = 0.8;

    private static final long UNKNOWN_PIXELS = 2048L * 2048;

    /** Memory that a series of such views needs on so many threads. */
    public static int heapMb(long viewPixels, int threads) {
        double viewMb = viewPixels * (double) Float.BYTES / (1 << 20);
        return (int) Math.ceil(BASE_MB + viewMb * (VIEWS_SHARED + VIEWS_PER_THREAD * threads));
    }

    /**
     * The plan for some series.
     *
     * @param viewPixels of the largest
     * @param series how many there are
     * @param cores that may be used
     * @param freeMb memory that may be used
     * @param givenHeapMb what a person gives each process; empty if nothing was said
     * @param givenAtOnce how many a person wants at once at most; empty if nothing was said
     * @throws GoldtrailException if there is not enough for a single one
     */
    static MemoryPlan of(
            long viewPixels, int series, int cores, long freeMb, OptionalInt givenHeapMb, OptionalInt givenAtOnce) {
        int most = Math.max(1, Math.min(Math.min(cores, series), givenAtOnce.orElse(cores)));
        for (int atOnce = most; atOnce >= 1; atOnce--) {
            long each = freeMb / atOnce - WorkerProgram.OVERHEAD_MB;
            int threads = cores / atOnce;
            if (givenHeapMb.isPresent()) {
                if (each >= givenHeapMb.getAsInt() || atOnce == 1) {
                    return new MemoryPlan(atOnce, givenHeapMb.getAsInt(), threads, cores, freeMb);
                }
            } else if (each >= heapMb(viewPixels, threads)) {
                int mostThreads = threads;
                while (mostThreads < cores && each >= heapMb(viewPixels, mostThreads + 1)) {
                    mostThreads++;
                }
                return new MemoryPlan(atOnce, heapMb(viewPixels, mostThreads), threads, mostThreads, freeMb);
            }
        }
        if (freeMb - WorkerProgram.OVERHEAD_MB >= heapMb(viewPixels, 1)) {
            return new MemoryPlan(1, (int) (freeMb - WorkerProgram.OVERHEAD_MB), 1, 1, freeMb);
        }
        throw new GoldtrailException(
                String.format(
                        Locale.ROOT,
                        "a series needs about %d MB, and %d MB are free",
                        heapMb(viewPixels, 1) + WorkerProgram.OVERHEAD_MB,
                        freeMb),
                "",
                "end other programs, or give --heap to try it with less");
    }

    /** The pixels of the largest view of some tasks; a usual view where a stack cannot be read. */
    public static long largestView(Collection<BatchTask> tasks) {
        return tasks.stream()
                .mapToLong(t -> viewPixels(Path.of(t.stack())))
                .max()
                .orElse(UNKNOWN_PIXELS);
    }

    private static long viewPixels(Path stack) {
        try (MrcStack open = MrcStack.openPresentSections(stack)) {
            return (long) open.width() * open.height();
        } catch (GoldtrailException e) {
            return 0; // a broken series needs no memory; why it is broken is told when it is run
        }
    }

    /** Memory that is free on this machine for a batch, MB. */
    static long freeOnThisMachineMb() {
        long available = Long.MAX_VALUE;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"), StandardCharsets.UTF_8)) {
                if (line.startsWith("MemAvailable:")) {
                    available = Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
                }
            }
        } catch (IOException e) {
            available = Long.MAX_VALUE; // no Linux: what Java says of the machine has to do
        }
        var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        long total = system instanceof com.sun.management.OperatingSystemMXBean s
                ? s.getTotalMemorySize() >> 20
                : Runtime.getRuntime().maxMemory() >> 18;
        return (long) (USABLE * Math.min(available, total));
    }

    /** The plan in words. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "memory plan: %s at once, each with %s and %d MB (and %d MB beside), together %,d of %,d MB",
                atOnce == 1 ? "1 series" : atOnce + " series",
                threads == 1 ? "1 thread" : threads + " threads",
                heapMb,
                WorkerProgram.OVERHEAD_MB,
                atOnce * (long) (heapMb + WorkerProgram.OVERHEAD_MB),
                freeMb);
    }
}
