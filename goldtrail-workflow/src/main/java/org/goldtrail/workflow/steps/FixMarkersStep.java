package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.goldtrail.GoldtrailException;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.reconstruction.Positioning;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.AlignmentFiles;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.solution.SolutionFiles;

/** Freezes the working markers: what all later steps align and reconstruct with. */
final class FixMarkersStep extends Step<FixMarkersStep.Parameters> {
    private static final int USUAL_LIMIT_DEG = 15;

    /** How the specimen is laid into the tomogram. */
    enum Placing {
        /** As the views saw it: tilt angles as they are, z = 0 halfway between the beads' surfaces. */
        OFF,
        /** Flat, by the surfaces the beads lie on. */
        BEADS,
        /** By the three numbers that follow. */
        GIVEN
    }

    /** The position of the specimen in the tomogram. */
    record Parameters(
            @Parameter(
                    label = "positioning",
                    help =
                            "Turns the specimen flat and moves it to the middle of the tomogram: off leaves it as the microscope"
                                    + " held it, beads takes tilt offset, X-axis tilt and z-shift from the surfaces the beads lie on,"
                                    + " given takes the three numbers below.")
            Placing positioning,

            @Parameter(
                    label = "largest turn",
                    unit = "°",
                    min = 0,
                    max = 45,
                    level = Level.ADVANCED,
                    help = "Where the beads ask for a larger tilt offset or X-axis tilt, nothing is positioned.")
            double positioningLimitDeg,

            @Parameter(
                    label = "tilt offset",
                    unit = "°",
                    min = -45,
                    max = 45,
                    level = Level.ADVANCED,
                    help = "With positioning given: added to all tilt angles.")
            double tiltOffsetDeg,

            @Parameter(
                    label = "X-axis tilt",
                    unit = "°",
                    min = -45,
                    max = 45,
                    level = Level.ADVANCED,
                    help = "With positioning given: X-axis tilt of all views.")
            double xAxisTiltDeg,

            @Parameter(
                    label = "z-shift",
                    unit = "px",
                    min = -100000,
                    max = 100000,
                    level = Level.ADVANCED,
                    help = "With positioning given: the height, in unbinned pixels, that comes to the middle of the"
                            + " tomogram.")
            double stackZShiftPx) {}

    FixMarkersStep() {
        super(
                Area.ALIGNMENT,
                "fixMarkers",
                "fix the markers",
                "Freezes the working markers and writes the alignment that follows from them; all later steps use it.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(Placing.OFF, USUAL_LIMIT_DEG, 0, 0, 0);
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.RAW_STACK,
                Item.WORKING_MARKERS,
                Item.SOLUTION,
                Item.NOMINAL_ANGLES,
                Item.PIXEL_SIZE,
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
        return List.of(Item.FIXED_MARKERS);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.RESIDUALS, StepView.MARKERS);
    }

    @Override
    public double weight() {
        return 0.1;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        Series series = context.series();
        MarkerSet markers = IndexedMarkers.ofViewsInUse(context);
        Solving.Saved saved =
                Json.read(context.input(Item.SOLUTION), Solving.Saved.class).orElseThrow();
        SeriesSolution solution;
        Verdict verdict;
        if (saved.markersHash().equals(Solving.hash(markers))) {
            solution = saved.solution().of(series, markers);
            verdict = saved.verdict();
        } else {
            // A person has changed the markers since the final selection.
            Fit start = context.earlierFit()
                    .orElseGet(() -> IndexedMarkers.read(context).fit());
            MarkerSet numbered = markers.renumbered();
            Solving.Judged judged = Solving.solve(
                    context,
                    numbered,
                    start,
                    context.parametersOf(FinalSelectionStep.class, FinalSelectionStep.Parameters.class),
                    numbered,
                    Solving.evidence(context, numbered));
            solution = judged.solution();
            verdict = judged.verdict(series);
            if (judged.doubt().isPresent()) {
                verdict = verdict.doubted(judged.doubt().get());
            }
        }
        solution = positioned(context, solution, parameters);
        String stem = "alignment/" + series.name();
        Function<String, Path> file = ending -> context.output(Item.FIXED_MARKERS, stem + ending);
        write(series.input(), markers, solution, file);
        Solving.figures(context, solution);
        context.verdict(verdict);
    }

    /** Writes all files of an alignment. */
    static void write(TiltSeriesInput input, MarkerSet markers, SeriesSolution solution, Function<String, Path> file) {
        AlignmentFiles.write(input, solution, file);
        SolutionFiles.write(input, solution, file);
        Json.write(file.apply(".fit.json"), new FixedSolution(markers, solution.saved()));
    }

    private static SeriesSolution positioned(StepContext context, SeriesSolution solution, Parameters p) {
        if (p.positioning == Placing.OFF) {
            return solution;
        }
        Fit fit = solution.fit();
        if (fit.isDistorted()) {
            throw new GoldtrailException(
                    "a specimen that the alignment stretches or skews cannot be positioned",
                    "alignment.fixMarkers",
                    "leave positioning out, or solve without stretch and skew");
        }
        Positioning positioning = p.positioning == Placing.GIVEN
                ? new Positioning(
                        p.tiltOffsetDeg,
                        p.xAxisTiltDeg,
                        p.stackZShiftPx,
                        String.format(
                                Locale.ROOT,
                                "positioned as given: tilt angles %+.2f°, X-axis tilt %+.2f°, the height of %+.1f px in the middle",
                                p.tiltOffsetDeg,
                                p.xAxisTiltDeg,
                                p.stackZShiftPx))
                : Positioning.of(StackFiles.beads(fit), fit.view(0).xTiltDeg(), p.positioningLimitDeg);
        context.message(positioning.sentence());
        context.figure("tiltOffsetDeg", positioning.tiltOffsetDeg());
        context.figure("xAxisTiltDeg", positioning.xTiltDeg());
        context.figure("zShiftPx", positioning.zShiftPx());
        Json.write(
                context.output(
                        Item.FIXED_MARKERS, "alignment/" + context.series().name() + ".positioning.json"),
                positioning);
        return solution.withFit(fit.withGeometry(positioning.apply(fit.views())));
    }

    /**
     * The solution that later steps use, whatever becomes of the working markers.
     *
     * @param markers as they were fixed
     * @param solution all but the markers
     */
    record FixedSolution(List<Observation> markers, SeriesSolution.Saved solution) {
        FixedSolution(MarkerSet markers, SeriesSolution.Saved solution) {
            this(markers.renumbered().observations(), solution);
        }
    }

    /** The solution as fixed, for later steps. */
    static SeriesSolution read(StepContext context) {
        Series series = context.series();
        Path file = context.input(Item.FIXED_MARKERS).resolveSibling(series.name() + ".fit.json");
        FixedSolution fixed = Json.read(file, FixedSolution.class).orElseThrow();
        return fixed.solution.of(series, new MarkerSet(series.viewCount(), fixed.markers));
    }
}
