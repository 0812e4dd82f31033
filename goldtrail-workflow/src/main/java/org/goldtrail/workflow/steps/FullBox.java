package org.goldtrail.workflow.steps;

import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.fitting.Fit;
import org.goldtrail.reconstruction.ThicknessEstimate;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Triple;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.solution.SeriesSolution;

/** Where the box of a full-sized reconstruction lies, how thick the specimen is there, and what it needs of the views. */
final class FullBox {
    /** Rows of the views beyond those the box needs, for interpolation. */
    private static final int MARGIN_PX = 16;

    private FullBox() {}

    /** The rows of the aligned views that the voxels of a box lie on in any view. */
    static AlignedRows.Range range(TomogramBox box, SeriesSolution solution) {
        double half = (box.height() - 1) / 2.0;
        double highest = Math.abs(box.centreZ()) + (box.depth() - 1) / 2.0;
        double beyond = MARGIN_PX;
        Fit fit = solution.fit();
        for (int v = 0; v < fit.viewCount(); v++) {
            double alpha = Math.toRadians(fit.view(v).xTiltDeg());
            double perZ = Math.abs(Math.sin(alpha)) + Math.abs(fit.zFactors().get(v)[1]);
            double shrunk = (1 - Math.cos(alpha)) * (Math.abs(box.centreY()) + half);
            beyond = Math.max(beyond, MARGIN_PX + perZ * highest + shrunk);
        }
        return new AlignedRows.Range(box.centreY() - half - beyond, box.centreY() + half + beyond);
    }

    /** Thickness of the specimen in pixels: as the binned tomogram has it, else from the beads; the box at least. */
    static int thickness(StepContext context, SeriesSolution solution, TomogramBox box) {
        double reach = 2 * Math.abs(box.centreZ()) + box.depth();
        double specimen = binned(context)
                .map(TomogramRecord::thicknessPx)
                .orElseGet(() -> ThicknessEstimate.of(
                                StackFiles.beads(solution.fit()),
                                context.bead().diameterPx(),
                                context.series().pixelSizeAngstrom().orElse(Double.NaN),
                                context.series().width(),
                                OptionalDouble::empty)
                        .thicknessPx());
        return (int) Math.ceil(Math.max(specimen, reach));
    }

    /** What is known of the binned tomogram, where there is one. */
    static Optional<TomogramRecord> binned(Surroundings around) {
        String name = TomogramMaker.recordFile(around.seriesName() + "_bin" + AlignBinnedStep.binning(around));
        return around.optionalInput(Item.BINNED_TOMOGRAM)
                .flatMap(file -> Json.read(file.resolveSibling(name), TomogramRecord.class));
    }

    /** The box that the parameters ask for. */
    static TomogramBox of(StepContext context, FullReconstructionStep.Parameters p) {
        int width = whole(p.reconstructionFullSizePx().x());
        int height = whole(p.reconstructionFullSizePx().y());
        int depth = whole(p.reconstructionFullSizePx().z());
        if (!p.useCenterOnBinnedCoordinates()) {
            Triple shift = p.reconstructionShiftCenterPx();
            return TomogramBox.centred(width, height, depth).at(shift.x(), shift.y(), shift.z());
        }
        TomogramRecord binned = binned(context)
                .orElseThrow(() -> new GoldtrailException(
                        "there is no binned tomogram to read the coordinate in",
                        "reconstruction.fullReconstruction",
                        "run reconstruction.binnedReconstruction first"));
        Triple at = p.centerBinnedCoordinates();
        return TomogramBox.atBinnedVoxel(width, height, depth, binned.box(), binned.binning(), at.x(), at.y(), at.z());
    }

    private static int whole(double side) {
        return (int) Math.max(1, Math.round(side));
    }
}
