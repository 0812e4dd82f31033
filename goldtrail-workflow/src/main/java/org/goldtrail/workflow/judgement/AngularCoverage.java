package org.goldtrail.workflow.judgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which tilt angles are missing from a series because their views could not be used.
 *
 * @param rangeDeg angle between the outermost used views
 * @param lost clauses for people about holes that harm the tomogram: at least three views in a row
 * @param small clauses about holes of two views
 */
record AngularCoverage(double rangeDeg, List<String> lost, List<String> small) {
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
        double low = Double.NaN;
        double high = Double.NaN;
        for (int v : order) {
            if (used.test(v)) {
                low = Double.isNaN(low) ? tiltsDeg[v] : low;
                high = tiltsDeg[v];
            }
        }
        return new AngularCoverage(Double.isNaN(low) ? 0 : high - low, lost, small);
    }
}
