package org.goldtrail.workflow.catalogue;

import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;

/** Settings > computing: none of them changes a result. */
public record ComputingSettings(
        @Parameter(
                label = "threads",
                min = 1,
                max = 1024,
                usual = "one for each core",
                help = "Threads that compute at once.")
        OptionalDouble threads,

        @Parameter(
                label = "memory",
                unit = "GB",
                min = 0.25,
                max = 100000,
                usual = "a quarter of the machine's",
                help = "Memory that a run may plan with, at most half of the heap of Java (see GOLDTRAIL_HEAP); large"
                        + " stacks and tomograms are worked on in parts of this size.")
        OptionalDouble memoryGb) {

    /** As the machine allows. */
    public static final ComputingSettings DEFAULT =
            new ComputingSettings(OptionalDouble.empty(), OptionalDouble.empty());

    /** Share of the machine's memory that is planned with where nothing is said. */
    private static final double SHARE_OF_MACHINE = 0.25;

    /** Share of the heap that may be planned with at most; the rest is for images in work and the program itself. */
    private static final double SHARE_OF_HEAP = 0.5;

    /** Bytes that buffers may take: what is said here, within half of the heap of this Java virtual machine. */
    public long memoryBytes() {
        double wanted = memoryGb.isPresent() ? memoryGb.getAsDouble() * (1L << 30) : SHARE_OF_MACHINE * machineBytes();
        return (long) Math.min(wanted, SHARE_OF_HEAP * Runtime.getRuntime().maxMemory());
    }

    private static long machineBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }

    /** Their place in files and commands. */
    public static final ParameterGroup<ComputingSettings> GROUP =
            new ParameterGroup<>("settings.computing", ComputingSettings.class);
}
