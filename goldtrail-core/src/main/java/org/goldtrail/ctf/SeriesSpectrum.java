package org.goldtrail.ctf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the views of a series have in common besides the defocus: the shape of background and ring amplitude. The linear
 * unknowns x_i of view i are drawn from a normal distribution about a trend, {@code x_i ~ N(B f_i, C)} with f_i = (1,
 * 1/cos tilt - 1, dose order), and B and C are learned from the series by expectation maximisation (Laird and Ware 1982,
 * doi 10.2307/2529876). A view whose own rings are hardly seen so knows what they should look like.
 */
final class SeriesSpectrum {
    private static final int N = RingBasis.UNKNOWNS;
    private static final int ROUNDS = 12;

    private final double[][] features;
    private final double[][] trend; // feature by unknown
    private final double[] covariance;

    private SeriesSpectrum(double[][] features, double[][] trend, double[] covariance) {
        this.features = features;
        this.trend = trend;
        this.covariance = covariance;
    }

    /**
     * @param features f_i of each view
     * @param normals normal equations of each view at its present defocus; null for views that do not count
     */
    static SeriesSpectrum learn(double[][] features, List<RingFit.@Nullable Normal> normals) {
        int nf = features[0].length;
        double[][] trend = new double[nf][N];
        double[] covariance = new double[N * N];
        // from nothing: a wide prior about a fit to all views at once
        double[] a = new double[N * N];
        double[] b = new double[N];
        int count = 0;
        for (RingFit.Normal normal : normals) {
            if (normal != null) {
                count++;
                for (int i = 0; i < N * N; i++) {
                    a[i] += normal.matrix()[i];
                }
                for (int i = 0; i < N; i++) {
                    b[i] += normal.right()[i];
                }
            }
        }
        trend[0] = Cholesky.of(a, N).solve(b);
        double scale = 0;
        for (double x : trend[0]) {
            scale += x * x / N;
        }
        for (int i = 0; i < N; i++) {
            covariance[i * N + i] = 0.1 * scale + 1e-12;
        }
        for (int round = 0; round < ROUNDS && count > 0; round++) {
            SeriesSpectrum now = new SeriesSpectrum(features, trend, covariance);
            double[][] means = new double[normals.size()][];
            double[] spread = new double[N * N];
            for (int v = 0; v < means.length; v++) {
                RingFit.Normal normal = normals.get(v);
                if (normal != null) {
                    RingFit.Prior prior = now.prior(v);
                    double[] matrix = normal.matrix().clone();
                    double[] right = normal.right().clone();
                    double[] product = prior.precisionTimesMean();
                    for (int i = 0; i < N * N; i++) {
                        matrix[i] += prior.precision()[i];
                    }
                    for (int i = 0; i < N; i++) {
                        right[i] += product[i];
                    }
                    Cholesky factor = Cholesky.of(matrix, N);
                    means[v] = factor.solve(right);
                    double[] inverse = factor.inverse();
                    for (int i = 0; i < N * N; i++) {
                        spread[i] += inverse[i];
                    }
                }
            }
            trend = regress(features, means, nf);
            for (int v = 0; v < means.length; v++) {
                if (means[v] != null) {
                    for (int i = 0; i < N; i++) {
                        double di = means[v][i] - at(trend, features[v], i);
                        for (int j = 0; j < N; j++) {
                            spread[i * N + j] += di * (means[v][j] - at(trend, features[v], j));
                        }
                    }
                }
            }
            for (int i = 0; i < N * N; i++) {
                covariance[i] = spread[i] / count + (i % (N + 1) == 0 ? 1e-9 * scale + 1e-15 : 0);
            }
        }
        return new SeriesSpectrum(features, trend, covariance);
    }

    private static double[][] regress(double[][] features, double[][] means, int nf) {
        double[] a = new double[nf * nf];
        double[][] b = new double[N][nf];
        for (int v = 0; v < means.length; v++) {
            if (means[v] == null) {
                continue;
            }
            for (int p = 0; p < nf; p++) {
                for (int q = 0; q < nf; q++) {
                    a[p * nf + q] += features[v][p] * features[v][q];
                }
                for (int i = 0; i < N; i++) {
                    b[i][p] += features[v][p] * means[v][i];
                }
            }
        }
        Cholesky factor = Cholesky.of(a, nf);
        double[][] trend = new double[nf][N];
        for (int i = 0; i < N; i++) {
            double[] x = factor.solve(b[i]);
            for (int p = 0; p < nf; p++) {
                trend[p][i] = x[p];
            }
        }
        return trend;
    }

    private static double at(double[][] trend, double[] feature, int unknown) {
        double sum = 0;
        for (int p = 0; p < feature.length; p++) {
            sum += feature[p] * trend[p][unknown];
        }
        return sum;
    }

    /** What the series says of one view. */
    RingFit.Prior prior(int view) {
        double[] mean = new double[N];
        for (int i = 0; i < N; i++) {
            mean[i] = at(trend, features[view], i);
        }
        return new RingFit.Prior(mean, Cholesky.of(covariance, N).inverse());
    }
}
