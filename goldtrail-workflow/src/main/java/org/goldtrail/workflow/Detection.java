package org.goldtrail.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.detection.BeadSizeEstimate;
import org.goldtrail.detection.DetectPeaks;
import org.goldtrail.detection.DetectionParameters;
import org.goldtrail.detection.Peak;
import org.goldtrail.detection.PeakSelection;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.image.Binning;
import org.goldtrail.image.ZeroLevel;
import org.goldtrail.indexing.ObservationCloud;
import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.refinement.RefinementView;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/** The detection area of an unattended run. */
final class Detection {
    /** The beads are measured in so many views of the lowest tilts. */
    private static final int VIEWS_FOR_SIZE = 7;

    /** A view of which less is valid holds no data. */
    private static final double LEAST_VALID = 0.05;

    private Detection() {}

    /**
     * What detection leaves for the areas after it.
     *
     * @param peaks all peaks of each view
     * @param selection which of them are kept
     * @param usable which views hold data and are not discarded by the user
     * @param excluded the others, with reasons
     * @param zeroLevel grey value of no electrons at all; empty where it cannot be told
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outcome(
            BeadSize bead,
            RefinementParameters refinement,
            CachedRefinementViews refinementViews,
            List<List<Peak>> peaks,
            PeakSelection.Result selection,
            boolean[] usable,
            List<ExcludedView> excluded,
            OptionalDouble zeroLevel) {

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
                measured.secondDiameterPx(),
                options.beadDiameter().isPresent() ? OptionalDouble.empty() : measured.denserDiameterPx());
    }

    /** Reads every view once and keeps it at the binnings of detection and refinement. */
    static Prepared prepare(Set<Integer> discarded, RawViews views, BeadSize bead, Progress progress) {
        DetectionParameters detection = DetectionParameters.of(bead);
        RefinementParameters refinement = RefinementParameters.of(bead.diameterPx(), bead.dark());
        int n = views.viewCount();
        CachedRefinementViews cache = new CachedRefinementViews(views, refinement.binning());
        DetectPeaks.@Nullable BinnedView[] binned = new DetectPeaks.BinnedView[n];
        @Nullable ExcludedView[] excluded = new ExcludedView[n];
        double[][] levels = new double[n][];
        WorkerPool.shared().forEach(n, progress, v -> {
            RawViews.View view = views.read(v);
            boolean empty = view.valid().fraction() < LEAST_VALID;
            levels[v] = empty ? new double[0] : ZeroLevel.levelAndVariance(view.image(), view.valid());
            if (empty) {
                cache.markEmpty(v);
                excluded[v] = new ExcludedView(v, "blank", "the image is constant or holds no numbers");
            } else {
                cache.keep(
                        v,
                        new RefinementView(
                                Binning.bin(view.image(), refinement.binning()),
                                view.valid().binned(refinement.binning())));
            }
            if (discarded.contains(v)) {
                excluded[v] = new ExcludedView(v, "user", "discarded by the user");
            } else if (!empty) {
                binned[v] = new DetectPeaks.BinnedView(
                        Binning.bin(view.image(), detection.binning()),
                        view.valid().binned(detection.binning()));
            }
        });
        List<ExcludedView> reasons = new ArrayList<>();
        for (ExcludedView e : excluded) {
            if (e != null) {
                reasons.add(e);
            }
        }
        OptionalDouble zeroLevel =
                ZeroLevel.of(Arrays.stream(levels).filter(l -> l.length == 2).toList());
        return new Prepared(detection, refinement, cache, Arrays.asList(binned), reasons, zeroLevel);
    }

    /** Views as detection and refinement need them; {@code binned} is null for a view that takes no part. */
    record Prepared(
            DetectionParameters detection,
            RefinementParameters refinement,
            CachedRefinementViews refinementViews,
            List<DetectPeaks.@Nullable BinnedView> binned,
            List<ExcludedView> excluded,
            OptionalDouble zeroLevel) {}

    static Outcome select(BeadSize bead, Prepared prepared, List<List<Peak>> peaks) {
        boolean[] usable = new boolean[peaks.size()];
        for (int v = 0; v < usable.length; v++) {
            usable[v] = prepared.binned.get(v) != null;
        }
        return new Outcome(
                bead,
                prepared.refinement,
                prepared.refinementViews,
                peaks,
                PeakSelection.select(peaks),
                usable,
                prepared.excluded,
                prepared.zeroLevel);
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
