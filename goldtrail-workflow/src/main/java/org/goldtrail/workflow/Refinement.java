package org.goldtrail.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitInput;
import org.goldtrail.fitting.Hand;
import org.goldtrail.fitting.LeaveOut;
import org.goldtrail.fitting.ModelChoice;
import org.goldtrail.fitting.PredictedError;
import org.goldtrail.formats.AxisCandidate;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.indexing.IndexedSeries;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.refinement.BeadLikeness;
import org.goldtrail.refinement.IndependentMarkerRefinement;
import org.goldtrail.refinement.StrangeTrails;
import org.goldtrail.refinement.TraceGapFiller;
import org.goldtrail.refinement.TrimMarkers;
import org.goldtrail.refinement.ViewSharpness;

/** The refinement area of an unattended run: precise positions, then the solution. */
final class Refinement {
    private static final int MINIMUM_OCCUPANCY = 5;
    private static final double LARGEST_AXIS_ERROR_DEG = 30;
    private static final int STRANGER_ROUNDS = 3;

    private Refinement() {}

    /**
     * @param markers the final markers, as solved
     * @param tracked all that was tracked: these markers and the trails taken out because they are no beads
     * @param fit the solution
     * @param choice how its model was chosen
     * @param leaveOut error of prediction
     * @param predicted error from the covariance
     * @param blurred views left out because they are blurred
     * @param handOrigin where the hand comes from; empty when it is not known
     */
    record Outcome(
            MarkerSet markers,
            MarkerSet tracked,
            Fit fit,
            ModelChoice choice,
            LeaveOut leaveOut,
            PredictedError predicted,
            List<ExcludedView> blurred,
            String handOrigin) {}

    static Outcome run(
            RunOptions options,
            List<AxisCandidate> axisCandidates,
            IndexedSeries indexed,
            Detection.Outcome detection,
            WorkflowFolder folder,
            StepClock clock,
            RunListener listener) {
        boolean[] placed = new boolean[indexed.markers().tiltCount()];
        for (int v = 0; v < placed.length; v++) {
            placed[v] = detection.usable()[v] && indexed.isPlaced(v);
        }
        IndexedSeries moved = clock.run(Step.MARKER_REFINEMENT, progress -> {
            IndexedSeries first = indexed.withMarkers(IndependentMarkerRefinement.refine(
                    indexed.markers(), detection.refinementViews(), detection.refinement(), progress));
            return trimmed(first);
        });
        MarkerFile.write(folder.file("markers", "20-independent-marker-refinement.csv"), moved.markers());
        IndexedSeries filled = clock.run(Step.TRACE_GAPS, progress -> {
            IndexedSeries f = moved.withMarkers(TraceGapFiller.fill(
                    moved.markers(),
                    moved.fit(),
                    placed,
                    detection.refinementViews(),
                    detection.refinement(),
                    progress.part(0, 0.5)));
            f = trimmed(f);
            // New observations sharpen the averages, and the averages place all observations better.
            return f.withMarkers(IndependentMarkerRefinement.refine(
                    f.markers(), detection.refinementViews(), detection.refinement(), progress.part(0.5, 1)));
        });
        MarkerFile.write(folder.file("markers", "21-trace-gap-filler.csv"), filled.markers());
        List<ExcludedView> blurred = new ArrayList<>();
        IndexedSeries trimmed = clock.run(Step.TRIM, progress -> {
            double[] roundness = ViewSharpness.roundness(
                    filled.markers(), detection.refinementViews(), detection.refinement(), progress);
            return trimmed(withoutBlurred(filled, roundness, blurred));
        });
        MarkerFile.write(folder.file("markers", "22-trim-markers.csv"), trimmed.markers());
        Outcome outcome = clock.run(
                Step.FINAL_SELECTION,
                progress -> solve(
                        options,
                        axisCandidates,
                        withoutStrangers(trimmed, detection),
                        trimmed.markers().renumbered(),
                        blurred));
        Fit fit = outcome.fit;
        listener.message(String.format(
                Locale.ROOT,
                "solution: %s; %d beads, residual mean %.3f px, leave-out %.3f px, axis %.2f°",
                outcome.choice.reason(),
                outcome.markers.markerCount(),
                fit.meanPx(),
                outcome.leaveOut.beadsPx(),
                fit.axisDeg()));
        fit.notes().forEach(note -> listener.message("note: " + note));
        return outcome;
    }

    /** Leaves out the observations of blurred views, whose beads say where the view was on average at best. */
    private static IndexedSeries withoutBlurred(IndexedSeries series, double[] roundness, List<ExcludedView> blurred) {
        boolean[] flags = ViewSharpness.blurred(roundness);
        for (int v = 0; v < flags.length; v++) {
            if (flags[v]) {
                blurred.add(new ExcludedView(
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

    private static IndexedSeries trimmed(IndexedSeries series) {
        IndexedSeries present = series;
        // Outliers hide each other; a second look finds those that the first made visible.
        for (int round = 0; round < 2; round++) {
            MarkerSet kept = TrimMarkers.trim(present.markers(), present.fit(), MINIMUM_OCCUPANCY);
            if (kept.size() == present.markers().size()) {
                break;
            }
            present = present.withMarkers(kept);
        }
        return present;
    }

    /** Leaves out trails of other things than beads; the beads fit better without them, and show up more. */
    private static IndexedSeries withoutStrangers(IndexedSeries series, Detection.Outcome detection) {
        Set<Integer> beads = BeadLikeness.of(series.markers(), detection.refinementViews(), detection.refinement())
                .beads();
        IndexedSeries present = series;
        for (int round = 0; round < STRANGER_ROUNDS; round++) {
            MarkerSet kept = StrangeTrails.drop(present.markers(), present.fit(), beads);
            if (kept.size() == present.markers().size()) {
                break;
            }
            present = present.withMarkers(kept);
        }
        return present;
    }

    private static Outcome solve(
            RunOptions options,
            List<AxisCandidate> axisCandidates,
            IndexedSeries series,
            MarkerSet tracked,
            List<ExcludedView> blurred) {
        Fit start = series.fit();
        MarkerSet markers = series.markers().renumbered();
        FitInput input = start.input().withMarkers(markers);
        SolutionOptions wanted = options.solution();
        ModelChoice choice = ModelChoice.choose(
                input, wanted.candidates(), wanted.fitOptions().startingFrom(start.views()));
        Fit fit = choice.fit();
        String origin;
        OptionalDouble given = options.tiltAxisDeg();
        if (given.isPresent()) {
            fit = Hand.nearest(fit, given.getAsDouble());
            origin = "the axis given";
        } else if (!axisCandidates.isEmpty()) {
            double stated = axisCandidates.getFirst().axisDeg();
            // An axis that is far from both twins is wrong, and says nothing of the hand.
            boolean believable = Math.abs(Math.IEEEremainder(fit.axisDeg() - stated, 180)) <= LARGEST_AXIS_ERROR_DEG;
            fit = believable ? Hand.nearest(fit, stated) : Hand.conventional(fit);
            origin = believable ? axisCandidates.getFirst().origin() : "";
        } else {
            fit = Hand.conventional(fit);
            origin = "";
        }
        if (options.flipHand()) {
            fit = Hand.flip(fit);
            origin = origin.isEmpty() ? "the user's choice" : origin + ", flipped by the user";
        }
        return new Outcome(markers, tracked, fit, choice, LeaveOut.of(fit), PredictedError.of(fit), blurred, origin);
    }

    /** All views that take no part, with reasons. */
    static List<ExcludedView> excluded(Outcome outcome, Detection.Outcome detection, ViewBrightness brightness) {
        List<ExcludedView> out = new ArrayList<>(detection.excluded());
        out.addAll(outcome.blurred);
        for (int v = 0; v < detection.usable().length; v++) {
            int view = v;
            if (detection.usable()[v]
                    && (!outcome.fit.connected(v) || outcome.fit.beadsInView(v) < 1)
                    && outcome.blurred.stream().noneMatch(e -> e.section() == view)) {
                out.add(
                        brightness.isDark(v)
                                ? new ExcludedView(
                                        v, "dark", brightness.describe(v) + " and no beads that match other views")
                                : new ExcludedView(
                                        v, "unmatched", "its beads match those of the other views at no shift"));
            }
        }
        out.sort(java.util.Comparator.comparingInt(ExcludedView::section));
        return out;
    }
}
