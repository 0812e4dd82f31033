package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.detection.DetectionParameters;
import org.goldtrail.detection.PeakFeatures;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;
import org.goldtrail.image.ValidMask;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * Tells views that drifted during the exposure: there, the average of the beads is drawn out instead of round. A view that
 * is merely dark or noisy keeps round beads, because its noise averages away.
 */
public final class ViewSharpness {
    /** Fewer beads do not make an average that can be judged. */
    private static final int LEAST_BEADS = 4;

    /** Blurred views lie so many robust standard deviations below the usual roundness ... */
    private static final double OUTLIER_SD = 8;

    /** ... and their average bead resembles its own turned copies less than this. */
    private static final double LEAST_ROUNDNESS = 0.85;

    private ViewSharpness() {}

    /**
     * Roundness of the average bead of each view, at most 1; NaN where too few beads are seen.
     */
    public static double[] roundness(
            MarkerSet markers, RefinementViews views, RefinementParameters parameters, Progress progress) {
        Map<Integer, List<Observation>> byView = new HashMap<>();
        for (Observation o : markers.observations()) {
            byView.computeIfAbsent(o.tilt(), k -> new ArrayList<>()).add(o);
        }
        PeakFeatures features = new PeakFeatures(new DetectionParameters(
                parameters.beadRadiusPx(), parameters.maskRadiusPx(), parameters.dark(), parameters.binning(), 1, 9));
        double[] out = new double[views.viewCount()];
        WorkerPool.shared().forEach(out.length, progress, v -> {
            List<Observation> inView = byView.getOrDefault(v, List.of());
            RefinementView view = inView.size() < LEAST_BEADS ? null : views.view(v);
            Image average = view == null ? null : average(view, inView, parameters);
            out[v] = average == null
                    ? Double.NaN
                    : features.measure(
                                    average,
                                    ValidMask.all(average.width(), average.height()),
                                    average.centreX(),
                                    average.centreY())
                            .rotationalMerit();
        });
        return out;
    }

    /** Which views are blurred, judged against all of them. */
    public static boolean[] blurred(double[] roundness) {
        double[] known = java.util.Arrays.stream(roundness)
                .filter(r -> !Double.isNaN(r))
                .map(Math::log1p)
                .toArray();
        boolean[] blurred = new boolean[roundness.length];
        if (known.length < 5) {
            return blurred;
        }
        double limit = Statistics.median(known) - OUTLIER_SD * Math.max(Statistics.robustSd(known), 0.01);
        for (int v = 0; v < blurred.length; v++) {
            blurred[v] = Math.log1p(roundness[v]) < limit && roundness[v] < LEAST_ROUNDNESS;
        }
        return blurred;
    }

    private static @Nullable Image average(
            RefinementView view, List<Observation> observations, RefinementParameters parameters) {
        int b = parameters.binning();
        int half = (int) Math.ceil(parameters.maskRadiusPx() / b) + 1;
        Image sum = new Image(2 * half + 1, 2 * half + 1);
        int n = 0;
        for (Observation o : observations) {
            double cx = Binning.toBinned(o.x(), b);
            double cy = Binning.toBinned(o.y(), b);
            if (!view.image().contains(cx - half - 1, cy - half - 1)
                    || !view.image().contains(cx + half + 1, cy + half + 1)) {
                continue;
            }
            for (int y = -half; y <= half; y++) {
                for (int x = -half; x <= half; x++) {
                    int i = (y + half) * sum.width() + x + half;
                    sum.pixels()[i] += bilinear(view.image(), cx + x, cy + y);
                }
            }
            n++;
        }
        return n < LEAST_BEADS ? null : sum;
    }

    private static float bilinear(Image image, double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double fx = x - x0;
        double fy = y - y0;
        double bottom = (1 - fx) * image.get(x0, y0) + fx * image.get(x0 + 1, y0);
        double top = (1 - fx) * image.get(x0, y0 + 1) + fx * image.get(x0 + 1, y0 + 1);
        return (float) ((1 - fy) * bottom + fy * top);
    }
}
