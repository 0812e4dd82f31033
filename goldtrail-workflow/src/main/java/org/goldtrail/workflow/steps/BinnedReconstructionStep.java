package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.pictures.Png;
import org.goldtrail.pictures.TomogramViews;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.ThicknessEstimate;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
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
            Optional<Length> thickness) {}

    BinnedReconstructionStep() {
        super(
                Area.RECONSTRUCTION,
                "binnedReconstruction",
                "binned reconstruction",
                "Makes a tomogram of the binned aligned stack by weighted back-projection, centred as the aligned stack is.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(Optional.empty());
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.ALIGNED_BINNED_STACK, Item.FIXED_MARKERS, Item.NOMINAL_ANGLES, Item.PIXEL_SIZE, Item.BEAD_SIZE);
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
        Fit fit = solution.fit();
        Set<Integer> unused = solution.unusedSections();
        int binning = context.parametersOf(AlignBinnedStep.class, AlignBinnedStep.Parameters.class)
                .alignmentBinningFactor();
        String stem = "reconstruction/" + series.name() + "_bin" + binning;
        Path tomogram = context.output(Item.BINNED_TOMOGRAM, stem + "_wbp.mrc");
        try (MrcStack stack = MrcStack.open(alignedStack(context, binning))) {
            RowSource rows = RowSource.of(stack);
            ThicknessEstimate thickness =
                    thickness(context, parameters, solution, rows, binning, stack.width(), progress);
            int depth = thickness.depthVoxels(binning);
            MrcLayout layout = MrcLayout.volume(stack.width(), stack.height(), depth)
                    .withPixelSize(Units.scaled(series.pixelSizeAngstrom(), binning))
                    .withLabels(List.of(Units.label("weighted back-projection, binned by " + binning)));
            try (MrcWriter writer = MrcWriter.create(tomogram, layout)) {
                new BackProjection(rows, fit.views(), unused, depth, RadialFilter.USUAL)
                        .withZFactors(fit.zFactors())
                        .run(
                                (z, yFrom, count, voxels) -> writer.writeRows(z, yFrom, count, voxels),
                                StackFiles.memoryBytes(),
                                WorkerPool.shared(),
                                progress.part(0.3, 1));
                writer.commit();
            }
            tell(context, thickness, depth);
        }
        try (MrcStack volume = MrcStack.open(tomogram)) {
            int slices = Math.max(1, (int) Math.round(context.bead().diameterPx() / binning));
            Png.write(
                    TomogramViews.draw(TomogramViews.centralSlices(volume, slices)),
                    context.output(Item.BINNED_TOMOGRAM, stem + "_slices.png"));
        }
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
