package org.goldtrail.workflow.catalogue;

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
                help =
                        "Memory that a run may plan with; large stacks and tomograms are worked on in parts of this size.")
        OptionalDouble memoryGb) {

    /** As the machine allows. */
    public static final ComputingSettings DEFAULT =
            new ComputingSettings(OptionalDouble.empty(), OptionalDouble.empty());

    /** Their place in files and commands. */
    public static final ParameterGroup<ComputingSettings> GROUP =
            new ParameterGroup<>("settings.computing", ComputingSettings.class);
}
