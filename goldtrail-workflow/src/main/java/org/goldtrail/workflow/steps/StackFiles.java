package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.ViewSource;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.series.RawViews;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;

/** What the aligned stacks have in common. */
final class StackFiles {
    private StackFiles() {}

    static AlignedFrame frame(Series series, Fit fit) {
        return AlignedFrame.of(series.width(), series.height(), fit.axisDeg());
    }

    /** The resampled views; views that take no part are filled with the mean. */
    static AlignedStack aligned(Series series, SeriesSolution solution, ViewSource views) {
        RawViews raw = series.images().raw();
        Set<Integer> unused = solution.unusedSections();
        return AlignedStack.ofTransforms(
                views, solution.fit().transforms(), unused, raw::invalidAware, frame(series, solution.fit()));
    }

    static MrcLayout layout(Series series, AlignedFrame frame, int binning) {
        return layout(series, frame, binning, "");
    }

    /** @param treatment what was done to the views, see {@link ViewPreparation#words} */
    static MrcLayout layout(Series series, AlignedFrame frame, int binning, String treatment) {
        OptionalDouble pixel = Units.scaled(series.pixelSizeAngstrom(), binning);
        return MrcLayout.stack(frame.binnedWidth(binning), frame.binnedHeight(binning), series.viewCount())
                .withPixelSize(pixel)
                .withLabels(List.of(Units.label("aligned stack, binned by " + binning + treatment)));
    }

    static AlignedStack.Output output(MrcWriter writer, int binning) {
        return new AlignedStack.Output(binning, writer::writeSection);
    }

    /** Specimen positions of the beads that have one. */
    static double[][] beads(Fit fit) {
        List<double[]> out = new ArrayList<>();
        for (int marker : fit.markers()) {
            double[] at = fit.position(marker);
            if (Double.isFinite(at[2])) {
                out.add(at);
            }
        }
        return out.toArray(double[][]::new);
    }

    /** Where raw views are kept while a reconstruction takes its rows from them: half of the memory, or beside its files. */
    static AlignedRows.Room room(StepContext context, Item item, String stem) {
        Path folder = Objects.requireNonNull(
                context.output(item, TomogramMaker.recordFile(stem)).getParent());
        return new AlignedRows.Room(context.memoryBytes() / 2, folder);
    }
}
