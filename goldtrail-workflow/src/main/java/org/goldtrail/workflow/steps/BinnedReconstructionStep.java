package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.NoCtfException;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.ThicknessEstimate;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.series.SeriesLimits;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Length;

/** Back-projects the binned aligned stack. */
final class BinnedReconstructionStep extends Step<BinnedReconstructionStep.Parameters> {
    /** The thickness. */
    record Parameters(
            @Parameter(
                    label = "thickness",
                    usual = "found from the beads or the density",
                    help = "Thickness of the tomogram with its unit: 200nm or 900px (unbinned pixels).")
            Optional<Length> thickness,

            @Parameter(label = "weighted back projection", help = "Makes a tomogram by weighted back-projection.")
            boolean reconstructBinnedWBP,

            @Parameter(
                    label = "SIRT-like",
                    help = "Makes a tomogram by back-projection with a filter that looks like some iterations of SIRT:"
                            + " smoother, so that membranes show at once.")
            boolean reconstructBinnedSIRTLike,

            @Parameter(
                    label = "SIRT",
                    help = "Makes a tomogram by iterations of SIRT: slower, and with less noise than back-projection.")
            boolean reconstructBinnedSIRT,

            @Parameter(
                    label = "WBP of the CTF-corrected stack",
                    help = "Makes a tomogram of the CTF-corrected stack by weighted back-projection.")
            boolean reconstructBinnedWBPCTF,

            @Parameter(
                    label = "preview",
                    help =
                            "Makes a SIRT-like tomogram binned by 4 (more where the others are, less where views are small), in"
                                    + " bytes, for the first look: membranes show at once.")
            boolean preview,

            @Parameter(
                    label = "halves",
                    help =
                            "Makes tomograms of two halves, too, for denoising and the Fourier shell correlation between them:"
                                    + " of every second view, or of the frames (stacks _EVN and _ODD beside the raw one).")
            HalvesChoice halves,

            WeightingParameters weighting,
            IterationParameters iterations,
            OutputParameters output) {}

    BinnedReconstructionStep() {
        super(
                Area.RECONSTRUCTION,
                "binnedReconstruction",
                "binned reconstruction",
                "Makes tomograms of the binned aligned stack, by weighted back-projection or otherwise, centred as the aligned"
                        + " stack is.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(
                Optional.empty(),
                true,
                false,
                false,
                false,
                true,
                HalvesChoice.NONE,
                WeightingParameters.USUAL,
                IterationParameters.USUAL,
                OutputParameters.USUAL);
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.ALIGNED_BINNED_STACK, Item.FIXED_MARKERS, Item.NOMINAL_ANGLES, Item.PIXEL_SIZE, Item.BEAD_SIZE);
    }

    @Override
    public List<Item> optionalInputs() {
        return List.of(Item.CTF_CORRECTED_STACK, Item.CTF_ESTIMATE);
    }

    /** Where the CTF turns out not to be known, the other tomograms are made. */
    @Override
    public List<Item> optionalInputs(Parameters p) {
        return p.reconstructBinnedWBPCTF ? List.of(Item.CTF_CORRECTED_STACK, Item.CTF_ESTIMATE) : List.of();
    }

    @Override
    public Map<String, String> alsoFrom(Parameters p, Surroundings around) {
        return p.halves.alsoFrom(around);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.BINNED_TOMOGRAM);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.TOMOGRAM);
    }

    @Override
    public double weight() {
        return 2;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        Series series = context.series();
        SeriesSolution solution = FixMarkersStep.read(context);
        int binning = AlignBinnedStep.binning(context);
        checkChoice(parameters);
        try (MrcStack stack = MrcStack.open(alignedStack(context, binning))) {
            RowSource rows = RowSource.of(stack);
            ThicknessEstimate thickness =
                    thickness(context, parameters, solution, rows, binning, stack.width(), progress.part(0, 0.2));
            int depth = thickness.depthVoxels(binning);
            tell(context, thickness, depth);
            make(context, parameters, solution, stack, depth, binning, progress.part(0.2, 1));
        }
    }

    private void make(
            StepContext context,
            Parameters p,
            SeriesSolution solution,
            MrcStack stack,
            int depth,
            int binning,
            Progress progress) {
        String stem = "reconstruction/" + context.series().name() + "_bin" + binning;
        TomogramBox box = TomogramBox.centred(stack.width(), stack.height(), depth);
        TomogramMaker.Place place = new TomogramMaker.Place(stem, box, depth, binning);
        TomogramMaker maker =
                new TomogramMaker(context, Item.BINNED_TOMOGRAM, solution, place, p.weighting, p.iterations, p.output);
        ViewRows rows = ViewRows.of(RowSource.of(stack));
        if (p.reconstructBinnedWBP) {
            maker.wbp("wbp", rows, progress.part(0, 0.2));
        }
        if (p.reconstructBinnedSIRTLike) {
            maker.sirtLike("sirt-like", rows, progress.part(0.2, 0.3));
        }
        if (p.reconstructBinnedSIRT) {
            maker.iterate("sirt", rows, progress.part(0.3, 0.7));
        }
        Optional<Path> correctedStack = p.reconstructBinnedWBPCTF ? correctedStack(context, binning) : Optional.empty();
        if (correctedStack.isPresent()) {
            try (MrcStack corrected = MrcStack.open(correctedStack.get())) {
                maker.wbp("wbp_ctf", ViewRows.of(RowSource.of(corrected)), progress.part(0.7, 0.75));
            }
        }
        if (maker.kinds().isEmpty() && !p.preview) {
            throw new NoCtfException(
                    "no other kind of tomogram is chosen than that of the CTF-corrected stack, which is not there",
                    "reconstruction.binnedReconstruction",
                    "switch on reconstructBinnedWBP or another");
        }
        HalfTomograms halves = new HalfTomograms(context, Item.BINNED_TOMOGRAM, maker, place);
        switch (p.halves) {
            case VIEWS -> halves.ofViews(rows, solution, progress.part(0.75, 0.9));
            case FRAMES ->
                halves.ofFrames(
                        solution,
                        context.parametersOf(AlignBinnedStep.class, AlignBinnedStep.Parameters.class)
                                .preparation(),
                        new AlignedRows.Range(-stack.height() / 2.0 - 8, stack.height() / 2.0 + 8),
                        progress.part(0.75, 0.9));
            case NONE -> {
                // nothing to do
            }
        }
        int slices = Math.max(1, (int) Math.round(context.bead().diameterPx() / binning));
        if (p.preview) {
            TomogramMaker small = Preview.make(context, solution, stack, place, p, progress.part(0.9, 1));
            small.drawSlices("preview", slices);
            maker.add(small);
        } else {
            maker.drawSlices(maker.kinds().getFirst(), slices);
        }
        maker.finish();
    }

    private static void checkChoice(Parameters p) {
        if (!p.reconstructBinnedWBP
                && !p.reconstructBinnedSIRTLike
                && !p.reconstructBinnedSIRT
                && !p.reconstructBinnedWBPCTF
                && !p.preview) {
            throw new GoldtrailException(
                    "no kind of reconstruction is chosen",
                    "reconstruction.binnedReconstruction",
                    "switch on reconstructBinnedWBP or another");
        }
    }

    /**
     * The CTF-corrected stack; empty, with a warning, where the CTF was looked for and is not known.
     *
     * @throws GoldtrailException if the steps that make it were not run
     */
    private static Optional<Path> correctedStack(StepContext context, int binning) {
        Optional<Path> stack = context.optionalInput(Item.CTF_CORRECTED_STACK)
                .map(file -> file.resolveSibling(Path.of(CorrectCtfStep.binnedFile(context.series(), binning))
                        .getFileName()));
        if (stack.isPresent()) {
            return stack;
        }
        SeriesCtf ctf = context.optionalInput(Item.CTF_ESTIMATE)
                .flatMap(file -> Json.read(file, SeriesCtf.class))
                .filter(c -> !c.isKnown())
                .orElseThrow(() -> new GoldtrailException(
                        "there is no CTF-corrected stack",
                        "reconstruction.binnedReconstruction",
                        "run ctf.estimateCTF and ctf.correctCTF first, or all that is missing: goldtrail run FOLDER"));
        context.warning("there is no CTF-corrected tomogram, because the CTF is not known: " + ctf.verdict());
        return Optional.empty();
    }

    private static Path alignedStack(StepContext context, int binning) {
        return context.input(Item.FIXED_MARKERS)
                .resolveSibling(context.series().name() + "_aligned_bin" + binning + ".mrc");
    }

    private static ThicknessEstimate thickness(
            StepContext context,
            Parameters parameters,
            SeriesSolution solution,
            RowSource rows,
            int binning,
            int width,
            Progress progress) {
        Series series = context.series();
        if (parameters.thickness.isPresent()) {
            double px = SeriesLimits.thicknessPx(parameters.thickness.get(), series.input());
            return new ThicknessEstimate(
                    px, ThicknessEstimate.Method.GIVEN, String.format(Locale.ROOT, "thickness %.0f px as given", px));
        }
        Fit fit = solution.fit();
        return ThicknessEstimate.of(
                StackFiles.beads(fit),
                context.bead().diameterPx(),
                series.pixelSizeAngstrom().orElse(Double.NaN),
                binning * width,
                () -> ThicknessEstimate.depthFromTestTomogram(
                        rows,
                        binning,
                        fit.views(),
                        fit.zFactors(),
                        solution.unusedSections(),
                        WorkerPool.shared(),
                        progress));
    }

    private static void tell(StepContext context, ThicknessEstimate thickness, int depth) {
        boolean guess = thickness.method() == ThicknessEstimate.Method.GUESS;
        if (guess) {
            context.warning(thickness.sentence());
        } else {
            context.message(thickness.sentence());
        }
        context.figure("thicknessPx", thickness.thicknessPx());
        context.figure("thicknessMethod", thickness.method().name().toLowerCase(Locale.ROOT));
        context.figure("thicknessIsGuess", guess);
        context.figure("depthVoxels", depth);
    }
}
