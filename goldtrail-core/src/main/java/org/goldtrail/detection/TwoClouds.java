package org.goldtrail.detection;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/** A mixture of two Gaussian clouds with full covariances; cloud 1 is the one of higher features (beads). */
final class TwoClouds {
    private static final int ITERATIONS = 200;
    private static final double TOLERANCE = 1e-7;

    /** Least standard deviation along any feature, in units of the standardised features: no cloud may collapse. */
    private static final double LEAST_SD = 0.05;

    private final double[] weight = new double[2];
    private final double[][] mean = new double[2][];
    private final DMatrixRMaj[] inverse = new DMatrixRMaj[2];
    private final DMatrixRMaj[] covariance = new DMatrixRMaj[2];
    private final double[] logNormaliser = new double[2];
    private double logLikelihood;

    private TwoClouds() {}

    /**
     * Fits two clouds, starting from the guess that the given share of the points with the highest sum of features is
     * the upper one.
     *
     * @return null if a cloud dies out
     */
    static @Nullable TwoClouds fit(List<double[]> points, double upperShare) {
        int n = points.size();
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            for (double f : points.get(i)) {
                sums[i] += f;
            }
        }
        double limit = org.goldtrail.image.Statistics.quantile(sums, 1 - upperShare);
        double[] upper = new double[n];
        for (int i = 0; i < n; i++) {
            upper[i] = sums[i] >= limit ? 0.95 : 0.05;
        }
        TwoClouds clouds = new TwoClouds();
        double previous = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < ITERATIONS; round++) {
            if (!clouds.maximise(points, upper)) {
                return null;
            }
            clouds.logLikelihood = clouds.expect(points, upper);
            if (clouds.logLikelihood - previous < TOLERANCE * Math.abs(clouds.logLikelihood)) {
                break;
            }
            previous = clouds.logLikelihood;
        }
        // Beads score higher in the features taken together; otherwise the fit found something else.
        double difference = 0;
        for (int f = 0; f < clouds.mean[0].length; f++) {
            difference += clouds.mean[1][f] - clouds.mean[0][f];
        }
        return difference > 0 ? clouds : null;
    }

    private boolean maximise(List<double[]> points, double[] upper) {
        int dimensions = points.getFirst().length;
        for (int c = 0; c < 2; c++) {
            double total = 0;
            double[] centre = new double[dimensions];
            for (int i = 0; i < points.size(); i++) {
                double w = c == 1 ? upper[i] : 1 - upper[i];
                total += w;
                for (int f = 0; f < dimensions; f++) {
                    centre[f] += w * points.get(i)[f];
                }
            }
            if (total < 2 * dimensions) {
                return false;
            }
            for (int f = 0; f < dimensions; f++) {
                centre[f] /= total;
            }
            DMatrixRMaj cov = new DMatrixRMaj(dimensions, dimensions);
            for (int i = 0; i < points.size(); i++) {
                double w = (c == 1 ? upper[i] : 1 - upper[i]) / total;
                double[] p = points.get(i);
                for (int a = 0; a < dimensions; a++) {
                    for (int b = 0; b < dimensions; b++) {
                        cov.add(a, b, w * (p[a] - centre[a]) * (p[b] - centre[b]));
                    }
                }
            }
            for (int f = 0; f < dimensions; f++) {
                cov.add(f, f, LEAST_SD * LEAST_SD);
            }
            DMatrixRMaj inv = new DMatrixRMaj(dimensions, dimensions);
            if (!CommonOps_DDRM.invert(cov.copy(), inv)) {
                return false;
            }
            weight[c] = total / points.size();
            mean[c] = centre;
            covariance[c] = cov;
            inverse[c] = inv;
            logNormaliser[c] = Math.log(weight[c])
                    - 0.5 * Math.log(CommonOps_DDRM.det(cov))
                    - 0.5 * dimensions * Math.log(2 * Math.PI);
        }
        return true;
    }

    private double expect(List<double[]> points, double[] upper) {
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            double l0 = logDensity(0, points.get(i));
            double l1 = logDensity(1, points.get(i));
            double top = Math.max(l0, l1);
            double total = top + Math.log(Math.exp(l0 - top) + Math.exp(l1 - top));
            upper[i] = Math.exp(l1 - total);
            sum += total;
        }
        return sum;
    }

    private double logDensity(int c, double[] p) {
        double distance = 0;
        for (int a = 0; a < p.length; a++) {
            for (int b = 0; b < p.length; b++) {
                distance += (p[a] - mean[c][a]) * inverse[c].get(a, b) * (p[b] - mean[c][b]);
            }
        }
        return logNormaliser[c] - 0.5 * distance;
    }

    /** Fraction of the points that the upper cloud explains. */
    double upperShare() {
        return weight[1];
    }

    double logLikelihood() {
        return logLikelihood;
    }

    /** Probability that a point belongs to the upper cloud; beyond both clouds, the side of its nearer end decides. */
    double probability(double[] p) {
        double l0 = logDensity(0, p);
        double l1 = logDensity(1, p);
        double posterior = 1 / (1 + Math.exp(l0 - l1));
        // The wider cloud claims what lies far out on either side: a point above the upper mean is never of the lower.
        double along = position(p);
        if (along >= 1) {
            return Math.max(posterior, 0.9);
        }
        return along <= 0 ? Math.min(posterior, 0.05) : posterior;
    }

    /** Natural logarithm of the odds that a point belongs to the upper cloud, under the same rule for what lies beyond both. */
    double logOdds(double[] p) {
        double odds = logDensity(1, p) - logDensity(0, p);
        double along = position(p);
        if (along >= 1) {
            return Math.max(odds, Math.log(0.9 / 0.1));
        }
        return along <= 0 ? Math.min(odds, Math.log(0.05 / 0.95)) : odds;
    }

    /** Where the point projects on the line from the lower mean (0) to the upper (1). */
    private double position(double[] p) {
        double dot = 0;
        double norm = 0;
        for (int f = 0; f < p.length; f++) {
            double d = mean[1][f] - mean[0][f];
            dot += d * (p[f] - mean[0][f]);
            norm += d * d;
        }
        return dot / norm;
    }

    /** Ashman's D along the line that joins the means. */
    double separation() {
        int n = mean[0].length;
        double norm = 0;
        double[] variance = new double[2];
        for (int f = 0; f < n; f++) {
            norm += (mean[1][f] - mean[0][f]) * (mean[1][f] - mean[0][f]);
        }
        for (int c = 0; c < 2; c++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    variance[c] +=
                            (mean[1][a] - mean[0][a]) * covariance[c].get(a, b) * (mean[1][b] - mean[0][b]) / norm;
                }
            }
        }
        return Math.sqrt(norm) * Math.sqrt(2) / Math.sqrt(variance[0] + variance[1]);
    }
}
