package org.goldtrail.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a person decides on the model of the solution. */
final class SolutionArguments {
    @Option(
            names = "--rotation",
            paramLabel = "auto|one|per-view",
            description = "rotation of the tilt axis: one for all views, or each (default auto)")
    private @Nullable String rotation;

    @Option(
            names = "--tilt-angles",
            paramLabel = "auto|fixed|grouped|free",
            description = "tilt angles: as given, refined in groups of 5 views, or each (default auto)")
    private @Nullable String tiltAngles;

    @Option(
            names = "--magnification",
            paramLabel = "auto|fixed|grouped|per-view",
            description = "magnification: none, refined in groups of 4 views, or each (default auto)")
    private @Nullable String magnification;

    @Option(
            names = "--stretch",
            description = "refine a stretch of the specimen across the axis, in groups of 7 views; writes .zfac")
    private boolean stretch;

    @Option(names = "--skew", description = "refine a skew of the specimen, in groups of 11 views; writes .zfac")
    private boolean skew;

    @Option(names = "--x-tilt", description = "refine the specimen's turn about x, in groups of 11 views")
    private boolean xTilt;

    @Option(names = "--no-robust", description = "let outliers count as much as other positions")
    private boolean notRobust;

    /** Adds what is said of the model. */
    Said said(Said before) {
        return before.with("refinement.finalSelection.rotation", "--rotation", rotation)
                .with("refinement.finalSelection.tiltAngles", "--tilt-angles", tiltAngles)
                .with("refinement.finalSelection.magnification", "--magnification", magnification)
                .with("refinement.finalSelection.stretch", "--stretch", stretch ? true : null)
                .with("refinement.finalSelection.skew", "--skew", skew ? true : null)
                .with("refinement.finalSelection.xTilt", "--x-tilt", xTilt ? true : null)
                .with("refinement.finalSelection.robust", "--no-robust", notRobust ? false : null);
    }
}
