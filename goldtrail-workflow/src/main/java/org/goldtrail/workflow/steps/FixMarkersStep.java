package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.NoParameters;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.AlignmentFiles;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.solution.SolutionFiles;

/** Freezes the working markers: what all later steps align and reconstruct with. */
final class FixMarkersStep extends Step<NoParameters> {
    FixMarkersStep() {
        super(
                Area.ALIGNMENT,
                "fixMarkers",
                "fix the markers",
                "Freezes the working markers and writes the alignment that follows from them; all later steps use it.",
                NoParameters.class);
    }

    @Override
    public NoParameters defaults(SeriesFacts facts) {
        return new NoParameters();
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
    public void run(StepContext context, NoParameters parameters, Progress progress) {
        Series series = context.series();
        MarkerSet markers = context.markers();
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
