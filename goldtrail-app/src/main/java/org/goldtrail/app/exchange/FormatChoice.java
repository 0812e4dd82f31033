package org.goldtrail.app.exchange;

import org.goldtrail.interchange.ExportOptions;
import picocli.CommandLine.Option;

/** How formats are written. */
final class FormatChoice {
    @Option(
            names = "--rough-centres",
            description =
                    "take the image centres of all programs for the same place, as most converters do; they are up to"
                            + " half a pixel apart, which is otherwise accounted for")
    private boolean roughCentres;

    @Option(
            names = "--warp-stage-angles",
            description = "for Warp: angles with the sign of the stage, for a project imported with --dont_invert")
    private boolean warpStageAngles;

    boolean exactCentres() {
        return !roughCentres;
    }

    ExportOptions apply(ExportOptions options) {
        return options.withExactCentres(!roughCentres).withWarpAnglesAsStage(warpStageAngles);
    }
}
