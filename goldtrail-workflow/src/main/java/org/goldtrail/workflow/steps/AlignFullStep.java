package org.goldtrail.workflow.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;

/** Resamples the views into the aligned stack of full resolution. */
final class AlignFullStep extends Step<AlignFullStep.Parameters> {
    /** What is done to the views before they are resampled. */
    record Parameters(ViewPreparation preparation) {}

    AlignFullStep() {
        super(
                Area.ALIGNMENT,
                "alignFull",
                "align full stack",
                "Resamples the views into an aligned stack whose tilt axis is upright, in full resolution.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(ViewPreparation.NONE);
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

    @Override
    public List<Item> outputs() {
        return List.of(Item.ALIGNED_STACK);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.ALIGNED_STACK);
    }

    @Override
    public double weight() {
        return 0.5;
    }

    static String file(Series series) {
        return "alignment/" + series.name() + "_aligned.mrc";
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        Series series = context.series();
        SeriesSolution solution = FixMarkersStep.read(context);
        AlignedFrame frame = StackFiles.frame(series, solution.fit());
        Path file = context.output(Item.ALIGNED_STACK);
        Optional<Path> ready = context.takeAhead(file(series));
        if (ready.isPresent()) {
            move(ready.get(), file);
        } else {
            PreparedViews views = new PreparedViews(context, series.images().raw(), solution, parameters.preparation);
            try (MrcWriter full =
                    MrcWriter.create(file, StackFiles.layout(series, frame, 1, parameters.preparation.words()))) {
                StackFiles.aligned(series, solution, views)
                        .write(
                                List.of(StackFiles.output(full, 1)),
                                context.memoryBytes(),
                                WorkerPool.shared(),
                                progress);
                full.commit();
            }
        }
        context.figure("width", frame.binnedWidth(1));
        context.figure("height", frame.binnedHeight(1));
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the aligned stack cannot be put in place (" + AtomicFile.reason(e) + ")", to.toString(), "", e);
        }
    }
}
