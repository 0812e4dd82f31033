package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.ExcludedTiltsFile;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.BeadTest;
import org.goldtrail.workflow.judgement.Tracked;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.judgement.VerdictRules;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;

/** Solves the final markers of a series and judges the result. */
final class Solving {
    private Solving() {}

    /**
     * A solution with its verdict, as saved.
     *
     * @param markersHash of the markers it was made from
     * @param solution all but the markers
     * @param verdict what it is worth
     */
    record Saved(String markersHash, SeriesSolution.Saved solution, Verdict verdict) {}

    /**
     * A solution that has been judged.
     *
     * @param solution the geometry
     * @param tracked what the verdict rests on
     * @param doubt why these are no beads, if so
     */
    record Judged(SeriesSolution solution, Tracked tracked, Optional<String> doubt) {
        Verdict verdict(Series series) {
            return VerdictRules.of(series.input(), tracked);
        }
    }

    static String hash(MarkerSet markers) {
        return Fingerprint.ofText(MarkerFile.text(markers));
    }

    static void save(StepContext context, Judged judged, Verdict verdict) {
        Json.write(
                context.output(Item.SOLUTION),
                new Saved(hash(judged.solution.markers()), judged.solution.saved(), verdict));
    }

    /** Whether the trails are of gold. */
    static BeadTest.Evidence evidence(StepContext context, MarkerSet trails) {
        RefinementParameters refinement = RefinementViewsOf.parameters(context);
        return BeadTest.look(
                trails,
                RefinementViewsOf.views(context, refinement),
                refinement,
                context.series().pixelSizeAngstrom(),
                StepFiles.zeroLevel(context));
    }

    /**
     * Solves markers and judges the result.
     *
     * @param markers numbered without gaps
     * @param start a fit whose views to start from
     * @param trails all that was tracked, of which the markers are those that were kept
     * @param evidence that these trails are of gold
     */
    static Judged solve(
            StepContext context,
            MarkerSet markers,
            Fit start,
            FinalSelectionStep.Parameters parameters,
            MarkerSet trails,
            BeadTest.Evidence evidence) {
        Series series = context.series();
        SeriesSolution solution = SeriesSolution.solve(series, markers, start, parameters.options(), notUsed(context));
        solution.warnings().forEach(context::warning);
        Optional<RoughAlignmentStep.Outcome> rough = context.optionalInput(Item.ROUGH_ALIGNMENT)
                .flatMap(file -> Json.read(file, RoughAlignmentStep.Outcome.class));
        Tracked tracked = new Tracked(
                context.bead(),
                rough.map(RoughAlignmentStep.Outcome::score).orElse(Double.NaN),
                rough.map(RoughAlignmentStep.Outcome::decoyScore).orElse(Double.NaN),
                solution,
                evidence);
        int used = series.viewCount() - solution.excluded().size();
        return new Judged(solution, tracked, BeadTest.doubt(trails, evidence, used));
    }

    /** Views known to take no part before the solution: discarded, without data, blurred. */
    private static List<ExcludedView> notUsed(StepContext context) {
        List<ExcludedView> out = new ArrayList<>();
        for (int section : context.series().discarded()) {
            out.add(new ExcludedView(section, "user", "discarded by the user"));
        }
        StepFiles.viewsWithoutData(context).stream()
                .filter(e -> !context.series().discarded().contains(e.section()))
                .forEach(out::add);
        context.optionalInput(Item.BLURRED_VIEWS)
                .ifPresent(file -> ExcludedTiltsFile.read(file, context.series().viewCount()).stream()
                        .filter(e -> out.stream().noneMatch(o -> o.section() == e.tilt()))
                        .map(e -> new ExcludedView(e.tilt(), e.kind(), e.reason()))
                        .forEach(out::add));
        return out;
    }

    static void figures(StepContext context, SeriesSolution solution) {
        Fit fit = solution.fit();
        MarkerFigures.tell(context, solution.markers(), fit);
        context.figure("leaveOutPx", solution.leaveOut().beadsPx());
        context.figure("cornerPx", solution.predicted().cornerPx());
        context.figure("axisDeg", fit.axisDeg());
        context.figure("viewsUsed", fit.viewCount() - solution.excluded().size());
        context.figure("model", fit.model().toString());
    }
}
