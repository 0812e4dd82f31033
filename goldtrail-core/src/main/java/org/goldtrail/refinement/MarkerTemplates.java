package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.goldtrail.detection.RadialProfile;
import org.goldtrail.image.Binning;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/** The averaged picture of each bead, and of all beads together for those seen too rarely. */
final class MarkerTemplates {
    /** A bead seen in fewer views borrows the average of all. */
    private static final int LEAST_OBSERVATIONS = 6;

    private final TreeMap<Integer, MarkerTemplate> own = new TreeMap<>();
    private final @Nullable MarkerTemplate common;

    private MarkerTemplates(@Nullable MarkerTemplate common) {
        this.common = common;
    }

    static MarkerTemplates average(MarkerSet markers, RefinementViews views, RefinementParameters parameters) {
        Map<Integer, List<Observation>> byView = new HashMap<>();
        for (Observation o : markers.observations()) {
            byView.computeIfAbsent(o.tilt(), k -> new ArrayList<>()).add(o);
        }
        int b = parameters.binning();
        // One profile for each observation, added up in a fixed order: the sums do not depend on the threads.
        List<List<RadialProfile>> patches = WorkerPool.shared().map(views.viewCount(), Progress.SILENT, v -> {
            List<RadialProfile> out = new ArrayList<>();
            List<Observation> inView = byView.getOrDefault(v, List.of());
            RefinementView view = inView.isEmpty() ? null : views.view(v);
            for (Observation o : inView) {
                RadialProfile profile = empty(parameters);
                if (view != null) {
                    // Averaged as they are: the template keeps the images' own sense of dark and bright.
                    profile.add(
                            view.image(),
                            view.valid(),
                            Binning.toBinned(o.x(), b),
                            Binning.toBinned(o.y(), b),
                            1,
                            true);
                }
                out.add(profile);
            }
            return out;
        });
        RadialProfile all = empty(parameters);
        TreeMap<Integer, RadialProfile> profiles = new TreeMap<>();
        Map<Integer, Integer> counts = new HashMap<>();
        for (int v = 0; v < patches.size(); v++) {
            List<Observation> inView = byView.getOrDefault(v, List.of());
            for (int k = 0; k < inView.size(); k++) {
                int marker = inView.get(k).marker();
                all.add(patches.get(v).get(k));
                profiles.computeIfAbsent(marker, m -> empty(parameters))
                        .add(patches.get(v).get(k));
                counts.merge(marker, 1, Integer::sum);
            }
        }
        MarkerTemplates templates = new MarkerTemplates(MarkerTemplate.of(all));
        profiles.forEach((marker, profile) -> {
            MarkerTemplate template =
                    counts.getOrDefault(marker, 0) >= LEAST_OBSERVATIONS ? MarkerTemplate.of(profile) : null;
            if (template != null) {
                templates.own.put(marker, template);
            }
        });
        return templates;
    }

    private static RadialProfile empty(RefinementParameters parameters) {
        double reach = parameters.maskRadiusPx() / parameters.binning() + 1;
        return new RadialProfile(reach, 0.5);
    }

    /** The template of a marker; null if there is none at all. */
    @Nullable
    MarkerTemplate of(int marker) {
        MarkerTemplate template = own.get(marker);
        return template == null ? common : template;
    }
}
