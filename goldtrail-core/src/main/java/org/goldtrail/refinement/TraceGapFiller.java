package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.fitting.Fit;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * The step "trace gap filler": where a bead has no observation in a view, its average is fitted at its reprojection; the
 * place is taken as an observation if it lies close by and looks like the bead.
 */
public final class TraceGapFiller {
    /** A filled patch correlates at least this fraction as well as the bead's observations in their median. */
    private static final double LEAST_CC_SHARE = 0.6;

    private TraceGapFiller() {}

    /**
     * @param takesPart views to be filled; the user's discards and unusable views are not
     */
    public static MarkerSet fill(
            MarkerSet markers,
            Fit fit,
            boolean[] takesPart,
            RefinementViews views,
            RefinementParameters parameters,
            Progress progress) {
        MarkerTemplates templates = MarkerTemplates.average(markers, views, parameters);
        Map<Integer, Double> usualCc = new HashMap<>();
        markers.byMarker()
                .forEach((marker, trail) -> usualCc.put(
                        marker,
                        Statistics.median(trail.stream()
                                .mapToDouble(Observation::cc)
                                .filter(c -> !Double.isNaN(c))
                                .toArray())));
        Map<Integer, Map<Integer, Observation>> byView = new HashMap<>();
        for (Observation o : markers.observations()) {
            byView.computeIfAbsent(o.tilt(), k -> new HashMap<>()).put(o.marker(), o);
        }
        int b = parameters.binning();
        PatchFit patchFit = new PatchFit(parameters.beadRadiusPx() / b, parameters.maskRadiusPx() / b);
        List<List<Observation>> filled = WorkerPool.shared().map(markers.tiltCount(), progress, v -> {
            List<Observation> out = new ArrayList<>();
            RefinementView view = views.view(v);
            if (view == null || !takesPart[v]) {
                return out;
            }
            Map<Integer, Observation> known = byView.getOrDefault(v, Map.of());
            List<Observation> present = predictions(fit, known, v);
            for (Observation o : present) {
                MarkerTemplate template = templates.of(o.marker());
                if (known.containsKey(o.marker()) || template == null) {
                    continue;
                }
                PatchFit.Centre centre = patchFit.fit(
                        view.image(),
                        view.valid(),
                        template,
                        Binning.toBinned(o.x(), b),
                        Binning.toBinned(o.y(), b),
                        IndependentMarkerRefinement.neighbours(o, present, parameters));
                if (centre == null || centre.scale() <= 0) {
                    continue;
                }
                double x = Binning.toRaw(centre.x(), b);
                double y = Binning.toRaw(centre.y(), b);
                boolean near = Math.hypot(x - o.x(), y - o.y()) <= parameters.gapDistancePx();
                boolean alike = centre.cc() >= LEAST_CC_SHARE * usualCc.getOrDefault(o.marker(), 1.0);
                if (near && alike && isFree(x, y, present, o, parameters)) {
                    out.add(new Observation(o.marker(), v, x, y, centre.cc()));
                }
            }
            return out;
        });
        List<Observation> all = new ArrayList<>(markers.observations());
        filled.forEach(all::addAll);
        return new MarkerSet(markers.tiltCount(), all);
    }

    /** All beads of a view: where they were seen, else where they should be. */
    private static List<Observation> predictions(Fit fit, Map<Integer, Observation> known, int view) {
        List<Observation> all = new ArrayList<>();
        for (int marker : fit.markers()) {
            Observation seen = known.get(marker);
            if (seen != null) {
                all.add(seen);
            } else {
                double[] p = fit.predict(marker, view);
                all.add(new Observation(marker, view, p[0], p[1]));
            }
        }
        return all;
    }

    /** Two beads in one place in one view cannot be told apart there. */
    private static boolean isFree(
            double x, double y, List<Observation> present, Observation own, RefinementParameters parameters) {
        for (Observation o : present) {
            if (o.marker() != own.marker() && Math.hypot(o.x() - x, o.y() - y) < parameters.beadRadiusPx()) {
                return false;
            }
        }
        return true;
    }
}
