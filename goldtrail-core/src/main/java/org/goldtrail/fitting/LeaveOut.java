package org.goldtrail.fitting;

import java.util.Arrays;
import java.util.Random;
import org.goldtrail.task.WorkerPool;

/**
 * How well a model predicts what it has not seen: the mean distance, in raw pixels, between predicted and observed positions
 * that were left out of the fit. In 10 folds drawn with a fixed seed:
 *
 * <ul>
 *   <li>of observations: the views are solved without a tenth of them, each of which is then predicted from its bead's other
 *       observations;
 *   <li>of whole beads: the views are solved without a tenth of the beads. Each bead left out is triangulated from half of
 *       its views (every second one in tilt order) and predicted in the other half, then the other way round. Neither the
 *       views nor the position have seen the point predicted, and the views have not seen the bead at all, so that a model
 *       that is free enough to follow single beads is found out;
 *   <li>of a field quarter: as for whole beads, but without all beads of one quarter of the field at a time. This is what
 *       the far part of the field would suffer if it had no beads.
 * </ul>
 *
 * Observations to which the full fit gives no weight are not predicted. Robust weights and expectations are those of the full
 * fit. Compare fits of different freedom by these figures, never by their residuals.
 *
 * @param observationsPx mean error over observations left out; NaN if none could be predicted
 * @param beadsPx over beads left out
 * @param quarterPx over quarters left out; NaN where no quarter can be spared
 */
public record LeaveOut(double observationsPx, double beadsPx, double quarterPx) {
    private static final int FOLDS = 10;
    private static final long SEED = 20240229;
    private static final int ITERATIONS = 8;

    /** All three errors of a fit; folds are solved on the shared pool. */
    public static LeaveOut of(Fit fit) {
        boolean[] judged = weighted(fit);
        return new LeaveOut(
                mean(lengths(fit, dealt(fit.scene().tracks.size), judged, false)),
                mean(lengths(fit, beadFolds(fit), judged, true)),
                mean(lengths(fit, quarters(fit), judged, true)));
    }

    /**
     * Error of each observation when its whole bead is left out; NaN where it cannot be predicted or is not judged.
     *
     * @param judged which observations to predict, so that two fits can be compared on the same ones
     */
    static double[] ofBeads(Fit fit, boolean[] judged) {
        return lengths(fit, beadFolds(fit), judged, true);
    }

    /** The observations to which a fit gives weight. */
    static boolean[] weighted(Fit fit) {
        boolean[] weighted = new boolean[fit.scene().tracks.size];
        for (int o = 0; o < weighted.length; o++) {
            weighted[o] = fit.weight(o) > 0;
        }
        return weighted;
    }

    private static double[] lengths(Fit fit, int[] foldOf, boolean[] judged, boolean wholeBeads) {
        int folds = Arrays.stream(foldOf).max().orElse(-1) + 1;
        double[] length = new double[foldOf.length];
        Arrays.fill(length, Double.NaN);
        WorkerPool.shared().forEach(folds, fold -> {
            boolean[] keep = new boolean[foldOf.length];
            boolean all = true;
            for (int o = 0; o < keep.length; o++) {
                keep[o] = foldOf[o] != fold;
                all &= keep[o];
            }
            // Fewer than three beads tie no view down, and what is off by hundreds of pixels says nothing of the
            // others.
            if (all || beadsKept(fit, keep) < 3) {
                return;
            }
            Fit rest = AlignmentSolver.resolve(fit, keep, ITERATIONS);
            if (rest != null) {
                // Each fold writes the observations it left out and no others.
                predict(fit, rest, keep, judged, wholeBeads, length);
            }
        });
        return length;
    }

    private static int beadsKept(Fit fit, boolean[] keep) {
        boolean[] kept = new boolean[fit.scene().tracks.pointCount];
        int count = 0;
        for (int o = 0; o < keep.length; o++) {
            int point = fit.scene().tracks.point[o];
            count += keep[o] && !kept[point] ? 1 : 0;
            kept[point] |= keep[o];
        }
        return count;
    }

    private static void predict(
            Fit full, Fit rest, boolean[] keep, boolean[] judged, boolean wholeBeads, double[] length) {
        Tracks tracks = full.scene().tracks;
        if (!wholeBeads) {
            for (int o = 0; o < keep.length; o++) {
                if (!keep[o]
                        && judged[o]
                        && rest.connected(tracks.view[o])
                        && Double.isFinite(rest.position(tracks.marker[tracks.point[o]])[0])) {
                    length[o] = Math.hypot(rest.scene().residualX[o], rest.scene().residualY[o]);
                }
            }
            return;
        }
        for (int half = 0; half < 2; half++) {
            boolean[] hidden = new boolean[tracks.size];
            double[] weight = halfWeights(full, rest, keep, half, hidden);
            Scene scene = new Scene(tracks, rest.scene().view, weight, weight);
            int[] seen = new int[tracks.pointCount];
            for (int o = 0; o < weight.length; o++) {
                seen[tracks.point[o]] += weight[o] > 0 ? 1 : 0;
            }
            for (int o = 0; o < weight.length; o++) {
                if (hidden[o] && judged[o] && seen[tracks.point[o]] >= 3) {
                    length[o] = Math.hypot(scene.residualX[o], scene.residualY[o]);
                }
            }
        }
    }

    /**
     * The robust weights of every second observation, in tilt order, of each bead left out.
     *
     * @param hidden receives the other observations of these beads
     */
    private static double[] halfWeights(Fit full, Fit rest, boolean[] keep, int half, boolean[] hidden) {
        Tracks tracks = full.scene().tracks;
        double[] weight = new double[tracks.size];
        for (int p = 0; p < tracks.pointCount; p++) {
            int[] order = java.util.stream.IntStream.range(tracks.first[p], tracks.first[p + 1])
                    .filter(o -> !keep[o] && full.used(o) && rest.connected(tracks.view[o]))
                    .boxed()
                    .sorted((a, b) -> Double.compare(tracks.tilt[tracks.view[a]], tracks.tilt[tracks.view[b]]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int k = 0; k < order.length; k++) {
                hidden[order[k]] = k % 2 != half;
                weight[order[k]] = hidden[order[k]] ? 0 : full.weight(order[k]);
            }
        }
        return weight;
    }

    private static int[] beadFolds(Fit fit) {
        Tracks tracks = fit.scene().tracks;
        int[] dealt = dealt(tracks.pointCount);
        int[] folds = new int[tracks.size];
        for (int o = 0; o < folds.length; o++) {
            folds[o] = dealt[tracks.point[o]];
        }
        return folds;
    }

    private static int[] quarters(Fit fit) {
        Tracks tracks = fit.scene().tracks;
        int[] folds = new int[tracks.size];
        for (int o = 0; o < folds.length; o++) {
            double[] at = fit.scene().point[tracks.point[o]];
            folds[o] = (at[0] < 0 ? 0 : 1) + (at[1] < 0 ? 0 : 2);
        }
        return folds;
    }

    /** Folds of equal size in random order. */
    private static int[] dealt(int count) {
        int[] folds = new int[count];
        for (int i = 0; i < count; i++) {
            folds[i] = i % FOLDS;
        }
        Random random = new Random(SEED);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = folds[j];
            folds[j] = folds[i];
            folds[i] = other;
        }
        return folds;
    }

    private static double mean(double[] lengths) {
        return Arrays.stream(lengths).filter(Double::isFinite).average().orElse(Double.NaN);
    }
}
