package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.solution.SeriesSolution;

/**
 * The tomogram for the first look: binned by 4 as against the raw views, or by more where that takes whole multiples of the
 * binned tomogram's binning, so that it shows at once; by less only where views are so small that little would be left.
 */
final class Preview {
    /** Binning of a preview as against the raw views. */
    private static final int BINNING = 4;

    /** Pixels of the shorter side that a preview has at least, or as many as the binned tomogram. */
    private static final int FEWEST_PX = 96;

    private Preview() {}

    /** Makes the preview of the same part of the specimen; from the stack binned further where that is finer. */
    static TomogramMaker make(
            StepContext context,
            SeriesSolution solution,
            MrcStack stack,
            TomogramMaker.Place place,
            BinnedReconstructionStep.Parameters p,
            Progress progress) {
        int factor = factor(place.binning(), Math.min(stack.width(), stack.height()));
        ViewSource views = factor == 1 ? stack : reduced(stack, factor, context.memoryBytes(), progress.part(0, 0.5));
        int depth = Math.ceilDiv(place.thickness(), factor);
        TomogramMaker.Place small = new TomogramMaker.Place(
                place.stem(),
                TomogramBox.centred(views.width(), views.height(), depth),
                depth,
                factor * place.binning());
        TomogramMaker maker = new TomogramMaker(
                context, Item.BINNED_TOMOGRAM, solution, small, p.weighting(), IterationParameters.USUAL, p.output());
        context.figure("previewBinning", small.binning());
        maker.preview(ViewRows.of(RowSource.of(views)), progress.part(0.5, 1));
        return maker;
    }

    /** By how much the binned tomogram is binned further. */
    static int factor(int binning, int shorterSide) {
        int factor = Math.ceilDiv(BINNING, binning);
        while (factor > 1 && shorterSide / factor < FEWEST_PX) {
            factor--;
        }
        return factor;
    }

    private static ViewSource reduced(MrcStack stack, int factor, long memoryBytes, Progress progress) {
        AlignedFrame same = new AlignedFrame(stack.width(), stack.height(), stack.width(), stack.height());
        List<XfTransform> asTheyAre = Collections.nCopies(stack.sectionsPresent(), XfTransform.IDENTITY);
        List<Image> small = new ArrayList<>(Collections.nCopies(stack.sectionsPresent(), new Image(1, 1)));
        AlignedStack.ofTransforms(stack, asTheyAre, Set.of(), v -> null, same)
                .write(
                        List.of(new AlignedStack.Output(factor, small::set)),
                        memoryBytes,
                        WorkerPool.shared(),
                        progress);
        return ViewSource.of(small);
    }
}
