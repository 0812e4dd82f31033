package org.goldtrail.fitting;

import java.util.Arrays;
import java.util.List;

/**
 * Predicted error of each view's geometry, from the covariance of the fit: the standard deviation (both coordinates
 * together, raw pixels) of where a specimen point is said to be imaged, apart from what a moved specimen point would explain
 * too. At the specimen centre, and at the worst of four points at the corners of the untilted field. It counts the noise of
 * the beads and the expectations of the fit, and of what the model leaves out as much as freer models see of it.
 *
 * @param centre error at the specimen centre for each view, raw pixels; 0 for a view that no trail reaches
 * @param corner error at the worst corner of the field, likewise
 * @param connected which views trails reach
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PredictedError(double[] centre, double[] corner, boolean[] connected) {

    /** Errors of views of which nobody knows them. */
    public static PredictedError unknown(boolean[] connected) {
        double[] none = new double[connected.length];
        Arrays.fill(none, Double.NaN);
        return new PredictedError(none, none.clone(), connected.clone());
    }

    /** Predicts the errors of a fit's views. The scatter of each bead counts in full, outliers included. */
    public static PredictedError of(Fit fit) {
        BundleAdjustment adjustment = fit.adjustment(fit.priors());
        return of(fit, new Covariance(adjustment, adjustment.noiseVarianceWithOutliers()));
    }

    /**
     * The same where freer models have been fitted, too. What a model holds fixed it takes for known, so that its own
     * covariance is too small where few beads let a simple model stand. With d how far a freer model puts the image of a point
     * from where this one does, again apart from what a moved point explains, and s the freer model's own error, the error
     * is {@code sqrt(s^2 + d^2)}; the largest of all models counts in each view.
     *
     * @param freer fits of the same views with more freedom, their expectations learnt from the series
     */
    public static PredictedError of(Fit fit, List<Fit> freer) {
        PredictedError own = of(fit);
        double[] centre = own.centre.clone();
        double[] corner = own.corner.clone();
        for (Fit other : freer) {
            PredictedError others = of(other);
            raise(centre, others.centre, difference(fit, other, new double[3]));
            double[] worst = new double[corner.length];
            for (double[] at : corners(fit)) {
                double[] d = difference(fit, other, at);
                for (int v = 0; v < worst.length; v++) {
                    worst[v] = Math.max(worst[v], d[v]);
                }
            }
            raise(corner, others.corner, worst);
        }
        return new PredictedError(centre, corner, own.connected);
    }

    private static void raise(double[] error, double[] others, double[] difference) {
        for (int v = 0; v < error.length; v++) {
            if (error[v] > 0 && others[v] > 0) {
                error[v] = Math.max(error[v], Math.hypot(others[v], difference[v]));
            }
        }
    }

    /**
     * How far the images of a specimen point lie, in each view, from those that another fit of the same views has of the
     * point that it shows most nearly there.
     */
    private static double[] difference(Fit fit, Fit other, double[] at) {
        Scene here = fit.scene();
        Scene there = other.scene();
        int views = here.view.length;
        double[][] image = new double[views][];
        double[] normal = new double[6];
        double[] right = new double[3];
        for (int v = 0; v < views; v++) {
            double[] m = here.matrix[v];
            double[] q = there.matrix[v];
            image[v] = new double[2];
            for (int k = 0; k < 2; k++) {
                int r = 3 * k;
                image[v][k] = m[r] * at[0] + m[r + 1] * at[1] + m[r + 2] * at[2] + here.view[v][k] - there.view[v][k];
                if (fit.connected(v) && other.connected(v)) {
                    normal[0] += q[r] * q[r];
                    normal[1] += q[r] * q[r + 1];
                    normal[2] += q[r] * q[r + 2];
                    normal[3] += q[r + 1] * q[r + 1];
                    normal[4] += q[r + 1] * q[r + 2];
                    normal[5] += q[r + 2] * q[r + 2];
                    for (int j = 0; j < 3; j++) {
                        right[j] += q[r + j] * image[v][k];
                    }
                }
            }
        }
        double[] point = new double[3];
        SmallMatrices.times3(SmallMatrices.inverse3(normal), right[0], right[1], right[2], point);
        double[] length = new double[views];
        for (int v = 0; v < views; v++) {
            double[] q = there.matrix[v];
            length[v] = Math.hypot(
                    image[v][0] - q[0] * point[0] - q[1] * point[1] - q[2] * point[2],
                    image[v][1] - q[3] * point[0] - q[4] * point[1] - q[5] * point[2]);
        }
        return length;
    }

    /** The same for comparison with other models of the same series: of the outliers only what the fit gives weight to. */
    static PredictedError withoutOutliers(Fit fit) {
        return of(fit, new Covariance(fit.adjustment(fit.priors())));
    }

    private static PredictedError of(Fit fit, Covariance covariance) {
        boolean[] connected = fit.connected();
        double[] centre = covariance.imageErrorPx(new double[3], connected);
        double[] corner = new double[centre.length];
        for (double[] at : corners(fit)) {
            double[] error = covariance.imageErrorPx(at, connected);
            for (int v = 0; v < corner.length; v++) {
                corner[v] = Math.max(corner[v], error[v]);
            }
        }
        return new PredictedError(centre, corner, connected);
    }

    /** Specimen points at z = 0 that are imaged at the corners of an untilted view with the axis of the series. */
    private static double[][] corners(Fit fit) {
        double x = (fit.input().widthPx() - 1) / 2.0;
        double y = (fit.input().heightPx() - 1) / 2.0;
        double axis = Math.toRadians(fit.axisDeg());
        double cos = Math.cos(axis);
        double sin = Math.sin(axis);
        double[][] corners = new double[4][];
        for (int k = 0; k < 4; k++) {
            double qx = (k & 1) == 0 ? -x : x;
            double qy = (k & 2) == 0 ? -y : y;
            corners[k] = new double[] {cos * qx + sin * qy, -sin * qx + cos * qy, 0};
        }
        return corners;
    }

    /** Error at the specimen centre; 0 for a view that no trail reaches. */
    public double centrePx(int view) {
        return centre[view];
    }

    /** Error at the worst corner of the field; 0 for a view that no trail reaches. */
    public double cornerPx(int view) {
        return corner[view];
    }

    /** Root mean square over the connected views of the error at the centre. */
    public double centrePx() {
        return rootMeanSquare(centre);
    }

    /** Root mean square over the connected views of the error at the worst corner. */
    public double cornerPx() {
        return rootMeanSquare(corner);
    }

    private double rootMeanSquare(double[] values) {
        double sum = 0;
        for (int v = 0; v < values.length; v++) {
            sum += connected[v] ? values[v] * values[v] : 0;
        }
        return Math.sqrt(sum / LinearFit.count(connected));
    }
}
