package org.goldtrail.workflow.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.steps.MemoryNeed;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.goldtrail.workflow.units.Length;

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
    /** What a process keeps that does many series, beside the step in work: code, tables, results being written. */
    private static final int BASE_MB = 160;

    /** Part of the heap that a step has to itself; the rest keeps binned views from step to step. */
    private static final double SHARE_OF_STEP = 0.75;

    /** Part of the free memory that is planned with; the rest keeps the files that are read again and again. */
    private static final double USABLE = 0.8;

    private static final String BEAD_DIAMETER = "detection.measureBeads.beadDiameter";
    private static final String PIXEL_SIZE = "settings.general.pixelSizeAngstrom";

    /** The smallest beads are looked for in unbinned views, which needs most. */
    private static final double SMALLEST_BEAD_PX = 4;

    private static final int UNKNOWN_SIDE = 2048;

    /**
     * Memory that a series needs on so many threads, MB: what its hungriest step says it needs.
     *
     * @param series without a bead size where it is not known yet, which counts as the smallest
     */
    public static int heapMb(SeriesFacts series, int threads) {
        SeriesFacts facts = series.bead().isPresent()
                ? series
                : withBead(series, Optional.of(BeadSize.given(SMALLEST_BEAD_PX, true)));
        long most = StepCatalogue.steps().stream()
                .filter(Step::runsUnattended)
                .mapToLong(step -> need(step, facts).with(threads))
                .max()
                .orElse(0);
        return (int) Math.ceil(BASE_MB + most / SHARE_OF_STEP / (1 << 20));
    }

    private static <P extends Record> MemoryNeed need(Step<P> step, SeriesFacts facts) {
        return step.memory(facts, step.defaults(facts));
    }

    /**
     * The plan for some series.
     *
     * @param largest the series that needs most
     * @param series how many there are
     * @param cores that may be used
     * @param freeMb memory that may be used
     * @param givenHeapMb what a person gives each process; empty if nothing was said
     * @param givenAtOnce how many a person wants at once at most; empty if nothing was said
     * @throws GoldtrailException if there is not enough for a single one
     */
    static MemoryPlan of(
            SeriesFacts largest, int series, int cores, long freeMb, OptionalInt givenHeapMb, OptionalInt givenAtOnce) {
        int most = Math.max(1, Math.min(Math.min(cores, series), givenAtOnce.orElse(cores)));
        for (int atOnce = most; atOnce >= 1; atOnce--) {
            long each = freeMb / atOnce - WorkerProgram.OVERHEAD_MB;
            int threads = cores / atOnce;
            if (givenHeapMb.isPresent()) {
                if (each >= givenHeapMb.getAsInt() || atOnce == 1) {
                    return new MemoryPlan(atOnce, givenHeapMb.getAsInt(), threads, cores, freeMb);
                }
            } else if (each >= heapMb(largest, threads)) {
                int mostThreads = threads;
                while (mostThreads < cores && each >= heapMb(largest, mostThreads + 1)) {
                    mostThreads++;
                }
                return new MemoryPlan(atOnce, heapMb(largest, mostThreads), threads, mostThreads, freeMb);
            }
        }
        if (freeMb - WorkerProgram.OVERHEAD_MB >= heapMb(largest, 1)) {
            return new MemoryPlan(1, (int) (freeMb - WorkerProgram.OVERHEAD_MB), 1, 1, freeMb);
        }
        throw new GoldtrailException(
                String.format(
                        Locale.ROOT,
                        "a series needs about %d MB, and %d MB are free",
                        heapMb(largest, 1) + WorkerProgram.OVERHEAD_MB,
                        freeMb),
                "",
                "end other programs, or give --heap to try it with less");
    }

    /**
     * Of the series of some tasks that which needs most. The size of the beads counts where it is given, in a template or since
     * all series share it.
     */
    public static SeriesFacts largest(Collection<BatchTask> tasks) {
        return tasks.stream()
                .map(MemoryPlan::facts)
                .max(Comparator.comparingInt(facts -> heapMb(facts, 1)))
                .orElseGet(
                        () -> new SeriesFacts(UNKNOWN_SIDE, UNKNOWN_SIDE, 1, OptionalDouble.empty(), Optional.empty()));
    }

    private static SeriesFacts facts(BatchTask task) {
        try (MrcStack open = MrcStack.openPresentSections(Path.of(task.stack()))) {
            SeriesFacts facts = new SeriesFacts(
                    open.width(), open.height(), open.sectionsPresent(), OptionalDouble.empty(), Optional.empty());
            return withBead(facts, bead(task, open));
        } catch (GoldtrailException e) {
            // A broken series needs no memory; why it is broken is told when it is run.
            return new SeriesFacts(1, 1, 1, OptionalDouble.empty(), Optional.empty());
        }
    }

    /** Empty where it is given in nm and the header does not tell the pixel size. */
    private static Optional<BeadSize> bead(BatchTask task, MrcStack open) {
        if (!(task.settings().get(BEAD_DIAMETER) instanceof String said)) {
            return Optional.empty();
        }
        Length length = Length.parse(said, BEAD_DIAMETER);
        OptionalDouble pixelSize = task.settings().get(PIXEL_SIZE) instanceof Number given
                ? OptionalDouble.of(given.doubleValue())
                : open.header().pixelSizeDoubt().isEmpty() ? open.header().pixelSizeAngstrom() : OptionalDouble.empty();
        return length.unit() != Length.Unit.RAW_PIXEL && pixelSize.isEmpty()
                ? Optional.empty()
                : Optional.of(BeadSize.given(length.px(pixelSize, BEAD_DIAMETER), true));
    }

    private static SeriesFacts withBead(SeriesFacts of, Optional<BeadSize> bead) {
        return new SeriesFacts(of.width(), of.height(), of.views(), of.pixelSizeAngstrom(), bead);
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
