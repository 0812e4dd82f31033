package org.goldtrail.workflow.steps;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.detection.BeadTemplate;
import org.goldtrail.detection.DetectPeaks;
import org.goldtrail.detection.DetectionParameters;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.refinement.RefinementView;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepTool;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.series.SeriesImages;
import org.goldtrail.workflow.series.SeriesLimits;
import org.jspecify.annotations.Nullable;

/** Correlates each view with a template of a bead and takes the highest peaks. */
final class DetectPeaksStep extends Step<DetectPeaksStep.Parameters> {
    /** Size of the bead and of what is around it. */
    record Parameters(
            @Parameter(
                    label = "bin factor during detection",
                    min = 1,
                    max = 64,
                    usual = "the largest that leaves a bead 9 px wide",
                    help =
                            "True binning factor of the views the beads are looked for in; used here only, to be quick and"
                                    + " robust. Positions stay those of the unbinned data.")
            int detectionBinningFactor,

            @Parameter(
                    label = "bead radius",
                    unit = "px",
                    min = 1.5,
                    max = 200,
                    usual = "half the measured diameter",
                    help =
                            "Radius of a bead's visible core in the unbinned stack, without the bright fringe. Measure it with"
                                    + " the ruler.")
            double beadRadiusPx,

            @Parameter(
                    label = "mask radius",
                    unit = "px",
                    min = 2,
                    max = 500,
                    usual = "1.75 times the bead radius",
                    help =
                            "Radius of the disc around a bead that is compared: the core, its fringe and a little background.")
            double maskRadiusPx,

            @Parameter(
                    label = "template side length",
                    unit = "px",
                    min = 8,
                    max = 2000,
                    usual = "4 times the bead radius",
                    help = "Side of the patches in which beads are shown, and averaged for the eye.")
            int templateSideLengthPx,

            @Parameter(
                    label = "peaks per view",
                    min = 10,
                    max = 5000,
                    level = Level.ADVANCED,
                    help =
                            "The most peaks that are kept in one view. More are needed only where there are more beads than"
                                    + " this.")
            int peaksPerView) {}

    DetectPeaksStep() {
        super(
                Area.DETECTION,
                "detectPeaks",
                "detect peaks",
                "Correlates each view with a binary template of a bead, averages the best peaks into a refined template,"
                        + " correlates again, and keeps the highest peaks of each view.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        DetectionParameters usual = DetectionParameters.of(facts.beadOrGuess());
        return new Parameters(
                usual.binning(),
                usual.beadRadiusPx(),
                usual.maskRadiusPx(),
                Math.max(8, (int) Math.round(4 * usual.beadRadiusPx())),
                usual.peaksPerView());
    }

    /** The parameters of the core. */
    static DetectionParameters core(Parameters p, boolean dark, int symmetryOrder) {
        return new DetectionParameters(
                p.beadRadiusPx, p.maskRadiusPx, dark, p.detectionBinningFactor, p.peaksPerView, symmetryOrder);
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.RAW_STACK, Item.DISCARDED_TILTS, Item.VIEW_STATES, Item.BEAD_SIZE);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.RAW_PEAKS);
    }

    @Override
    public List<StepTool> tools() {
        return List.of(StepTool.TEST_ON_IMAGE);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.CLOUD, StepView.VIDEO, StepView.MONTAGE);
    }

    @Override
    public double weight() {
        return 5;
    }

    @Override
    public MemoryNeed memory(SeriesFacts facts, Parameters p) {
        return MemoryNeed.ofViews(facts).withCorrelation(facts, p.detectionBinningFactor);
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        checkViews(context);
        DetectionParameters detection = core(parameters, context.bead().dark(), 9);
        DetectPeaks.Result result = DetectPeaks.locate(binned(context, detection.binning()), detection, progress);
        PeakFile.write(context.output(Item.RAW_PEAKS), StepFiles.rows(result.peaks()));
        AtomicFile.writeText(
                context.output(Item.RAW_PEAKS, "detection/template.csv"),
                profile(result.template(), detection.binning()));
        int peaks = result.peaks().stream().mapToInt(List::size).sum();
        context.figure("peaks", peaks);
    }

    private static void checkViews(StepContext context) {
        List<ExcludedView> excluded = new ArrayList<>(StepFiles.viewsWithoutData(context));
        excluded.removeIf(e -> context.series().discarded().contains(e.section()));
        context.series().discarded().forEach(v -> excluded.add(new ExcludedView(v, "user", "discarded by the user")));
        SeriesLimits.checkViews(context.series().input(), excluded);
    }

    /** Views binned for detection, each made when it is asked for and kept where there is room; null takes no part. */
    static List<DetectPeaks.@Nullable BinnedView> binned(StepContext context, int binning) {
        boolean[] usable = StepFiles.usable(context);
        SeriesImages images = context.series().images();
        return new AbstractList<>() {
            @Override
            public DetectPeaks.@Nullable BinnedView get(int v) {
                if (!usable[v]) {
                    return null;
                }
                RefinementView view = images.view(v, binning);
                return new DetectPeaks.BinnedView(view.image(), view.valid());
            }

            @Override
            public int size() {
                return usable.length;
            }
        };
    }

    private static String profile(BeadTemplate template, int binning) {
        List<String> lines = new ArrayList<>();
        lines.add("radiusPx,brightness");
        double[] values = template.profile();
        for (int r = 0; r < values.length; r++) {
            lines.add(String.format(Locale.ROOT, "%d,%.6g", r * binning, values[r]));
        }
        return String.join("\n", lines) + "\n";
    }
}
