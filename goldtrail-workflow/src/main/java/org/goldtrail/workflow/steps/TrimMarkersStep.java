package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.formats.ExcludedTiltsFile;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.refinement.TrimMarkers;
import org.goldtrail.refinement.ViewSharpness;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;

/** Takes out observations and markers that do not fit, and blurred views. */
final class TrimMarkersStep extends Step<TrimMarkersStep.Parameters> {
    private static final int LEAST_OCCUPANCY = 5;

    /** Trails of at least so many views are kept: of 5, or of a third of a short series. */
    static int leastOccupancy(int views) {
        return Math.min(LEAST_OCCUPANCY, Math.max(3, views / 3));
    }

    /** What is too far off. */
    record Parameters(
            @Parameter(
                    label = "maximal residual of an observation",
                    unit = "standard deviations",
                    min = 1,
                    max = 1000,
                    help =
                            "Observations further from their reprojections than so many standard deviations of the residuals"
                                    + " are taken out.")
            double maximalResidualObservationSd,

            @Parameter(
                    label = "maximal median residual of a marker",
                    unit = "times the usual",
                    min = 1,
                    max = 1000,
                    help = "Markers whose median residual is so many times that of all observations are taken out.")
            double maximalMedianResidualMarkerRatio,

            @Parameter(
                    label = "fixed limit of a residual",
                    unit = "px",
                    min = 0.01,
                    max = 10000,
                    usual = "none",
                    level = Level.ADVANCED,
                    help = "Observations further than this from their reprojections are taken out as well.")
            OptionalDouble maximalResidualObservationPx,

            @Parameter(
                    label = "fixed limit of a marker's median residual",
                    unit = "px",
                    min = 0.01,
                    max = 10000,
                    usual = "none",
                    level = Level.ADVANCED,
                    help = "Markers whose median residual is larger than this are taken out as well.")
            OptionalDouble maximalMedianResidualMarkerPx,

            @Parameter(
                    label = "minimum occupancy",
                    unit = "views",
                    min = 2,
                    max = 10000,
                    help = "Markers left with fewer observations are taken out, too.")
            int minimumOccupancy,

            @Parameter(
                    label = "leave out blurred views",
                    level = Level.ADVANCED,
                    help =
                            "Leaves out views whose beads are drawn out by motion: they say where the view was on average at"
                                    + " best.")
            boolean leaveOutBlurredViews) {}

    TrimMarkersStep() {
        super(
                Area.REFINEMENT,
                "trimMarkers",
                "trim markers",
                "Takes out observations far from their reprojections and markers that do not fit as a whole, but never so"
                        + " many that nothing is left.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(
                TrimMarkers.Limits.USUAL.observationSd(),
                TrimMarkers.Limits.USUAL.markerRatio(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                leastOccupancy(facts.views()),
                true);
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.RAW_STACK, Item.WORKING_MARKERS, Item.NOMINAL_ANGLES, Item.VIEW_STATES, Item.BEAD_SIZE);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.BLURRED_VIEWS, Item.WORKING_MARKERS);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.OCCUPANCY, StepView.MARKERS, StepView.RESIDUALS);
    }

    @Override
    public double weight() {
        return 0.3;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        IndexedSeries series = IndexedMarkers.read(context);
        int before = series.markers().size();
        List<ExcludedTiltsFile.ExcludedTilt> blurred = new ArrayList<>();
        if (parameters.leaveOutBlurredViews) {
            RefinementParameters core = RefinementViewsOf.parameters(context);
            double[] roundness =
                    ViewSharpness.roundness(series.markers(), RefinementViewsOf.views(context, core), core, progress);
            series = withoutBlurred(series, roundness, blurred);
        }
        ExcludedTiltsFile.write(context.output(Item.BLURRED_VIEWS), blurred);
        series = new ResidualCuts(parameters.maximalResidualObservationPx, parameters.maximalMedianResidualMarkerPx)
                .apply(context, series);
        TrimMarkers.Limits limits = new TrimMarkers.Limits(
                parameters.maximalResidualObservationSd, parameters.maximalMedianResidualMarkerRatio);
        series = trimmed(series, limits, parameters.minimumOccupancy);
        context.figure("trimmed", before - series.markers().size());
        IndexedMarkers.save(context, series);
    }

    private static IndexedSeries withoutBlurred(
            IndexedSeries series, double[] roundness, List<ExcludedTiltsFile.ExcludedTilt> blurred) {
        boolean[] flags = ViewSharpness.blurred(roundness);
        for (int v = 0; v < flags.length; v++) {
            if (flags[v]) {
                blurred.add(new ExcludedTiltsFile.ExcludedTilt(
                        v,
                        "blurred",
                        String.format(
                                Locale.ROOT,
                                "its beads are drawn out (roundness %.2f of 1)",
                                Math.max(0, roundness[v]))));
            }
        }
        return blurred.isEmpty() ? series : series.withMarkers(series.markers().where(o -> !flags[o.tilt()]));
    }

    static IndexedSeries trimmed(IndexedSeries series, int minimumOccupancy) {
        return trimmed(series, TrimMarkers.Limits.USUAL, minimumOccupancy);
    }

    private static IndexedSeries trimmed(IndexedSeries series, TrimMarkers.Limits limits, int minimumOccupancy) {
        IndexedSeries present = series;
        // Outliers hide each other; a second look finds those that the first made visible.
        for (int round = 0; round < 2; round++) {
            MarkerSet kept = TrimMarkers.trim(present.markers(), present.fit(), limits, minimumOccupancy);
            if (kept.size() == present.markers().size()) {
                break;
            }
            present = present.withMarkers(kept);
        }
        return present;
    }
}
