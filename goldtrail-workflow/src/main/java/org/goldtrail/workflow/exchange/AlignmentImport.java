package org.goldtrail.workflow.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitInput;
import org.goldtrail.fitting.LeaveOut;
import org.goldtrail.fitting.PredictedError;
import org.goldtrail.interchange.AlignedView;
import org.goldtrail.interchange.Alignments;
import org.goldtrail.interchange.KnownSeries;
import org.goldtrail.interchange.SeriesAlignment;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;

/** Takes the alignment of another program for a workflow's own, so that all later steps align and reconstruct by it. */
public final class AlignmentImport {
    private final WorkflowEngine engine;

    public AlignmentImport(WorkflowEngine engine) {
        this.engine = engine;
    }

    /**
     * Reads an alignment and takes it; to be called under the folder's lock.
     *
     * @param known what is known of the workflow's series
     * @param exactCentres whether centres of programs differ, as they do
     * @return as it was read, in raw pixels
     * @throws GoldtrailException if it is none, or of another stack
     */
    public SeriesAlignment take(Path file, KnownSeries known, boolean exactCentres) {
        SeriesAlignment read = fitted(Alignments.read(file, known, exactCentres), known);
        Verdict verdict = new Verdict(
                Verdict.Grade.QUESTIONABLE,
                List.of("the alignment was taken from " + read.origin() + " and not judged here"),
                "",
                "look at the aligned stack; to align anew, run alignment.fixMarkers");
        engine.take(read.origin(), verdict, series -> solution(series, read));
        return read;
    }

    /** In pixels of this stack, where it is of views binned from it. */
    private static SeriesAlignment fitted(SeriesAlignment read, KnownSeries known) {
        int width = known.width().orElseThrow();
        int height = known.height().orElseThrow();
        int sections = known.nominalTiltsDeg().size();
        if (read.views().size() != sections) {
            throw new GoldtrailException(
                    "the alignment is of " + read.views().size() + " views, and the stack has " + sections,
                    read.origin(),
                    "name the alignment of this stack");
        }
        if (read.width() == width && read.height() == height) {
            return read;
        }
        int factor = Math.max(1, Math.round((float) width / read.width()));
        if (width / factor != read.width() || height / factor != read.height()) {
            throw new GoldtrailException(
                    "the alignment is of views of " + read.width() + " x " + read.height() + " px, and the stack has "
                            + width + " x " + height,
                    read.origin(),
                    "name the alignment of this stack");
        }
        return read.unbinned(factor, width, height)
                .remarked("It was made of views binned by " + factor + ", and is taken over to the raw ones.");
    }

    private SeriesSolution solution(Series series, SeriesAlignment read) {
        MarkerSet markers = Optional.of(engine.versions())
                .flatMap(v -> v.head().map(v::markers))
                .map(MarkerSet::renumbered)
                .orElseGet(() -> new MarkerSet(series.viewCount(), List.of()));
        boolean[] used = new boolean[series.viewCount()];
        List<ExcludedView> excluded = new ArrayList<>();
        for (int v = 0; v < used.length; v++) {
            AlignedView view = read.views().get(v);
            boolean discarded = series.discarded().contains(v);
            used[v] = view.used() && !discarded;
            if (!used[v]) {
                excluded.add(
                        discarded
                                ? new ExcludedView(v, "user", "discarded")
                                : new ExcludedView(v, "imported", view.reason()));
            }
        }
        String note = "The views are those of " + read.origin() + ".";
        Fit fit = Fit.taken(
                new FitInput(markers, series.tiltsDeg(), series.width(), series.height()),
                read.views().stream().map(AlignedView::geometry).toList(),
                read.views().stream().map(AlignedView::distortion).toList(),
                used,
                note);
        return new SeriesSolution(
                markers,
                fit,
                List.of(),
                "taken from " + read.origin(),
                false,
                new LeaveOut(Double.NaN, Double.NaN, Double.NaN),
                PredictedError.unknown(used),
                excluded,
                "",
                read.remarks());
    }
}
