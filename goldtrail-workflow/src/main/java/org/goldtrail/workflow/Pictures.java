package org.goldtrail.workflow;

import java.util.Set;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.pictures.FilmStrip;
import org.goldtrail.pictures.Png;
import org.goldtrail.pictures.TomogramViews;

/** Pictures for a first look: the aligned stack as a film strip and the central slices of the tomogram. */
final class Pictures {
    private static final int COLUMNS = 7;
    private static final int CELL_WIDTH_PX = 260;

    private Pictures() {}

    static void write(WorkflowFolder folder, int binning, Fit fit, Set<Integer> excluded, double beadDiameterPx) {
        try (MrcStack stack = MrcStack.open(Stacks.stackFile(folder, binning))) {
            double[] tilts =
                    fit.views().stream().mapToDouble(ViewGeometry::tiltDeg).toArray();
            Png.write(
                    FilmStrip.draw(stack, tilts, excluded, COLUMNS, CELL_WIDTH_PX),
                    folder.file("alignment", folder.name() + "_film-strip.png"));
        }
        try (MrcStack tomogram = MrcStack.open(Stacks.tomogramFile(folder, binning))) {
            int thickness = Math.max(1, (int) Math.round(beadDiameterPx / binning));
            Png.write(
                    TomogramViews.draw(TomogramViews.centralSlices(tomogram, thickness)),
                    folder.file("reconstruction", folder.name() + "_bin" + binning + "_slices.png"));
        }
    }
}
