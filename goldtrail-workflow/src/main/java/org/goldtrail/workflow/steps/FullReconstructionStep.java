package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.DensityRange;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.SirtLikeFilter;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.reconstruction.TomogramFile;
import org.goldtrail.reconstruction.ViewFilter;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.catalogue.Triple;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;

/** Reconstructs a box of the specimen in full resolution. */
final class FullReconstructionStep extends Step<FullReconstructionStep.Parameters> {
    private static final int SIRT_LIKE_ITERATIONS = 15;

    /** Where the box lies, and what is made of it. */
    record Parameters(
            @Parameter(
                    label = "reconstruction size",
                    unit = "px",
                    min = 1,
                    max = 100000,
                    help = "Sides of the box in x, y and z, unbinned pixels.")
            Triple reconstructionFullSizePx,

            @Parameter(
                    label = "shift tomogram from center",
                    unit = "px",
                    help = "Centre of the box from the centre of the reconstruction, unbinned pixels.")
            Triple reconstructionShiftCenterPx,

            @Parameter(
                    label = "use center on binned coordinates",
                    help = "Centres the box on a coordinate read in the binned tomogram, instead of the shift.")
            boolean useCenterOnBinnedCoordinates,

            @Parameter(
                    label = "coordinates in binned tomogram",
                    unit = "voxels",
                    help =
                            "Where the centre lies in the binned tomogram: voxel numbers as the viewer shows them, the first"
                                    + " voxel being 0. A pin gives them.")
            Triple centerBinnedCoordinates,

            @Parameter(label = "WBP reconstruction", help = "Weighted back-projection.")
            boolean reconstructFullWBP,

            @Parameter(
                    label = "SIRT-like reconstruction",
                    help = "Back-projection with a filter that looks like some iterations of SIRT: smoother.")
            boolean reconstructFullSIRT,

            @Parameter(
                    label = "CTF-corrected WBP reconstruction",
                    help = "Weighted back-projection of the CTF-corrected stack.")
            boolean reconstructFullWBPCTF) {}

    FullReconstructionStep() {
        super(
                Area.RECONSTRUCTION,
                "fullReconstruction",
                "full sized reconstruction",
                "Reconstructs a box of the specimen in full resolution, anywhere, from the part of the data it needs.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(Triple.of(400), Triple.of(0), false, Triple.of(0), true, false, false);
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.RAW_STACK, Item.ALIGNED_STACK, Item.FIXED_MARKERS, Item.NOMINAL_ANGLES, Item.PIXEL_SIZE);
    }

    @Override
    public List<Item> optionalInputs() {
        return List.of(Item.BINNED_TOMOGRAM, Item.CTF_CORRECTED_STACK);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.FULL_TOMOGRAM);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.TOMOGRAM);
    }

    @Override
    public double weight() {
        return 5;
    }

    @Override
    public boolean runsUnattended() {
        return false;
    }

    @Override
    public void run(StepContext context, Parameters p, Progress progress) {
        TomogramBox box = box(context, p);
        context.figure("widthPx", box.width());
        context.figure("heightPx", box.height());
        context.figure("depthPx", box.depth());
        context.figure("centreXPx", box.centreX());
        context.figure("centreYPx", box.centreY());
        context.figure("centreZPx", box.centreZ());
        context.message(String.format(
                Locale.ROOT,
                "box of %d x %d x %d px, centred %.1f, %.1f, %.1f px from the centre",
                box.width(),
                box.height(),
                box.depth(),
                box.centreX(),
                box.centreY(),
                box.centreZ()));
        int kinds =
                (p.reconstructFullWBP ? 1 : 0) + (p.reconstructFullSIRT ? 1 : 0) + (p.reconstructFullWBPCTF ? 1 : 0);
        if (kinds == 0) {
            throw new GoldtrailException(
                    "no kind of reconstruction is chosen", id(), "switch on reconstructFullWBP or another");
        }
        int done = 0;
        Path aligned = context.input(Item.ALIGNED_STACK);
        if (p.reconstructFullWBP) {
            make(context, box, aligned, RadialFilter.USUAL, "wbp", progress.part(0, 1.0 / kinds));
            done++;
        }
        if (p.reconstructFullSIRT) {
            ViewFilter sirtLike = new SirtLikeFilter(SIRT_LIKE_ITERATIONS, RadialFilter.USUAL);
            double from = (double) done / kinds;
            make(context, box, aligned, sirtLike, "sirt", progress.part(from, from + 1.0 / kinds));
            done++;
        }
        if (p.reconstructFullWBPCTF) {
            Path corrected = context.optionalInput(Item.CTF_CORRECTED_STACK)
                    .orElseThrow(() -> new GoldtrailException(
                            "there is no CTF-corrected stack", id(), "run ctf.correctCTF first"));
            double from = (double) done / kinds;
            make(context, box, corrected, RadialFilter.USUAL, "wbp_ctf", progress.part(from, 1));
        }
    }

    private static void make(
            StepContext context, TomogramBox box, Path stackFile, ViewFilter filter, String kind, Progress progress) {
        Series series = context.series();
        SeriesSolution solution = FixMarkersStep.read(context);
        Fit fit = solution.fit();
        Path file = context.output(Item.FULL_TOMOGRAM, "reconstruction/" + series.name() + "_full_" + kind + ".mrc");
        OptionalDouble pixel = series.pixelSizeAngstrom();
        try (MrcStack stack = MrcStack.open(stackFile);
                TomogramFile out = TomogramFile.create(
                        file,
                        box,
                        TomogramFile.Order.XYZ,
                        MrcMode.FLOAT32,
                        DensityRange.ANY,
                        pixel,
                        List.of(Units.label("full-sized reconstruction, " + kind)))) {
            new BackProjection(RowSource.of(stack), fit.views(), solution.unusedSections(), box.depth(), filter)
                    .withZFactors(fit.zFactors())
                    .withBox(box, box.depth())
                    .run(out, context.memoryBytes(), WorkerPool.shared(), progress);
            out.commit();
        }
    }

    private static TomogramBox box(StepContext context, Parameters p) {
        int width = whole(p.reconstructionFullSizePx.x());
        int height = whole(p.reconstructionFullSizePx.y());
        int depth = whole(p.reconstructionFullSizePx.z());
        if (!p.useCenterOnBinnedCoordinates) {
            Triple shift = p.reconstructionShiftCenterPx;
            return TomogramBox.centred(width, height, depth).at(shift.x(), shift.y(), shift.z());
        }
        int binning = context.parametersOf(AlignBinnedStep.class, AlignBinnedStep.Parameters.class)
                .alignmentBinningFactor();
        String name = context.series().name() + "_bin" + binning + "_wbp.mrc";
        Path binned = context.optionalInput(Item.BINNED_TOMOGRAM)
                .map(file -> file.resolveSibling(name))
                .orElseThrow(() -> new GoldtrailException(
                        "there is no binned tomogram to read the coordinate in",
                        "reconstruction.fullReconstruction",
                        "run reconstruction.binnedReconstruction first"));
        try (MrcStack volume = MrcStack.open(binned)) {
            TomogramBox whole = TomogramBox.centred(volume.width(), volume.height(), volume.sectionsPresent());
            Triple at = p.centerBinnedCoordinates;
            return TomogramBox.atBinnedVoxel(width, height, depth, whole, binning, at.x(), at.y(), at.z());
        }
    }

    private static int whole(double side) {
        return (int) Math.max(1, Math.round(side));
    }
}
