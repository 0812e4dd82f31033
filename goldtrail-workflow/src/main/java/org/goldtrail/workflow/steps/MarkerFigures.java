package org.goldtrail.workflow.steps;

import java.util.Arrays;
import org.goldtrail.fitting.Fit;
import org.goldtrail.markers.MarkerSet;

/** The key figures of working markers that are shown beside the steps that make them. */
final class MarkerFigures {
    private MarkerFigures() {}

    static void tell(StepContext context, MarkerSet markers) {
        boolean[] usable = StepFiles.usable(context);
        int[] perTilt = markers.markersPerTilt();
        int empty = 0;
        for (int v = 0; v < perTilt.length; v++) {
            empty += usable[v] && perTilt[v] == 0 ? 1 : 0;
        }
        context.figure("traces", markers.markerCount());
        context.figure("observations", markers.size());
        context.figure("emptyTilts", empty);
        context.figure(
                "fewestPerTilt", Arrays.stream(perTilt).filter(n -> n > 0).min().orElse(0));
    }

    static void tell(StepContext context, MarkerSet markers, Fit fit) {
        tell(context, markers);
        context.figure("residualMeanPx", fit.meanPx());
    }
}
