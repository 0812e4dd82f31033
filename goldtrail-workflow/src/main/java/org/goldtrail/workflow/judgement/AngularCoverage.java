package org.goldtrail.workflow.judgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.goldtrail.image.Statistics;

/**
 * Which tilt angles are missing from a series because their views could not be used.
 *
 * @param rangeDeg angle between the outermost used views
 * @param lost clauses for people about holes that harm the tomogram: at least three views in a row
 * @param small clauses about holes of two views
 * @param widestGap the widest hole between used views, whoever made it, where it is wide for the series and is none of those
 *     lost
 */
record AngularCoverage(double rangeDeg, List<String> lost, List<String> small, Optional<Gap> widestGap) {
    /**
     * Neighbouring used views that are far apart.
     *
     * @param clause for people
     * @param harms whether it is so wide that the tomogram suffers as from a larger missing wedge
     */
    record Gap(String clause, boolean harms) {}

    /** A hole this wide is worth a word ... */
    private static final double WIDE_GAP_DEG = 10;

    /** ... unless the whole series is about as coarse. */
    private static final double WIDE_GAP_STEPS = 3;

    /** A hole this wide adds a third to the usual missing wedge of 60 degrees. */
    private static final double HARMFUL_GAP_DEG = 20;

    private static final int LEAST_LOST = 3;
    private static final int LEAST_NAMED = 2;

    AngularCoverage {
        lost = List.copyOf(lost);
        small = List.copyOf(small);
    }

    /**
     * @param intended the views that were to be used
     * @param used those that are
     */
    static AngularCoverage of(double[] tiltsDeg, IntPredicate intended, IntPredicate used) {
        int[] order = IntStream.range(0, tiltsDeg.length)
                .filter(v -> intended.test(v) || used.test(v))
                .boxed()
                .sorted((a, b) -> Double.compare(tiltsDeg[a], tiltsDeg[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<String> lost = new ArrayList<>();
        List<String> small = new ArrayList<>();
        int before = -1;
        for (int k = 0; k <= order.length; k++) {
            if (k < order.length && !used.test(order[k])) {
                continue;
            }
            int missing = k - before - 1;
            if (missing >= LEAST_NAMED) {
                boolean end = before < 0 || k == order.length;
                (missing >= LEAST_LOST ? lost : small)
                        .add(String.format(
                                Locale.ROOT,
                                "%s %+.1f° to %+.1f° (%d views)",
                                end ? "the range lost at its end from" : "a gap from",
                                tiltsDeg[order[before + 1]],
                                tiltsDeg[order[k - 1]],
                                missing));
            }
            before = k;
        }
        double[] seen = IntStream.range(0, tiltsDeg.length)
                .filter(used)
                .mapToDouble(v -> tiltsDeg[v])
                .sorted()
                .toArray();
        return new AngularCoverage(
                seen.length == 0 ? 0 : seen[seen.length - 1] - seen[0],
                lost,
                small,
                lost.isEmpty() ? widestGap(seen) : Optional.empty());
    }

    private static Optional<Gap> widestGap(double[] seenDeg) {
        if (seenDeg.length < 3) {
            return Optional.empty();
        }
        double[] steps = new double[seenDeg.length - 1];
        int widest = 0;
        for (int k = 0; k < steps.length; k++) {
            steps[k] = seenDeg[k + 1] - seenDeg[k];
            widest = steps[k] > steps[widest] ? k : widest;
        }
        if (steps[widest] <= Math.max(WIDE_GAP_DEG, WIDE_GAP_STEPS * Statistics.median(steps))) {
            return Optional.empty();
        }
        return Optional.of(new Gap(
                String.format(Locale.ROOT, "no view between %+.1f° and %+.1f°", seenDeg[widest], seenDeg[widest + 1]),
                steps[widest] > HARMFUL_GAP_DEG));
    }
}
