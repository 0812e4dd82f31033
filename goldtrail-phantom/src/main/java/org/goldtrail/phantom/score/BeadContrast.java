package org.goldtrail.phantom.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.Image;
import org.goldtrail.phantom.Truth;

/**
 * How well beads stand out: for each clear bead of a view, with R its true radius, the mean of the background ring
 * (2.5 R to 4 R) less the mean within 0.5 R, over the standard deviation of the single pixels of the ring. Ring pixels
 * within 2.5 radii of another bead are left out, and beads that keep less than half of their ring.
 */
public final class BeadContrast {
    private static final double CORE = 0.5;
    private static final double RING_FROM = 2.5;
    private static final double RING_TO = 4;

    private BeadContrast() {}

    /**
     * The contrast in one view; all figures are NaN where no bead can be measured.
     *
     * @param tilt section, 0-based
     * @param thetaDeg true tilt angle
     * @param beads number of beads measured
     * @param contrastToNoise mean over the beads
     * @param relativeContrast mean over the beads of the difference over the background
     */
    public record ViewContrast(
            int tilt, double thetaDeg, String status, int beads, double contrastToNoise, double relativeContrast) {}

    /**
     * Measures all views of a simulated stack.
     *
     * @throws GoldtrailException if the stack cannot be read or does not fit the truth
     */
    public static List<ViewContrast> measure(Path stack, Truth truth) {
        try (MrcStack views = MrcStack.open(stack)) {
            if (views.viewCount() != truth.nz()) {
                throw new GoldtrailException(
                        "the stack has " + views.viewCount() + " views and the truth " + truth.nz(),
                        stack.toString(),
                        "give the stack and the truth of one simulation");
            }
            List<ViewContrast> contrasts = new ArrayList<>();
            for (int i = 0; i < truth.nz(); i++) {
                contrasts.add(measure(views.view(i), truth, i));
            }
            return contrasts;
        }
    }

    static ViewContrast measure(Image image, Truth truth, int tilt) {
        Truth.BeadTruth beads = truth.beads();
        double ratioSum = 0;
        double relativeSum = 0;
        int measured = 0;
        for (int b = 0; b < beads.count(); b++) {
            if (beads.vis()[tilt][b] != Truth.CLEAR) {
                continue;
            }
            double[] m = around(image, beads, tilt, b);
            if (m.length == 3) {
                double difference = truth.inverted() ? m[0] - m[1] : m[1] - m[0];
                ratioSum += difference / m[2];
                relativeSum += difference / m[1];
                measured++;
            }
        }
        double n = measured == 0 ? Double.NaN : measured;
        Truth.TiltTruth t = truth.tilts().get(tilt);
        return new ViewContrast(tilt, t.theta(), t.status(), measured, ratioSum / n, relativeSum / n);
    }

    /** Mean of the core, mean and standard deviation of the ring; empty if too little of the ring is left. */
    private static double[] around(Image image, Truth.BeadTruth beads, int tilt, int bead) {
        double cx = beads.x()[tilt][bead];
        double cy = beads.y()[tilt][bead];
        double radius = beads.diamPx()[bead] / 2;
        int reach = (int) Math.ceil(RING_TO * radius);
        int x0 = (int) Math.round(cx);
        int y0 = (int) Math.round(cy);
        int coreCount = 0;
        double core = 0;
        int ringCount = 0;
        int ringPossible = 0;
        double ring = 0;
        double squares = 0;
        for (int y = y0 - reach; y <= y0 + reach; y++) {
            for (int x = x0 - reach; x <= x0 + reach; x++) {
                double r = Math.hypot(x - cx, y - cy) / radius;
                boolean inRing = r > RING_FROM && r < RING_TO;
                ringPossible += inRing ? 1 : 0;
                if (!image.contains(x, y)) {
                    continue;
                }
                float value = image.get(x, y);
                if (r < CORE) {
                    core += value;
                    coreCount++;
                } else if (inRing && isBackground(beads, tilt, bead, x, y)) {
                    ring += value;
                    squares += (double) value * value;
                    ringCount++;
                }
            }
        }
        if (coreCount == 0 || 2 * ringCount < ringPossible) {
            return new double[0];
        }
        double mean = ring / ringCount;
        return new double[] {core / coreCount, mean, Math.sqrt(Math.max(0, squares / ringCount - mean * mean))};
    }

    private static boolean isBackground(Truth.BeadTruth beads, int tilt, int bead, int x, int y) {
        for (int b = 0; b < beads.count(); b++) {
            if (b != bead
                    && beads.vis()[tilt][b] != Truth.NOT_SEEN
                    && Math.hypot(x - beads.x()[tilt][b], y - beads.y()[tilt][b]) < RING_FROM * beads.diamPx()[b] / 2) {
                return false;
            }
        }
        return true;
    }

    /** The mean contrast-to-noise ratio of the good views whose true angle is within 6° of a given one or its negative. */
    public static double near(List<ViewContrast> views, double thetaDeg) {
        return views.stream()
                .filter(v -> "good".equals(v.status()) && v.beads() > 0)
                .filter(v -> Math.abs(Math.abs(v.thetaDeg()) - Math.abs(thetaDeg)) <= 6)
                .mapToDouble(ViewContrast::contrastToNoise)
                .average()
                .orElse(Double.NaN);
    }

    /** A table, one line for each view. */
    public static String report(List<ViewContrast> views) {
        StringBuilder s = new StringBuilder("view    theta status    beads    CNR  relative\n");
        for (ViewContrast v : views) {
            s.append(String.format(
                    Locale.ROOT,
                    "%4d %8.2f %-9s %5d %6.2f %9.3f\n",
                    v.tilt() + 1,
                    v.thetaDeg(),
                    v.status(),
                    v.beads(),
                    v.contrastToNoise(),
                    v.relativeContrast()));
        }
        return s.toString();
    }
}
