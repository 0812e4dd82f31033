package org.goldtrail.workflow.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.goldtrail.image.Statistics;

/**
 * Says which series of a batch differ from its median in the size of the beads or the direction of the tilt axis: gold and
 * microscope are mostly the same for a session, so that one of them was probably solved wrongly.
 *
 * <p>A value is an outlier if it is further from the median than five standard deviations, estimated by the median absolute
 * deviation (times 1.4826), and by more than what gold and microscope vary by anyway.
 */
final class Outliers {
    /** A median of fewer tells nothing. */
    private static final int LEAST_SERIES = 4;

    private static final double DEVIATIONS = 5;

    /** Gold of one bottle varies in size, and so do the beads that happen to lie in a field. */
    private static final double BEAD_SHARE = 0.15;

    /** As people are warned of an axis that differs from the stated one. */
    static final double AXIS_DEG = 2;

    /** As many directions are tried for the middle of an angular median, so that large batches stay quick. */
    private static final int MOST_CANDIDATES = 64;

    private Outliers() {}

    /** The same rows with flags. */
    static List<SeriesRow> flagged(List<SeriesRow> rows) {
        List<SeriesRow> good = rows.stream().filter(Outliers::isSolved).toList();
        boolean sizes = good.stream().allMatch(r -> Double.isFinite(r.figures().pixelSizeAngstrom()));
        ToDoubleFunction<SeriesRow> bead = r -> sizes
                ? r.figures().nm(r.figures().beadDiameterPx())
                : r.figures().beadDiameterPx();
        double[] beads = finite(good, bead);
        double[] axes = finite(good, r -> r.figures().axisDeg());
        List<SeriesRow> out = new ArrayList<>();
        for (SeriesRow row : rows) {
            List<String> flags = new ArrayList<>();
            if (isSolved(row)) {
                flagBead(bead.applyAsDouble(row), beads, sizes ? "nm" : "px", flags);
                flagAxis(row.figures().axisDeg(), axes, flags);
            }
            out.add(row.flagged(flags));
        }
        return out;
    }

    private static boolean isSolved(SeriesRow row) {
        return row.verdict().equals("good") || row.verdict().equals("questionable");
    }

    private static void flagBead(double value, double[] all, String unit, List<String> flags) {
        if (all.length < LEAST_SERIES || !Double.isFinite(value)) {
            return;
        }
        double median = Statistics.median(all);
        double[] off = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            off[i] = Math.abs(all[i] - median);
        }
        double limit = Math.max(BEAD_SHARE * median, DEVIATIONS * Statistics.MAD_TO_SD * Statistics.median(off));
        if (Math.abs(value - median) > limit) {
            flags.add(String.format(Locale.ROOT, "beads of %.1f %s, the batch has %.1f %s", value, unit, median, unit));
        }
    }

    private static void flagAxis(double value, double[] all, List<String> flags) {
        if (all.length < LEAST_SERIES || !Double.isFinite(value)) {
            return;
        }
        double median = medianAngle(all);
        double[] off = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            off[i] = Math.abs(turn(all[i] - median));
        }
        double limit = Math.max(AXIS_DEG, DEVIATIONS * Statistics.MAD_TO_SD * Statistics.median(off));
        double away = turn(value - median);
        if (Math.abs(away) > limit) {
            flags.add(
                    Math.abs(turn(away - 180)) <= limit
                            ? String.format(
                                    Locale.ROOT, "axis %.1f° is the other hand of the batch's %.1f°", value, median)
                            : String.format(Locale.ROOT, "axis %.1f°, the batch has %.1f°", value, median));
        }
    }

    private static double[] finite(List<SeriesRow> rows, ToDoubleFunction<SeriesRow> of) {
        return rows.stream().mapToDouble(of).filter(Double::isFinite).toArray();
    }

    /**
     * The direction with the smallest sum of turns to all others: a median that knows of the jump from 180° to -180°.
     */
    static double medianAngle(double[] deg) {
        double best = deg[0];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < deg.length; i += 1 + deg.length / MOST_CANDIDATES) {
            double candidate = deg[i];
            double sum = 0;
            for (double other : deg) {
                sum += Math.abs(turn(other - candidate));
            }
            if (sum < least) {
                least = sum;
                best = candidate;
            }
        }
        double[] relative = new double[deg.length];
        for (int i = 0; i < deg.length; i++) {
            relative[i] = turn(deg[i] - best);
        }
        return turn(best + Statistics.median(relative));
    }

    /** An angle in (-180°, 180°]. */
    static double turn(double deg) {
        double turned = deg - 360 * Math.floor((deg + 180) / 360);
        return turned == -180 ? 180 : turned;
    }
}
