package org.goldtrail.workflow.steps;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.fitting.Fit;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.refinement.StrangeTrails;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.judgement.BeadTest;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.solution.SolutionOptions;

/** Selects the views and solves the geometry of the series. */
final class FinalSelectionStep extends Step<FinalSelectionStep.Parameters> {
    private static final int STRANGER_ROUNDS = 3;

    /** The model of the solution. */
    record Parameters(
            @Parameter(
                    label = "minimum of markers per view",
                    min = 1,
                    max = 1000,
                    help = "Views with fewer markers are left out.")
            int minimumAmountOfMarkersPerView,

            @Parameter(
                    label = "maximal residual of an observation",
                    unit = "px",
                    min = 0.01,
                    max = 10000,
                    usual = "none",
                    level = Level.ADVANCED,
                    help = "Observations further than this from their reprojections are left out.")
            OptionalDouble maximalResidualPerObservationPx,

            @Parameter(
                    label = "maximal median residual of a trace",
                    unit = "px",
                    min = 0.01,
                    max = 10000,
                    usual = "none",
                    level = Level.ADVANCED,
                    help = "Markers whose median residual is larger than this are left out.")
            OptionalDouble maximalResidualPerTracePx,

            @Parameter(
                    label = "rotation of the tilt axis",
                    usual = "chosen by the data",
                    help = "One rotation for all views, or one for each view.")
            SolutionOptions.Rotation rotation,

            @Parameter(
                    label = "tilt angles",
                    usual = "chosen by the data",
                    help = "Kept as given, refined for groups of views, or for each view.")
            SolutionOptions.TiltAngles tiltAngles,

            @Parameter(
                    label = "magnification",
                    usual = "chosen by the data",
                    help = "The same for all views, refined for groups of views, or for each view.")
            SolutionOptions.Magnification magnification,

            @Parameter(
                    label = "stretch",
                    level = Level.ADVANCED,
                    help = "Lets the specimen stretch across the axis. Few cryo specimens do.")
            boolean stretch,

            @Parameter(label = "skew", level = Level.ADVANCED, help = "Lets the specimen skew. Few cryo specimens do.")
            boolean skew,

            @Parameter(
                    label = "X-axis tilt",
                    level = Level.ADVANCED,
                    help = "Lets the specimen turn about the x axis from view to view.")
            boolean xTilt,

            @Parameter(
                    label = "leave out strangers",
                    level = Level.ADVANCED,
                    help =
                            "Leaves out trails of other things than beads, like ice, that scatter more than the beads do.")
            boolean leaveOutStrangers,

            @Parameter(
                    label = "robust fitting",
                    level = Level.ADVANCED,
                    help = "Weighs outliers down (Tukey's biweight).")
            boolean robust) {

        SolutionOptions options() {
            return new SolutionOptions(rotation, tiltAngles, magnification, stretch, skew, xTilt, robust);
        }
    }

    FinalSelectionStep() {
        super(
                Area.REFINEMENT,
                "finalSelection",
                "final selection",
                "Selects the views that are used, solves the geometry of all views with the model that the data support, and"
                        + " judges the result.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        SolutionOptions auto = SolutionOptions.AUTO;
        return new Parameters(
                1,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                auto.rotation(),
                auto.tiltAngles(),
                auto.magnification(),
                auto.stretch(),
                auto.skew(),
                auto.xTilt(),
                true,
                auto.robust());
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.RAW_STACK,
                Item.WORKING_MARKERS,
                Item.NOMINAL_ANGLES,
                Item.PIXEL_SIZE,
                Item.STATED_AXIS,
                Item.DISCARDED_TILTS,
                Item.VIEW_STATES,
                Item.BEAD_SIZE);
    }

    @Override
    public List<Item> optionalInputs() {
        return List.of(Item.ROUGH_ALIGNMENT, Item.BLURRED_VIEWS);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.SOLUTION, Item.WORKING_MARKERS);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.RESIDUALS, StepView.OCCUPANCY, StepView.MARKERS, StepView.GALLERY);
    }

    @Override
    public double weight() {
        return 2;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        IndexedSeries series = new ResidualCuts(
                        parameters.maximalResidualPerObservationPx, parameters.maximalResidualPerTracePx)
                .apply(context, IndexedMarkers.read(context));
        MarkerSet kept =
                selected(series.markers(), StepFiles.usable(context), parameters.minimumAmountOfMarkersPerView);
        MarkerSet trails = kept.renumbered();
        checkTrails(context);
        BeadTest.Evidence evidence = Solving.evidence(context, trails);
        refuseIf(BeadTest.doubt(trails, evidence, context.series().viewCount()));
        IndexedSeries numbered = series.withMarkers(trails);
        MarkerSet left = parameters.leaveOutStrangers ? withoutStrangers(numbered, evidence) : trails;
        MarkerSet markers = left.renumbered();
        Solving.Judged judged = Solving.solve(
                context,
                markers,
                series.fit(),
                parameters,
                trails,
                evidence.renumbered(left.byMarker().navigableKeySet()));
        refuseIf(judged.doubt());
        Verdict verdict = judged.verdict(context.series());
        Fit fit = judged.solution().fit();
        context.message(String.format(
                Locale.ROOT,
                "solution: %s; %d beads, residual mean %.3f px, leave-out %.3f px, axis %.2f°",
                judged.solution().reason(),
                markers.markerCount(),
                fit.meanPx(),
                judged.solution().leaveOut().beadsPx(),
                fit.axisDeg()));
        fit.notes().forEach(note -> context.message("note: " + note));
        Solving.figures(context, judged.solution());
        Solving.save(context, judged, verdict);
        context.verdict(verdict);
        context.saveMarkers(markers, Optional.of(fit));
    }

    private static void refuseIf(Optional<String> doubt) {
        doubt.ifPresent(why -> {
            throw new NoAlignmentException(why, "", "");
        });
    }

    /** Leaves out trails of other things than beads; the beads fit better without them, and show up more. */
    private static MarkerSet withoutStrangers(IndexedSeries series, BeadTest.Evidence evidence) {
        IndexedSeries present = series;
        for (int round = 0; round < STRANGER_ROUNDS; round++) {
            MarkerSet kept = StrangeTrails.drop(
                    present.markers(), present.fit(), evidence.likeness().beads());
            if (kept.size() == present.markers().size()) {
                break;
            }
            present = present.withMarkers(kept);
        }
        return present.markers();
    }

    /** Where the trails come from the rough alignment, they must be more than chance. */
    private static void checkTrails(StepContext context) {
        context.optionalInput(Item.ROUGH_ALIGNMENT).ifPresent(file -> {
            RoughAlignmentStep.Outcome rough = RoughAlignmentStep.read(context);
            if (!BeadTest.areTrails(rough.score(), rough.decoyScore())) {
                throw new NoAlignmentException("what looks like beads forms no trails", "", "");
            }
        });
    }

    private static MarkerSet selected(MarkerSet markers, boolean[] usable, int fewest) {
        int[] perTilt = markers.markersPerTilt();
        return markers.where(o -> usable[o.tilt()] && perTilt[o.tilt()] >= fewest);
    }
}
