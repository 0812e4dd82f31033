package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.goldtrail.detection.RadialProfile;
import org.goldtrail.image.Binning;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
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

    static MarkerTemplates average(
            MarkerSet markers, List<? extends @Nullable RefinementView> views, RefinementParameters parameters) {
        List<Map.Entry<Integer, List<Observation>>> trails =
                new ArrayList<>(markers.byMarker().entrySet());
        List<RadialProfile> profiles = WorkerPool.shared().map(trails.size(), org.goldtrail.task.Progress.SILENT, k -> {
            RadialProfile profile = empty(parameters);
            add(profile, trails.get(k).getValue(), views, parameters);
            return profile;
        });
        RadialProfile all = empty(parameters);
        add(all, markers.observations(), views, parameters);
        MarkerTemplates templates = new MarkerTemplates(MarkerTemplate.of(all));
        for (int k = 0; k < trails.size(); k++) {
            MarkerTemplate template =
                    trails.get(k).getValue().size() >= LEAST_OBSERVATIONS ? MarkerTemplate.of(profiles.get(k)) : null;
            if (template != null) {
                templates.own.put(trails.get(k).getKey(), template);
            }
        }
        return templates;
    }

    private static RadialProfile empty(RefinementParameters parameters) {
        double reach = parameters.maskRadiusPx() / parameters.binning() + 1;
        return new RadialProfile(reach, 0.5);
    }

    private static void add(
            RadialProfile profile,
            List<Observation> observations,
            List<? extends @Nullable RefinementView> views,
            RefinementParameters parameters) {
        int b = parameters.binning();
        for (Observation o : observations) {
            RefinementView view = views.get(o.tilt());
            if (view != null) {
                // Averaged as they are, neither turned nor scaled; a sign keeps the template in the images' own sense.
                profile.add(
                        view.image(), view.valid(), Binning.toBinned(o.x(), b), Binning.toBinned(o.y(), b), 1, true);
            }
        }
    }

    /** The template of a marker; null if there is none at all. */
    @Nullable
    MarkerTemplate of(int marker) {
        MarkerTemplate template = own.get(marker);
        return template == null ? common : template;
    }
}
