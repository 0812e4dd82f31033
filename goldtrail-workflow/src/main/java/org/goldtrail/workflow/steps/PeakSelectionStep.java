package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.detection.Peak;
import org.goldtrail.detection.PeakSelection;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;

/** Keeps the better of the two populations of peaks. */
final class PeakSelectionStep extends Step<PeakSelectionStep.Parameters> {
    /** An alignment needs so many views. */
    private static final int LEAST_VIEWS = 3;

    /** Which features count. */
    record Parameters(
            @Parameter(
                    label = "use Sobel for selection",
                    level = Level.ADVANCED,
                    help = "Lets the edge merit take part in the selection.")
            boolean useSobelForSelection,

            @Parameter(
                    label = "use symmetry for selection",
                    level = Level.ADVANCED,
                    help = "Lets the rotational merit take part in the selection.")
            boolean useSymmetryOrderForSelection) {}

    PeakSelectionStep() {
        super(
                Area.DETECTION,
                "peakSelection",
                "peak selection",
                "Finds the two populations that the peaks form in the space of their features, and keeps the better one:"
                        + " the beads. In doubt a peak is kept, since geometry has the last word.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(true, true);
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.PEAKS, Item.VIEW_STATES, Item.DISCARDED_TILTS);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.SELECTED_PEAKS);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.CLOUD, StepView.VIDEO, StepView.FEATURE_PLOTTER, StepView.FEATURE_GALLERY);
    }

    @Override
    public double weight() {
        return 0.4;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        if (StepFiles.count(StepFiles.usable(context)) < LEAST_VIEWS) {
            throw new NoAlignmentException("fewer than 3 views hold data", "", "");
        }
        List<List<Peak>> peaks = StepFiles.peaks(context, Item.PEAKS);
        PeakSelection.Result result = PeakSelection.select(
                peaks,
                new PeakSelection.Features(parameters.useSobelForSelection, parameters.useSymmetryOrderForSelection));
        PeakFile.write(context.output(Item.SELECTED_PEAKS), StepFiles.rows(result.of(peaks)));
        AtomicFile.writeText(context.output(Item.SELECTED_PEAKS, "detection/peak-selection.csv"), table(peaks, result));
        context.figure("peaks", peaks.stream().mapToInt(List::size).sum());
        context.figure(
                "selected", result.of(peaks).stream().mapToInt(List::size).sum());
        context.figure("separation", result.separation());
    }

    private static String table(List<List<Peak>> peaks, PeakSelection.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add("tilt,x,y,probability,selected");
        for (int v = 0; v < peaks.size(); v++) {
            for (int i = 0; i < peaks.get(v).size(); i++) {
                Peak p = peaks.get(v).get(i);
                lines.add(String.format(
                        Locale.ROOT,
                        "%d,%.4f,%.4f,%.6f,%d",
                        v,
                        p.x(),
                        p.y(),
                        result.probability().get(v)[i],
                        result.selected().get(v)[i] ? 1 : 0));
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
