package org.goldtrail.phantom.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.goldtrail.markers.Observation;

/**
 * How well an alignment explains bead tracks that were made independently of it: each tracked position is mapped through
 * its view's .xf (about the centre, (N-1)/2), each bead is triangulated by least squares under the .tlt angles,
 *
 * <pre>
 *   xa = X cos(theta) + Z sin(theta),  ya = Y
 * </pre>
 *
 * and what is left over is measured in aligned pixels.
 */
public final class TrackTriangulation {
    private TrackTriangulation() {}

    /**
     * Residual lengths of all tracked positions.
     *
     * @param tracks raw pixel-index coordinates
     * @param xf rows A11 A12 A21 A22 DX DY, one for each section
     * @param tiltDeg one for each section
     * @param excluded sections whose positions are left out
     */
    public static double[] residualsPx(
            List<Observation> tracks, double[][] xf, double[] tiltDeg, int width, int height, Set<Integer> excluded) {
        Map<Integer, List<Observation>> byBead = new TreeMap<>();
        for (Observation o : tracks) {
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
                design.set(2 * k, 0, Math.cos(theta));
                design.set(2 * k, 2, Math.sin(theta));
                design.set(2 * k + 1, 1, 1);
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
        return residuals.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Mean of {@link #residualsPx}. */
    public static double meanPx(
            List<Observation> tracks, double[][] xf, double[] tiltDeg, int width, int height, Set<Integer> excluded) {
        return Arrays.stream(residualsPx(tracks, xf, tiltDeg, width, height, excluded))
                .average()
                .orElse(Double.NaN);
    }
}
