package org.goldtrail.phantom.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.goldtrail.GoldtrailException;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.Observation;
import org.jspecify.annotations.Nullable;

/**
 * How well an alignment explains bead tracks that were made independently of it: each tracked position is mapped through
 * its view's .xf (about the centre, (N-1)/2), each bead is triangulated by least squares under the .tlt and .xtilt angles,
 *
 * <pre>
 *   xa = X cos(theta) + Y sin(theta) sin(alpha) + Z sin(theta) cos(alpha),  ya = Y cos(alpha) - Z sin(alpha)
 * </pre>
 *
 * and what is left over is measured in aligned pixels.
 *
 * @param meanPx mean length of the residuals
 * @param medianPx median
 * @param p95Px below which 95 % of them lie
 * @param maxPx the largest
 * @param points number of positions
 * @param beads number of beads
 */
public record TrackTriangulation(double meanPx, double medianPx, double p95Px, double maxPx, int points, int beads) {

    /**
     * Triangulates all tracks.
     *
     * @param tracks raw pixel-index coordinates
     * @param xf rows A11 A12 A21 A22 DX DY, one for each section
     * @param tiltDeg one for each section
     * @param xTiltDeg one for each section, or null where all are 0
     * @param excluded sections whose positions are left out
     * @throws GoldtrailException if a track lies in a section that the alignment does not have
     */
    public static TrackTriangulation of(
            List<Observation> tracks,
            double[][] xf,
            double[] tiltDeg,
            double @Nullable [] xTiltDeg,
            int width,
            int height,
            Set<Integer> excluded) {
        Map<Integer, List<Observation>> byBead = new TreeMap<>();
        for (Observation o : tracks) {
            if (o.tilt() < 0 || o.tilt() >= Math.min(xf.length, tiltDeg.length)) {
                throw new GoldtrailException(
                        "a track lies in section " + o.tilt() + " (0-based) of an alignment of " + xf.length
                                + " sections",
                        "tracks",
                        "give tracks of this series");
            }
            if (!excluded.contains(o.tilt())) {
                byBead.computeIfAbsent(o.marker(), k -> new ArrayList<>()).add(o);
            }
        }
        List<Double> residuals = new ArrayList<>();
        for (List<Observation> bead : byBead.values()) {
            int n = bead.size();
            DMatrixRMaj design = new DMatrixRMaj(2 * n, 3);
            DMatrixRMaj aligned = new DMatrixRMaj(2 * n, 1);
            for (int k = 0; k < n; k++) {
                Observation o = bead.get(k);
                double[] a = xf[o.tilt()];
                double x = o.x() - (width - 1) / 2.0;
                double y = o.y() - (height - 1) / 2.0;
                double theta = Math.toRadians(tiltDeg[o.tilt()]);
                double alpha = xTiltDeg == null ? 0 : Math.toRadians(xTiltDeg[o.tilt()]);
                design.set(2 * k, 0, Math.cos(theta));
                design.set(2 * k, 1, Math.sin(theta) * Math.sin(alpha));
                design.set(2 * k, 2, Math.sin(theta) * Math.cos(alpha));
                design.set(2 * k + 1, 1, Math.cos(alpha));
                design.set(2 * k + 1, 2, -Math.sin(alpha));
                aligned.set(2 * k, 0, a[0] * x + a[1] * y + a[4]);
                aligned.set(2 * k + 1, 0, a[2] * x + a[3] * y + a[5]);
            }
            DMatrixRMaj point = new DMatrixRMaj(3, 1);
            DMatrixRMaj pseudoInverse = new DMatrixRMaj(3, 2 * n);
            CommonOps_DDRM.pinv(design, pseudoInverse);
            CommonOps_DDRM.mult(pseudoInverse, aligned, point);
            DMatrixRMaj rest = new DMatrixRMaj(2 * n, 1);
            CommonOps_DDRM.mult(design, point, rest);
            CommonOps_DDRM.subtractEquals(rest, aligned);
            for (int k = 0; k < n; k++) {
                residuals.add(Math.hypot(rest.get(2 * k), rest.get(2 * k + 1)));
            }
        }
        double[] sorted =
                residuals.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return new TrackTriangulation(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0);
        }
        return new TrackTriangulation(
                Arrays.stream(sorted).average().orElse(Double.NaN),
                Statistics.quantile(sorted, 0.5),
                Statistics.quantile(sorted, 0.95),
                sorted[sorted.length - 1],
                sorted.length,
                byBead.size());
    }

    /** One line for people. */
    public String report() {
        return String.format(
                Locale.ROOT,
                "independent tracks: mean %.3f, median %.3f, 95 %% below %.3f, largest %.2f px over %d points of %d beads",
                meanPx,
                medianPx,
                p95Px,
                maxPx,
                points,
                beads);
    }
}
