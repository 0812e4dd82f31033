package org.goldtrail.fitting;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * What part of the residuals goes on from view to view. Errors of measurement are independent in neighbouring views; beads that
 * move in the specimen, as it shrinks and bends under the dose, drift slowly, so that their residuals in neighbouring
 * views are alike. With r the residuals of a bead in the order of tilt, the mean of r(i) r(i+1) is the variance of the
 * drift, and what it leaves of the mean of r(i)^2 is that of the measurement (J. von Neumann, Ann. Math. Stat. 12 (1941)).
 *
 * @param driftPx root mean square length of the part that goes on, raw pixels; 0 if there is none
 * @param measurementPx root mean square length of the rest
 */
public record ResidualTrend(double driftPx, double measurementPx) {
    /**
     * Parts the residuals of some beads. Outliers, to which the fit gives no weight, do not count.
     *
     * @param markers the beads to look at
     * @return NaN for both if no bead is seen in neighbouring views
     */
    public static ResidualTrend of(Fit fit, Set<Integer> markers) {
        Tracks tracks = fit.scene().tracks;
        double products = 0;
        double pairs = 0;
        double squares = 0;
        double count = 0;
        for (int p = 0; p < tracks.pointCount; p++) {
            if (!markers.contains(tracks.marker[p])) {
                continue;
            }
            int[] order = IntStream.range(tracks.first[p], tracks.first[p + 1])
                    .filter(o -> fit.used(o) && fit.weight(o) > 0)
                    .boxed()
                    .sorted((a, b) -> Double.compare(tracks.tilt[tracks.view[a]], tracks.tilt[tracks.view[b]]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int k = 0; k < order.length; k++) {
                int o = order[k];
                double w = fit.weight(o);
                squares += w * (fit.residualX(o) * fit.residualX(o) + fit.residualY(o) * fit.residualY(o));
                count += w;
                if (k > 0) {
                    int before = order[k - 1];
                    double both = w * fit.weight(before);
                    products += both
                            * (fit.residualX(o) * fit.residualX(before) + fit.residualY(o) * fit.residualY(before));
                    pairs += both;
                }
            }
        }
        if (!(pairs > 0)) {
            return new ResidualTrend(Double.NaN, Double.NaN);
        }
        double drift = Math.max(0, products / pairs);
        return new ResidualTrend(Math.sqrt(drift), Math.sqrt(Math.max(0, squares / count - drift)));
    }
}
