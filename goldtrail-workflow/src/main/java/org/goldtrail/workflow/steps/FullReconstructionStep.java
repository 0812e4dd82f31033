package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.goldtrail.GoldtrailException;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.catalogue.Triple;
import org.goldtrail.workflow.series.RawViews;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;

/** Reconstructs a box of the specimen in full resolution. */
final class FullReconstructionStep extends Step<FullReconstructionStep.Parameters> {
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
            boolean reconstructFullSIRTLike,

            @Parameter(
                    label = "SIRT reconstruction",
                    help = "Iterations of SIRT of the whole width and thickness, of which the box is kept: slow.")
            boolean reconstructFullSIRT,

            @Parameter(
                    label = "CTF-corrected WBP reconstruction",
                    help = "Weighted back-projection of the CTF-corrected stack.")
            boolean reconstructFullWBPCTF,

            @Parameter(
                    label = "WBP with 3-D CTF correction",
                    help =
                            "Weighted back-projection slab by slab, each of views corrected for the defocus at its height, by"
                                    + " the method and hand that ctf.correctCTF is set to; of the aligned stack of full resolution.")
            boolean reconstructFullWBP3DCTF,

            @Parameter(
                    label = "defocus step of the 3-D CTF correction",
                    unit = "nm",
                    min = 1,
                    max = 1000,
                    level = Level.ADVANCED,
                    help = "Thickness of the slabs: smaller is slower.")
            double ctfDefocusStepNm,

            @Parameter(
                    label = "source",
                    level = Level.ADVANCED,
                    help =
                            "The choice rawViews reads only the part of the raw views that the box needs and interpolates once, with the"
                                    + " alignment fused in; alignedStack takes what align full stack has written.")
            Source fullSource,

            ViewPreparation preparation,

            @Parameter(
                    label = "halves",
                    help =
                            "Makes the box from two halves of the data, too: of every second view, or of the frames (stacks"
                                    + " _EVN and _ODD beside the raw one).")
            HalvesChoice halves,

            WeightingParameters weighting,
            IterationParameters iterations,
            OutputParameters output) {}

    /** Where the rows of the views come from. */
    enum Source {
        RAW_VIEWS,
        ALIGNED_STACK
    }

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
        return new Parameters(
                Triple.of(400),
                Triple.of(0),
                false,
                Triple.of(0),
                true,
                false,
                false,
                false,
                false,
                15,
                Source.RAW_VIEWS,
                ViewPreparation.NONE,
                HalvesChoice.NONE,
                WeightingParameters.USUAL,
                IterationParameters.USUAL,
                OutputParameters.USUAL);
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.RAW_STACK, Item.FIXED_MARKERS, Item.NOMINAL_ANGLES, Item.PIXEL_SIZE, Item.BEAD_SIZE, Item.DOSE);
    }

    @Override
    public List<Item> optionalInputs() {
        return List.of(Item.ALIGNED_STACK, Item.BINNED_TOMOGRAM, Item.CTF_CORRECTED_STACK, Item.CTF_ESTIMATE);
    }

    @Override
    public List<Item> inputs(Parameters p) {
        boolean fromRaw = p.fullSource == Source.RAW_VIEWS || p.halves == HalvesChoice.FRAMES;
        List<Item> items = new ArrayList<>();
        for (Item item : inputs()) {
            // The bead's size is what slices are averaged by in the picture, too.
            if (item != Item.DOSE || (fromRaw && p.preparation.doseWeighting())) {
                items.add(item);
            }
        }
        if (p.fullSource == Source.ALIGNED_STACK || p.reconstructFullWBP3DCTF) {
            items.add(Item.ALIGNED_STACK);
        }
        if (p.reconstructFullWBPCTF) {
            items.add(Item.CTF_CORRECTED_STACK);
        }
        if (p.reconstructFullWBP3DCTF) {
            items.add(Item.CTF_ESTIMATE);
        }
        if (p.useCenterOnBinnedCoordinates) {
            items.add(Item.BINNED_TOMOGRAM);
        }
        return items;
    }

    @Override
    public List<Item> optionalInputs(Parameters p) {
        return List.of();
    }

    @Override
    public Map<String, String> alsoFrom(Parameters p, Surroundings around) {
        Map<String, String> also = new TreeMap<>(p.halves.alsoFrom(around));
        if (p.reconstructFullWBP3DCTF) {
            CorrectCtfStep.Parameters correct =
                    around.parametersOf(CorrectCtfStep.class, CorrectCtfStep.Parameters.class);
            also.put("method or hand of ctf.correctCTF", correct.correction() + " " + correct.defocusHand());
        }
        // Of the binned tomogram only where it lies and how thick it is, not what it shows.
        also.put(
                "place or thickness of the binned tomogram",
                FullBox.binned(around).map(b -> b.box() + " " + b.thicknessPx()).orElse(""));
        return also;
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
        TomogramBox box = FullBox.of(context, p);
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
        if (!p.reconstructFullWBP
                && !p.reconstructFullSIRTLike
                && !p.reconstructFullSIRT
                && !p.reconstructFullWBPCTF
                && !p.reconstructFullWBP3DCTF) {
            throw new GoldtrailException(
                    "no kind of reconstruction is chosen", id(), "switch on reconstructFullWBP or another");
        }
        make(context, p, box, progress);
    }

    private static void make(StepContext context, Parameters p, TomogramBox box, Progress progress) {
        Series series = context.series();
        SeriesSolution solution = FixMarkersStep.read(context);
        String stem = "reconstruction/" + series.name() + "_full";
        TomogramMaker.Place place = new TomogramMaker.Place(stem, box, FullBox.thickness(context, solution, box), 1);
        TomogramMaker maker =
                new TomogramMaker(context, Item.FULL_TOMOGRAM, solution, place, p.weighting, p.iterations, p.output);
        HalfTomograms halves = new HalfTomograms(context, Item.FULL_TOMOGRAM, maker, place);
        AlignedRows.Range range = FullBox.range(box, solution);
        if (p.fullSource == Source.RAW_VIEWS) {
            try (AlignedRows rows = rawRows(context, p, solution, range, stem, progress.part(0, 0.25))) {
                make(maker, halves, p, ViewRows.of(rows), solution, progress.part(0.25, 0.8));
            }
        } else {
            Path file = context.optionalInput(Item.ALIGNED_STACK)
                    .orElseThrow(() -> new GoldtrailException(
                            "there is no aligned stack of full resolution",
                            "reconstruction.fullReconstruction",
                            "run alignment.alignFull first, or take the raw views"));
            try (MrcStack stack = MrcStack.open(file)) {
                make(maker, halves, p, ViewRows.of(RowSource.of(stack)), solution, progress.part(0, 0.8));
            }
        }
        if (p.reconstructFullWBPCTF) {
            Path corrected = context.optionalInput(Item.CTF_CORRECTED_STACK)
                    .orElseThrow(() -> new GoldtrailException(
                            "there is no CTF-corrected stack",
                            "reconstruction.fullReconstruction",
                            "run ctf.correctCTF first"));
            try (MrcStack stack = MrcStack.open(corrected)) {
                maker.wbp("wbp_ctf", ViewRows.of(RowSource.of(stack)), progress.part(0.8, 0.85));
            }
        }
        if (p.reconstructFullWBP3DCTF) {
            try (Ctf3dReconstruction ctf = Ctf3dReconstruction.open(context, p.ctfDefocusStepNm)) {
                maker.wbp3dCtf("wbp_3dctf", ctf, progress.part(0.85, 0.9));
            }
        }
        if (p.halves == HalvesChoice.FRAMES) {
            halves.ofFrames(solution, p.preparation, range, progress.part(0.9, 1));
        }
        maker.drawSlices(maker.kinds().getFirst(), Math.max(1, (int)
                Math.round(context.bead().diameterPx())));
        maker.finish();
    }

    private static void make(
            TomogramMaker maker,
            HalfTomograms halves,
            Parameters p,
            ViewRows rows,
            SeriesSolution solution,
            Progress progress) {
        if (p.reconstructFullWBP) {
            maker.wbp("wbp", rows, progress.part(0, 0.2));
        }
        if (p.reconstructFullSIRTLike) {
            maker.sirtLike("sirt-like", rows, progress.part(0.2, 0.4));
        }
        if (p.reconstructFullSIRT) {
            maker.iterate("sirt", rows, progress.part(0.4, 0.9));
        }
        if (p.halves == HalvesChoice.VIEWS) {
            halves.ofViews(rows, solution, progress.part(0.9, 1));
        }
    }

    private static AlignedRows rawRows(
            StepContext context,
            Parameters p,
            SeriesSolution solution,
            AlignedRows.Range range,
            String stem,
            Progress progress) {
        Series series = context.series();
        RawViews raw = series.images().raw();
        return new AlignedRows(
                new PreparedViews(context, raw, solution, p.preparation),
                solution.fit().transforms(),
                solution.unusedSections(),
                raw::invalidAware,
                StackFiles.frame(series, solution.fit()),
                1,
                range,
                StackFiles.room(context, Item.FULL_TOMOGRAM, stem),
                WorkerPool.shared(),
                progress);
    }
}
