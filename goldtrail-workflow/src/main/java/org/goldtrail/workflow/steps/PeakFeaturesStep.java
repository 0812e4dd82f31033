package org.goldtrail.workflow.steps;

import java.util.List;
import org.goldtrail.detection.DetectPeaks;
import org.goldtrail.detection.DetectionParameters;
import org.goldtrail.detection.Peak;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.image.Statistics;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;

/** Measures what tells beads from other peaks. */
final class PeakFeaturesStep extends Step<PeakFeaturesStep.Parameters> {
    /** The symmetry. */
    record Parameters(
            @Parameter(
                    label = "symmetry order",
                    min = 2,
                    max = 36,
                    level = Level.ADVANCED,
                    help =
                            "The rotational merit compares a patch with itself turned by multiples of 360° over this number.")
            int symmetryOrder) {}

    PeakFeaturesStep() {
        super(
                Area.DETECTION,
                "peakFeatures",
                "peak features",
                "Measures the rotational merit, the edge merit and the contrast of the patch around each peak. Patches that"
                        + " lack rotational symmetry are no beads.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(9);
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.RAW_STACK, Item.DISCARDED_TILTS, Item.VIEW_STATES, Item.BEAD_SIZE, Item.RAW_PEAKS);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.PEAKS);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.FEATURE_GALLERY, StepView.FEATURE_PLOTTER, StepView.CLOUD, StepView.VIDEO);
    }

    @Override
    public double weight() {
        return 0.5;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        DetectionParameters detection = DetectPeaksStep.core(
                context.parametersOf(DetectPeaksStep.class, DetectPeaksStep.Parameters.class),
                context.bead().dark(),
                parameters.symmetryOrder);
        List<List<Peak>> peaks = DetectPeaks.measure(
                DetectPeaksStep.binned(context, detection.binning()),
                StepFiles.peaks(context, Item.RAW_PEAKS),
                detection,
                progress);
        PeakFile.write(context.output(Item.PEAKS), StepFiles.rows(peaks));
        double[] merits = peaks.stream()
                .flatMap(List::stream)
                .mapToDouble(Peak::rotationalMerit)
                .filter(Double::isFinite)
                .toArray();
        context.figure("peaks", merits.length);
        if (merits.length > 0) {
            context.figure("medianRotationalMerit", Statistics.median(merits));
        }
    }
}
