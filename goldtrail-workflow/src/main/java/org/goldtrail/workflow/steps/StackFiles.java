package org.goldtrail.workflow.steps;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
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
    static AlignedStack aligned(Series series, SeriesSolution solution) {
        RawViews raw = series.images().raw();
        Set<Integer> unused = solution.unusedSections();
        return AlignedStack.ofTransforms(
                raw, solution.fit().transforms(), unused, raw::invalidAware, frame(series, solution.fit()));
    }

    static MrcLayout layout(Series series, AlignedFrame frame, int binning) {
        OptionalDouble pixel = Units.scaled(series.pixelSizeAngstrom(), binning);
        return MrcLayout.stack(frame.binnedWidth(binning), frame.binnedHeight(binning), series.viewCount())
                .withPixelSize(pixel)
                .withLabels(List.of(Units.label("aligned stack, binned by " + binning)));
    }

    static AlignedStack.Output output(MrcWriter writer, int binning) {
        return new AlignedStack.Output(binning, writer::writeSection);
    }
}
