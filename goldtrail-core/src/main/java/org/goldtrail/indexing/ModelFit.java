package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.fitting.AlignmentSolver;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitInput;
import org.goldtrail.fitting.FitModel;
import org.goldtrail.fitting.FitOptions;
import org.goldtrail.fitting.FitPriors;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.jspecify.annotations.Nullable;

/**
 * The model that trails are predicted with: rotation and magnification per view, held near their means, so that
 * reprojections in the corners are as good as those in the middle.
 */
final class ModelFit {
    private static final FitOptions OPTIONS =
            FitOptions.ROBUST.withPriors(FitPriors.PLAUSIBLE.withAxisDeg(0.7).withMagnification(0.007));

    private ModelFit() {}

    /** @param start geometry of each view to start from; empty where none is known */
    static Fit solve(MarkerSet markers, double[] tiltDeg, int width, int height, List<ViewGeometry> start) {
        FitInput input = new FitInput(markers, tiltDeg, width, height);
        FitOptions options =
                start.isEmpty() ? OPTIONS : OPTIONS.startingFrom(start).withMaxIterations(15);
        return AlignmentSolver.solve(input, FitModel.PER_VIEW, options);
    }

    /** A start for every view: as placed, or like the nearest view in tilt angle that is. */
    static List<ViewGeometry> complete(List<? extends @Nullable ViewGeometry> views, double[] tiltDeg) {
        List<ViewGeometry> out = new ArrayList<>();
        for (int v = 0; v < tiltDeg.length; v++) {
            ViewGeometry best = null;
            double distance = Double.POSITIVE_INFINITY;
            for (int k = 0; k < tiltDeg.length; k++) {
                ViewGeometry other = views.get(k);
                if (other != null && Math.abs(tiltDeg[k] - tiltDeg[v]) < distance) {
                    distance = Math.abs(tiltDeg[k] - tiltDeg[v]);
                    best = other;
                }
            }
            if (best == null) {
                throw new IllegalArgumentException("no view has been placed");
            }
            ViewGeometry own = views.get(v);
            out.add(own != null ? own : best.withTilt(tiltDeg[v]));
        }
        return out;
    }
}
