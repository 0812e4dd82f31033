package org.goldtrail.detection;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * The step "detect peaks": each view is correlated with a binary template of a bead, the best peaks of all views are
 * averaged into a refined template, and the views are correlated again with that; the highest peaks of the second
 * correlation, with their features, are the observations everything else starts from.
 */
public final class DetectPeaks {
    /** Peaks below this correlation are noise for any size of bead. */
    private static final double LEAST_CC = 0.25;

    /** Peaks closer than this to a higher one are the same bead; in bead diameters. */
    private static final double SEPARATION_DIAMETERS = 0.6;

    private static final int PEAKS_FOR_TEMPLATE = 300;

    private DetectPeaks() {}

    /** A binned view, repaired of hot pixels, with its valid pixels. */
    public record BinnedView(Image image, ValidMask valid) {}

    /**
     * What detection found.
     *
     * @param peaks for each view, in descending order of correlation, raw coordinates
     * @param template the refined template, in pixels of the binned views
     */
    public record Result(List<List<Peak>> peaks, BeadTemplate template) {}

    /**
     * Detects peaks in all views and measures their features; {@code views.get(i)} is null for a view that holds no data.
     */
    public static Result detect(
            List<? extends @Nullable BinnedView> views, DetectionParameters parameters, Progress progress) {
        Result located = locate(views, parameters, progress.part(0, 0.9));
        return new Result(measure(views, located.peaks, parameters, progress.part(0.9, 1)), located.template);
    }

    /** Detects peaks in all views, of which only the correlation is measured. */
    public static Result locate(
            List<? extends @Nullable BinnedView> views, DetectionParameters parameters, Progress progress) {
        int n = views.size();
        List<List<PeakSearch.Maximum>> first =
                correlate(views, RefinedTemplate.disc(parameters), parameters, progress.part(0, 0.5));
        BeadTemplate template = average(views, first, parameters);
        List<List<PeakSearch.Maximum>> second = correlate(views, template, parameters, progress.part(0.5, 1));
        List<List<Peak>> peaks = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            peaks.add(best(i, second.get(i), parameters));
        }
        return new Result(peaks, template);
    }

    /** Measures the features of peaks; the peaks of a view that is null are left as they are. */
    public static List<List<Peak>> measure(
            List<? extends @Nullable BinnedView> views,
            List<List<Peak>> peaks,
            DetectionParameters parameters,
            Progress progress) {
        PeakFeatures features = new PeakFeatures(parameters);
        return WorkerPool.shared()
                .map(views.size(), progress, i -> measure(views.get(i), peaks.get(i), features, parameters));
    }

    private static List<Peak> best(int tilt, List<PeakSearch.Maximum> maxima, DetectionParameters parameters) {
        return maxima.subList(0, Math.min(maxima.size(), parameters.peaksPerView())).stream()
                .map(m -> new Peak(
                        tilt,
                        Binning.toRaw(m.x(), parameters.binning()),
                        Binning.toRaw(m.y(), parameters.binning()),
                        m.value()))
                .toList();
    }

    private static BeadTemplate average(
            List<? extends @Nullable BinnedView> views,
            List<List<PeakSearch.Maximum>> peaks,
            DetectionParameters parameters) {
        RefinedTemplate refined = new RefinedTemplate(parameters);
        for (int i = 0; i < views.size(); i++) {
            BinnedView view = views.get(i);
            if (view != null) {
                refined.add(view.image, view.valid, peaks.get(i));
            }
        }
        return refined.template();
    }

    private static List<List<PeakSearch.Maximum>> correlate(
            List<? extends @Nullable BinnedView> views,
            BeadTemplate template,
            DetectionParameters parameters,
            Progress progress) {
        TiledCorrelation correlation = new TiledCorrelation(template);
        return WorkerPool.shared().map(views.size(), progress, i -> {
            BinnedView view = views.get(i);
            if (view == null) {
                return List.of();
            }
            return PeakSearch.highest(
                    correlation.of(view.image, view.valid),
                    Math.max(PEAKS_FOR_TEMPLATE, parameters.peaksPerView()),
                    LEAST_CC,
                    SEPARATION_DIAMETERS * 2 * parameters.binnedRadius());
        });
    }

    private static List<Peak> measure(
            @Nullable BinnedView view, List<Peak> peaks, PeakFeatures features, DetectionParameters parameters) {
        if (view == null) {
            return peaks;
        }
        List<Peak> measured = new ArrayList<>();
        for (Peak p : peaks) {
            PeakFeatures.Features f = features.measure(
                    view.image,
                    view.valid,
                    Binning.toBinned(p.x(), parameters.binning()),
                    Binning.toBinned(p.y(), parameters.binning()));
            measured.add(new Peak(p.tilt(), p.x(), p.y(), p.cc(), f.rotationalMerit(), f.edgeMerit(), f.contrast()));
        }
        return measured;
    }
}
