package org.goldtrail.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.detection.BeadSizeEstimate;
import org.goldtrail.detection.DetectPeaks;
import org.goldtrail.detection.DetectionParameters;
import org.goldtrail.detection.Peak;
import org.goldtrail.detection.PeakSelection;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.indexing.ObservationCloud;
import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/** The detection area of an unattended run. */
final class Detection {
    /** The beads are measured in so many views of the lowest tilts. */
    private static final int VIEWS_FOR_SIZE = 7;

    private Detection() {}

    /**
     * What detection leaves for the areas after it.
     *
     * @param peaks all peaks of each view
     * @param selection which of them are kept
     * @param usable which views hold data and are not discarded by the user
     * @param excluded the others, with reasons
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outcome(
            BeadSize bead,
            RefinementParameters refinement,
            CachedViews refinementViews,
            List<List<Peak>> peaks,
            PeakSelection.Result selection,
            boolean[] usable,
            List<ExcludedView> excluded) {

        /** The selected peaks as the cloud that indexing works on. */
        ObservationCloud cloud(int width, int height) {
            List<List<Peak>> kept = selection.of(peaks);
            List<double[]> weight = new ArrayList<>();
            for (int v = 0; v < peaks.size(); v++) {
                boolean[] selected = selection.selected().get(v);
                double[] probability = selection.probability().get(v);
                weight.add(IntStream.range(0, selected.length)
                        .filter(i -> selected[i])
                        .mapToDouble(i -> probability[i])
                        .toArray());
            }
            return ObservationCloud.of(width, height, kept, weight);
        }
    }

    /** Measures the beads, or takes what the user says of them. */
    static BeadSize beadSize(
            RunOptions options, TiltSeriesInput input, Set<Integer> discarded, RawViews views, Progress progress) {
        if (options.beadDiameter().isPresent() && options.darkBeads().isPresent()) {
            return BeadSize.given(
                    options.beadDiameter().get().px(input.pixelSizeAngstrom(), "--bead-diameter"),
                    options.darkBeads().get());
        }
        double[] tilts = input.tiltsDeg();
        int[] low = IntStream.range(0, tilts.length)
                .filter(v -> !discarded.contains(v))
                .boxed()
                .sorted(Comparator.comparingDouble(v -> Math.abs(tilts[v])))
                .limit(VIEWS_FOR_SIZE)
                .mapToInt(Integer::intValue)
                .toArray();
        BeadSize measured = BeadSizeEstimate.of(
                low.length,
                k -> {
                    RawViews.View view = views.read(low[k]);
                    return new BeadSizeEstimate.View(view.image(), view.valid());
                },
                progress);
        double diameter = options.beadDiameter().isPresent()
                ? options.beadDiameter().get().px(input.pixelSizeAngstrom(), "--bead-diameter")
                : measured.diameterPx();
        return new BeadSize(
                diameter,
                options.darkBeads().orElse(measured.dark()),
                options.beadDiameter().isPresent() ? 1 : measured.confidence(),
                measured.blobCount(),
                measured.secondDiameterPx());
    }

    /** Reads every view once and keeps what fits into memory at the binnings of detection and refinement. */
    static Prepared prepare(Set<Integer> discarded, RawViews views, BeadSize bead, Progress progress) {
        DetectionParameters detection = DetectionParameters.of(bead);
        RefinementParameters refinement = RefinementParameters.of(bead.diameterPx(), bead.dark());
        CachedViews forRefinement = new CachedViews(views, refinement.binning());
        CachedViews forDetection = detection.binning() == refinement.binning()
                ? forRefinement
                : new CachedViews(views, detection.binning());
        List<ExcludedView> excluded = lookAtAll(discarded, views, progress, (view, v) -> {
            forRefinement.keep(v, view);
            if (forDetection != forRefinement) {
                forDetection.keep(v, view);
            }
        });
        boolean[] usable = new boolean[views.viewCount()];
        Arrays.fill(usable, true);
        for (ExcludedView e : excluded) {
            usable[e.section()] = false;
            forRefinement.remove(e.section());
            forDetection.remove(e.section());
        }
        return new Prepared(detection, refinement, forRefinement, forDetection.forDetection(), usable, excluded);
    }

    /** The views that take no part: discarded by the user or without data. */
    static List<ExcludedView> blank(Set<Integer> discarded, RawViews views, Progress progress) {
        return lookAtAll(discarded, views, progress, (view, v) -> {});
    }

    private static List<ExcludedView> lookAtAll(
            Set<Integer> discarded, RawViews views, Progress progress, ObjIntConsumer<RawViews.View> use) {
        @Nullable ExcludedView[] excluded = new ExcludedView[views.viewCount()];
        WorkerPool.shared().forEach(excluded.length, progress, v -> {
            RawViews.View view = views.read(v);
            if (discarded.contains(v)) {
                excluded[v] = new ExcludedView(v, "user", "discarded by the user");
            } else if (!view.blank().isEmpty()) {
                excluded[v] = new ExcludedView(v, "blank", view.blank());
            } else {
                use.accept(view, v);
            }
        });
        return Arrays.stream(excluded).filter(Objects::nonNull).toList();
    }

    /**
     * Views as detection and refinement need them.
     *
     * @param binned null for a view that takes no part
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Prepared(
            DetectionParameters detection,
            RefinementParameters refinement,
            CachedViews refinementViews,
            List<DetectPeaks.@Nullable BinnedView> binned,
            boolean[] usable,
            List<ExcludedView> excluded) {}

    static Outcome select(BeadSize bead, Prepared prepared, List<List<Peak>> peaks) {
        return new Outcome(
                bead,
                prepared.refinement,
                prepared.refinementViews,
                peaks,
                PeakSelection.select(peaks),
                prepared.usable,
                prepared.excluded);
    }

    /** Writes all peaks and the selected ones. */
    static void write(WorkflowFolder folder, Outcome outcome) {
        PeakFile.write(folder.file("detection", "peaks.csv"), rows(outcome.peaks));
        PeakFile.write(folder.file("detection", "selected-peaks.csv"), rows(outcome.selection.of(outcome.peaks)));
    }

    private static List<PeakFile.Peak> rows(List<List<Peak>> peaks) {
        List<PeakFile.Peak> rows = new ArrayList<>();
        for (List<Peak> inView : peaks) {
            for (Peak p : inView) {
                rows.add(new PeakFile.Peak(
                        p.tilt(), p.x(), p.y(), p.cc(), p.rotationalMerit(), p.edgeMerit(), p.contrast()));
            }
        }
        return rows;
    }

    /** The beads in words. */
    static String describe(BeadSize bead, TiltSeriesInput input) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "beads: %s, diameter %.1f px", bead.dark() ? "dark" : "bright", bead.diameterPx()));
        input.pixelSizeAngstrom()
                .ifPresent(a -> text.append(String.format(Locale.ROOT, " (%.1f nm)", bead.diameterPx() * a / 10)));
        text.append(String.format(Locale.ROOT, ", confidence %.0f %%", 100 * bead.confidence()));
        bead.secondDiameterPx()
                .ifPresent(d -> text.append(String.format(Locale.ROOT, "; a second size of %.1f px is there, too", d)));
        return text.toString();
    }
}
