package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.pictures.FilmStrip;
import org.goldtrail.pictures.Png;
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
import org.jspecify.annotations.Nullable;

/** Resamples the views into the binned aligned stack. */
final class AlignBinnedStep extends Step<AlignBinnedStep.Parameters> {
    private static final int COLUMNS = 7;
    private static final int CELL_WIDTH_PX = 260;

    /** The binning, and what is done to the views before. */
    record Parameters(
            @Parameter(
                    label = "binning factor",
                    min = 1,
                    max = 64,
                    help =
                            "True binning factor of the binned aligned stack and of the binned tomogram: 4 averages blocks of"
                                    + " 4 x 4 pixels (2 in Dynamo's counting). Independent of the binning used for detection.")
            int alignmentBinningFactor,

            ViewPreparation preparation) {}

    AlignBinnedStep() {
        super(
                Area.ALIGNMENT,
                "alignBinned",
                "align binned stack",
                "Resamples the views into an aligned stack whose tilt axis is upright, binned.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(4, ViewPreparation.NONE);
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.RAW_STACK, Item.FIXED_MARKERS, Item.NOMINAL_ANGLES, Item.PIXEL_SIZE, Item.BEAD_SIZE, Item.DOSE);
    }

    @Override
    public List<Item> inputs(Parameters parameters) {
        return parameters.preparation.items(inputs());
    }

    /** The factor that the binned stack and tomogram are set to. */
    static int binning(Surroundings around) {
        return around.parametersOf(AlignBinnedStep.class, Parameters.class).alignmentBinningFactor;
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.ALIGNED_BINNED_STACK);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.ALIGNED_STACK);
    }

    @Override
    public double weight() {
        return 2.5;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        Series series = context.series();
        int binning = parameters.alignmentBinningFactor;
        SeriesLimits.checkBinning(series.width(), series.height(), binning, "--binning");
        SeriesSolution solution = FixMarkersStep.read(context);
        AlignedFrame frame = StackFiles.frame(series, solution.fit());
        String file = "alignment/" + series.name() + "_aligned_bin" + binning + ".mrc";
        // Most of the work is the resampling: where the full stack is wanted next, it is written in the same go.
        PreparedViews views = new PreparedViews(context, series.images().raw(), solution, parameters.preparation);
        String words = parameters.preparation.words();
        boolean both = context.isPlanned(AlignFullStep.class)
                && context.parametersOf(AlignFullStep.class, AlignFullStep.Parameters.class)
                        .preparation()
                        .equals(parameters.preparation);
        try (MrcWriter binned = MrcWriter.create(
                        context.output(Item.ALIGNED_BINNED_STACK, file),
                        StackFiles.layout(series, frame, binning, words));
                @Nullable
                        MrcWriter full = both
                                ? MrcWriter.create(
                                        context.writeAhead(AlignFullStep.file(series)),
                                        StackFiles.layout(series, frame, 1, words))
                                : null) {
            List<AlignedStack.Output> outputs = new ArrayList<>();
            outputs.add(StackFiles.output(binned, binning));
            if (full != null) {
                outputs.add(StackFiles.output(full, 1));
            }
            StackFiles.aligned(series, solution, views)
                    .write(outputs, context.memoryBytes(), WorkerPool.shared(), progress);
            binned.commit();
            if (full != null) {
                full.commit();
            }
        }
        drawFilmStrip(context, solution, file);
        if (views.hasGallery()) {
            views.drawGallery(
                    context.output(Item.ALIGNED_BINNED_STACK, "alignment/" + series.name() + "_erased-gold.png"));
        }
        context.figure("binning", binning);
        context.figure("width", frame.binnedWidth(binning));
        context.figure("height", frame.binnedHeight(binning));
    }

    private static void drawFilmStrip(StepContext context, SeriesSolution solution, String file) {
        double[] tilts = solution.fit().views().stream()
                .mapToDouble(ViewGeometry::tiltDeg)
                .toArray();
        try (MrcStack stack = MrcStack.open(context.output(Item.ALIGNED_BINNED_STACK, file))) {
            Png.write(
                    FilmStrip.draw(stack, tilts, solution.unusedSections(), COLUMNS, CELL_WIDTH_PX),
                    context.output(
                            Item.ALIGNED_BINNED_STACK,
                            "alignment/" + context.series().name() + "_film-strip.png"));
        }
    }
}
