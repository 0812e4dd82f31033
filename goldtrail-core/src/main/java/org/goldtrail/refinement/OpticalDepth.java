package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * How much of the beam the core of each trail's object takes away: the optical depth -ln(I / I0), I within half its radius
 * and I0 in the surroundings. Over its diameter this is the extinction, by which gold is told from everything else in
 * ice: heavy atoms scatter electrons out of the aperture within 10 to 20 nm, ice, carbon and protein within hundreds
 * (L. Reimer, H. Kohl, Transmission Electron Microscopy, Springer 2008, ch. 6).
 */
public final class OpticalDepth {
    private static final double CORE_RADIUS_DIAMETERS = 0.25;
    private static final double INNER_RING_DIAMETERS = 0.9;
    private static final double OUTER_RING_DIAMETERS = 1.2;

    /** Darker than this is no light at all. */
    private static final double LEAST_TRANSMISSION = 0.02;

    private static final int LEAST_OBSERVATIONS = 3;
    private static final int LEAST_RING_PIXELS = 8;

    private OpticalDepth() {}

    /**
     * Measures all trails.
     *
     * @param zeroLevel grey value of no electrons at all, see {@link org.goldtrail.image.ZeroLevel}
     * @return optical depth of each trail that can be measured, negative for what is brighter than its surroundings (or
     *     darker, in files with inverted grey values)
     */
    public static Map<Integer, Double> of(
            MarkerSet markers, RefinementViews views, RefinementParameters parameters, double zeroLevel) {
        Map<Integer, List<Observation>> byView = new TreeMap<>();
        for (Observation o : markers.observations()) {
            byView.computeIfAbsent(o.tilt(), v -> new ArrayList<>()).add(o);
        }
        Map<Integer, List<Double>> transmission = new HashMap<>();
        byView.forEach((tilt, inView) -> {
            RefinementView view = views.view(tilt);
            if (view != null) {
                for (Observation o : inView) {
                    double t = transmission(view, o, parameters, zeroLevel);
                    if (!Double.isNaN(t)) {
                        transmission
                                .computeIfAbsent(o.marker(), m -> new ArrayList<>())
                                .add(t);
                    }
                }
            }
        });
        Map<Integer, Double> depth = new TreeMap<>();
        transmission.forEach((marker, values) -> {
            if (values.size() >= LEAST_OBSERVATIONS) {
                double usual = Statistics.median(
                        values.stream().mapToDouble(Double::doubleValue).toArray());
                depth.put(marker, -Math.log(Math.max(LEAST_TRANSMISSION, usual)));
            }
        });
        return depth;
    }

    /** Brightness of the core over that of the ring around the object; NaN where too little of them is seen. */
    private static double transmission(
            RefinementView view, Observation o, RefinementParameters parameters, double zero) {
        double diameter = 2 * parameters.beadRadiusPx() / parameters.binning();
        double cx = Binning.toBinned(o.x(), parameters.binning());
        double cy = Binning.toBinned(o.y(), parameters.binning());
        double coreRadius = Math.max(1, CORE_RADIUS_DIAMETERS * diameter);
        double inner = INNER_RING_DIAMETERS * diameter;
        double outer = Math.max(inner + 1.5, OUTER_RING_DIAMETERS * diameter);
        int half = (int) Math.ceil(outer);
        double[] ring = new double[(2 * half + 3) * (2 * half + 3)];
        int ringCount = 0;
        double core = 0;
        int coreCount = 0;
        for (int y = (int) Math.floor(cy) - half; y <= cy + half + 1; y++) {
            for (int x = (int) Math.floor(cx) - half; x <= cx + half + 1; x++) {
                double r = Math.hypot(x - cx, y - cy);
                if (r > outer || !view.valid().isValid(x, y)) {
                    continue;
                }
                if (r <= coreRadius) {
                    core += view.image().get(x, y);
                    coreCount++;
                } else if (r >= inner && ringCount < ring.length) {
                    ring[ringCount++] = view.image().get(x, y);
                }
            }
        }
        if (coreCount == 0 || ringCount < LEAST_RING_PIXELS) {
            return Double.NaN;
        }
        double background = Statistics.median(Arrays.copyOf(ring, ringCount)) - zero;
        return background == 0 ? Double.NaN : (core / coreCount - zero) / background;
    }
}
