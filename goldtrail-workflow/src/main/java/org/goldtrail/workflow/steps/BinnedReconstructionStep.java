package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.pictures.Png;
import org.goldtrail.pictures.TomogramViews;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.IterationOptions;
import org.goldtrail.reconstruction.IterativeReconstruction;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.SirtLikeFilter;
import org.goldtrail.reconstruction.ThicknessEstimate;
import org.goldtrail.reconstruction.ViewFilter;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.series.SeriesLimits;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Length;
import org.goldtrail.workflow.units.Units;

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
                    label = "SIRT iterations",
                    min = 1,
                    max = 1000,
                    level = Level.ADVANCED,
                    help = "Iterations of SIRT, and those that the SIRT-like filter looks like.")
            int sirtIterations,

            @Parameter(
                    label = "WBP of the CTF-corrected stack",
                    help = "Makes a tomogram of the CTF-corrected stack by weighted back-projection.")
            boolean reconstructBinnedWBPCTF) {}

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
        return new Parameters(Optional.empty(), true, false, false, 10, false);
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.ALIGNED_BINNED_STACK, Item.FIXED_MARKERS, Item.NOMINAL_ANGLES, Item.PIXEL_SIZE, Item.BEAD_SIZE);
    }

    @Override
    public List<Item> optionalInputs() {
        return List.of(Item.CTF_CORRECTED_STACK);
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
        int binning = context.parametersOf(AlignBinnedStep.class, AlignBinnedStep.Parameters.class)
                .alignmentBinningFactor();
        String stem = "reconstruction/" + series.name() + "_bin" + binning;
        checkChoice(parameters);
        List<String> kinds = new ArrayList<>();
        try (MrcStack stack = MrcStack.open(alignedStack(context, binning))) {
            RowSource rows = RowSource.of(stack);
            ThicknessEstimate thickness =
                    thickness(context, parameters, solution, rows, binning, stack.width(), progress);
            int depth = thickness.depthVoxels(binning);
            tell(context, thickness, depth);
            if (parameters.reconstructBinnedWBP) {
                kinds.add("wbp");
                project(context, solution, rows, depth, RadialFilter.USUAL, stem + "_wbp.mrc", progress.part(0.3, 0.6));
            }
            if (parameters.reconstructBinnedSIRTLike) {
                kinds.add("sirt-like");
                ViewFilter filter = new SirtLikeFilter(parameters.sirtIterations, RadialFilter.USUAL);
                project(context, solution, rows, depth, filter, stem + "_sirt-like.mrc", progress.part(0.6, 0.7));
            }
            if (parameters.reconstructBinnedSIRT) {
                kinds.add("sirt");
                iterate(context, solution, rows, depth, parameters.sirtIterations, stem, progress.part(0.7, 0.9));
            }
            if (parameters.reconstructBinnedWBPCTF) {
                kinds.add("wbp_ctf");
                try (MrcStack corrected = MrcStack.open(correctedStack(context, binning))) {
                    project(
                            context,
                            solution,
                            RowSource.of(corrected),
                            depth,
                            RadialFilter.USUAL,
                            stem + "_wbp_ctf.mrc",
                            progress.part(0.9, 1));
                }
            }
        }
        context.figure("tomograms", String.join(", ", kinds));
        try (MrcStack volume =
                MrcStack.open(context.output(Item.BINNED_TOMOGRAM, stem + "_" + kinds.getFirst() + ".mrc"))) {
            int slices = Math.max(1, (int) Math.round(context.bead().diameterPx() / binning));
            Png.write(
                    TomogramViews.draw(TomogramViews.centralSlices(volume, slices)),
                    context.output(Item.BINNED_TOMOGRAM, stem + "_slices.png"));
        }
    }

    private static void checkChoice(Parameters p) {
        if (!p.reconstructBinnedWBP
                && !p.reconstructBinnedSIRTLike
                && !p.reconstructBinnedSIRT
                && !p.reconstructBinnedWBPCTF) {
            throw new GoldtrailException(
                    "no kind of reconstruction is chosen",
                    "reconstruction.binnedReconstruction",
                    "switch on reconstructBinnedWBP or another");
        }
    }

    private static void project(
            StepContext context,
            SeriesSolution solution,
            RowSource rows,
            int depth,
            ViewFilter filter,
            String file,
            Progress progress) {
        Fit fit = solution.fit();
        try (MrcWriter writer = writer(context, rows, depth, file, "back-projection")) {
            new BackProjection(rows, fit.views(), solution.unusedSections(), depth, filter)
                    .withZFactors(fit.zFactors())
                    .run(writer::writeRows, context.memoryBytes(), WorkerPool.shared(), progress);
            writer.commit();
        }
    }

    private static void iterate(
            StepContext context,
            SeriesSolution solution,
            RowSource rows,
            int depth,
            int iterations,
            String stem,
            Progress progress) {
        try (MrcWriter writer = writer(context, rows, depth, stem + "_sirt.mrc", "SIRT")) {
            IterativeReconstruction.ResidualCurve curve = new IterativeReconstruction(
                            rows,
                            solution.fit().views(),
                            solution.unusedSections(),
                            depth,
                            IterationOptions.sirt(iterations))
                    .run(writer::writeRows, WorkerPool.shared(), progress);
            writer.commit();
            context.message(curve.sentence());
        }
    }

    private static MrcWriter writer(StepContext context, RowSource rows, int depth, String file, String what) {
        int binning = context.parametersOf(AlignBinnedStep.class, AlignBinnedStep.Parameters.class)
                .alignmentBinningFactor();
        MrcLayout layout = MrcLayout.volume(rows.width(), rows.height(), depth)
                .withPixelSize(Units.scaled(context.series().pixelSizeAngstrom(), binning))
                .withLabels(List.of(Units.label(what + ", binned by " + binning)));
        return MrcWriter.create(context.output(Item.BINNED_TOMOGRAM, file), layout);
    }

    private static Path correctedStack(StepContext context, int binning) {
        return context.optionalInput(Item.CTF_CORRECTED_STACK)
                .map(file -> file.resolveSibling(Path.of(CorrectCtfStep.binnedFile(context.series(), binning))
                        .getFileName()))
                .orElseThrow(() -> new GoldtrailException(
                        "there is no CTF-corrected stack",
                        "reconstruction.binnedReconstruction",
                        "run ctf.estimateCTF and ctf.correctCTF first"));
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
                beads(fit),
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
                        progress.part(0, 0.3)));
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

    /** Specimen positions of the beads that have one. */
    private static double[][] beads(Fit fit) {
        List<double[]> out = new ArrayList<>();
        for (int marker : fit.markers()) {
            double[] at = fit.position(marker);
            if (Double.isFinite(at[2])) {
                out.add(at);
            }
        }
        return out.toArray(double[][]::new);
    }
}
