package org.goldtrail.workflow.solution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitInput;
import org.goldtrail.fitting.FitState;
import org.goldtrail.fitting.LeaveOut;
import org.goldtrail.fitting.ModelChoice;
import org.goldtrail.fitting.PredictedError;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.series.Series;
import org.jspecify.annotations.Nullable;

/**
 * The geometry of a series with all that is known of its errors.
 *
 * @param markers that it was solved from
 * @param fit the geometry
 * @param candidates all models that were tried, from simple to free
 * @param reason why the one was chosen
 * @param robust whether outliers were weighed down
 * @param leaveOut error of prediction
 * @param predicted error from the covariance
 * @param excluded views that take no part, with reasons
 * @param handOrigin where the hand comes from; empty when it is not known
 * @param warnings what a person should know
 */
public record SeriesSolution(
        MarkerSet markers,
        Fit fit,
        List<Candidate> candidates,
        String reason,
        boolean robust,
        LeaveOut leaveOut,
        PredictedError predicted,
        List<ExcludedView> excluded,
        String handOrigin,
        List<String> warnings) {

    /**
     * A model that was tried.
     *
     * @param model in words
     * @param chosen whether it was taken
     * @param viewUnknowns free numbers that describe views
     * @param residualMeanPx mean residual
     * @param leaveOutBeadsPx root mean square error of beads left out
     * @param cornerPx predicted error at the worst corner
     */
    public record Candidate(
            String model,
            boolean chosen,
            int viewUnknowns,
            double residualMeanPx,
            double leaveOutBeadsPx,
            double cornerPx) {}

    /**
     * Everything but the markers, to be saved.
     *
     * @param predicted null in folders of programs that did not save it
     */
    public record Saved(
            FitState fit,
            List<Candidate> candidates,
            String reason,
            boolean robust,
            LeaveOut leaveOut,
            @Nullable PredictedError predicted,
            List<ExcludedView> excluded,
            String handOrigin,
            List<String> warnings) {

        /**
         * The solution again.
         *
         * @param markers those it was made from
         * @throws org.goldtrail.GoldtrailException if it was made from others
         */
        public SeriesSolution of(Series series, MarkerSet markers) {
            return of(new FitInput(markers, series.tiltsDeg(), series.width(), series.height()));
        }

        /**
         * The solution again.
         *
         * @param input what it was made from
         * @throws org.goldtrail.GoldtrailException if it was made from other markers
         */
        public SeriesSolution of(FitInput input) {
            Fit read = Fit.of(input, fit);
            return new SeriesSolution(
                    input.markers(),
                    read,
                    candidates,
                    reason,
                    robust,
                    leaveOut,
                    predicted == null ? PredictedError.of(read) : predicted,
                    excluded,
                    handOrigin,
                    warnings);
        }
    }

    public SeriesSolution {
        candidates = List.copyOf(candidates);
        excluded = List.copyOf(excluded);
        warnings = List.copyOf(warnings);
    }

    /** All but the markers. */
    public Saved saved() {
        return new Saved(fit.state(), candidates, reason, robust, leaveOut, predicted, excluded, handOrigin, warnings);
    }

    /** The same solution in other specimen axes. */
    public SeriesSolution withFit(Fit other) {
        return new SeriesSolution(
                markers, other, candidates, reason, robust, leaveOut, predicted, excluded, handOrigin, warnings);
    }

    /** The views that take no part, 0-based. */
    public Set<Integer> unusedSections() {
        return excluded.stream().map(ExcludedView::section).collect(Collectors.toUnmodifiableSet());
    }

    /** The views of a fit without what it has refined of them: what a model holds fixed stays as it starts. */
    private static List<ViewGeometry> plain(Fit start, FitInput input) {
        return IntStream.range(0, start.viewCount())
                .mapToObj(v -> new ViewGeometry(
                        start.view(v).axisDeg(),
                        input.tiltDeg(v),
                        0,
                        1,
                        start.view(v).shiftXPx(),
                        start.view(v).shiftYPx()))
                .toList();
    }

    /**
     * Solves a series.
     *
     * @param markers final markers, numbered without gaps
     * @param start a fit whose views to start from
     * @param notUsed views known to take no part, with reasons
     * @throws org.goldtrail.NoAlignmentException if the markers tie too few views together
     */
    public static SeriesSolution solve(
            Series series, MarkerSet markers, Fit start, SolutionOptions options, List<ExcludedView> notUsed) {
        FitInput input = start.input().withMarkers(markers);
        ModelChoice choice = ModelChoice.choose(
                input, options.candidates(), options.fitOptions().startingFrom(plain(start, input)));
        HandChoice hand = HandChoice.of(
                choice.fit(),
                series.general().tiltAxisDeg(),
                series.input().axisCandidates(),
                series.input().anglesDisagreeBySign() && !series.general().invertAngles(),
                series.general().flipHand());
        Fit fit = hand.fit();
        return new SeriesSolution(
                markers,
                fit,
                candidates(choice),
                choice.reason(),
                options.robust(),
                LeaveOut.of(fit),
                PredictedError.of(fit, choice.freer()),
                allUnused(series, fit, notUsed),
                hand.origin(),
                hand.warnings());
    }

    /** All models that were tried. */
    static List<Candidate> candidates(ModelChoice choice) {
        return choice.candidates().stream()
                .map(c -> new Candidate(
                        c.fit().model().toString(),
                        c == choice.chosen(),
                        c.fit().unknownCount(),
                        c.fit().meanPx(),
                        c.leaveOutBeadsPx(),
                        c.cornerPx()))
                .toList();
    }

    private static List<ExcludedView> allUnused(Series series, Fit fit, List<ExcludedView> notUsed) {
        Set<Integer> known = notUsed.stream().map(ExcludedView::section).collect(Collectors.toSet());
        boolean[] usable = new boolean[fit.viewCount()];
        for (int v = 0; v < usable.length; v++) {
            int section = v;
            usable[v] = notUsed.stream()
                    .noneMatch(e -> e.section() == section && !e.kind().equals("blurred"));
        }
        List<ExcludedView> all = new ArrayList<>(notUsed);
        ViewBrightness brightness = null;
        for (int v = 0; v < usable.length; v++) {
            if (known.contains(v) || (fit.connected(v) && fit.beadsInView(v) >= 1)) {
                continue;
            }
            brightness = brightness == null
                    ? ViewBrightness.of(series.images().raw(), series.tiltsDeg(), usable)
                    : brightness;
            all.add(
                    brightness.isDark(v)
                            ? new ExcludedView(
                                    v, "dark", brightness.describe(v) + " and no beads that match other views")
                            : new ExcludedView(v, "displaced", "its beads match those of the other views at no shift"));
        }
        all.sort(Comparator.comparingInt(ExcludedView::section));
        return all;
    }
}
