package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.image.Binning;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * The step "independent marker refinement": each bead's patches are averaged, and every observation is moved to where its
 * patch fits the average best. Trails do not influence each other, but touching beads are kept apart.
 */
public final class IndependentMarkerRefinement {
    /** Rounds of averaging and moving; the average sharpens from one to the next. */
    private static final int ROUNDS = 2;

    private IndependentMarkerRefinement() {}

    /**
     * Refines all observations.
     *
     * @return the markers at their refined places, with the correlation of patch and average as {@code cc};
     *     observations whose patch shows no bead are left out
     */
    public static MarkerSet refine(
            MarkerSet markers, RefinementViews views, RefinementParameters parameters, Progress progress) {
        MarkerSet present = markers;
        for (int round = 0; round < ROUNDS; round++) {
            MarkerTemplates templates = MarkerTemplates.average(present, views, parameters);
            present = move(
                    present,
                    views,
                    templates,
                    parameters,
                    round == ROUNDS - 1,
                    progress.part(round / (double) ROUNDS, (round + 1.0) / ROUNDS));
        }
        return present;
    }

    private static MarkerSet move(
            MarkerSet markers,
            RefinementViews views,
            MarkerTemplates templates,
            RefinementParameters parameters,
            boolean last,
            Progress progress) {
        Map<Integer, List<Observation>> byView = new HashMap<>();
        for (Observation o : markers.observations()) {
            byView.computeIfAbsent(o.tilt(), k -> new ArrayList<>()).add(o);
        }
        int b = parameters.binning();
        PatchFit fit = new PatchFit(parameters.beadRadiusPx() / b, parameters.maskRadiusPx() / b);
        List<List<Observation>> refined = WorkerPool.shared().map(markers.tiltCount(), progress, v -> {
            List<Observation> out = new ArrayList<>();
            RefinementView view = views.view(v);
            List<Observation> inView = byView.getOrDefault(v, List.of());
            if (view == null) {
                return out;
            }
            for (Observation o : inView) {
                MarkerTemplate template = templates.of(o.marker());
                PatchFit.Centre centre = template == null
                        ? null
                        : fit.fit(
                                view.image(),
                                view.valid(),
                                template,
                                Binning.toBinned(o.x(), b),
                                Binning.toBinned(o.y(), b),
                                neighbours(o, inView, parameters));
                Observation moved = accepted(o, centre, parameters);
                if (moved != null) {
                    out.add(moved);
                } else if (!last) {
                    out.add(o);
                }
            }
            return out;
        });
        List<Observation> all = new ArrayList<>();
        refined.forEach(all::addAll);
        return new MarkerSet(markers.tiltCount(), all);
    }

    private static @Nullable Observation accepted(
            Observation o, PatchFit.@Nullable Centre centre, RefinementParameters parameters) {
        if (centre == null || centre.scale() <= 0 || centre.cc() <= 0.15) {
            return null;
        }
        double x = Binning.toRaw(centre.x(), parameters.binning());
        double y = Binning.toRaw(centre.y(), parameters.binning());
        if (Math.hypot(x - o.x(), y - o.y()) > parameters.largestMovePx()) {
            return null;
        }
        return new Observation(o.marker(), o.tilt(), x, y, centre.cc());
    }

    /** Places of the other beads of a view that reach into an observation's patch, in binned pixels. */
    static List<double[]> neighbours(Observation own, List<Observation> inView, RefinementParameters parameters) {
        List<double[]> near = new ArrayList<>();
        double reach = parameters.maskRadiusPx() + 1.5 * parameters.beadRadiusPx();
        for (Observation o : inView) {
            if (o.marker() != own.marker() && Math.hypot(o.x() - own.x(), o.y() - own.y()) < reach) {
                near.add(new double[] {
                    Binning.toBinned(o.x(), parameters.binning()), Binning.toBinned(o.y(), parameters.binning())
                });
            }
        }
        return near;
    }
}
