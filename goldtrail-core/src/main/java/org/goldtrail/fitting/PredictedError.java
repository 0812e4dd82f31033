package org.goldtrail.fitting;

/**
 * Predicted error of each view's geometry, from the covariance of the fit: the standard deviation (both coordinates
 * together, raw pixels) of where a specimen point is said to be imaged, apart from what a moved specimen point would explain
 * too. At the specimen centre, and at the worst of four points at the corners of the untilted field. It counts the noise of
 * the beads and the expectations of the fit, but not what a model leaves out: compare models by {@link LeaveOut} as well.
 */
public final class PredictedError {
    private final double[] centre;
    private final double[] corner;
    private final boolean[] connected;

    private PredictedError(double[] centre, double[] corner, boolean[] connected) {
        this.centre = centre;
        this.corner = corner;
        this.connected = connected;
    }

    /** Predicts the errors of a fit's views. The scatter of each bead counts in full, outliers included. */
    public static PredictedError of(Fit fit) {
        BundleAdjustment adjustment = fit.adjustment(fit.priors());
        return of(fit, new Covariance(adjustment, adjustment.noiseVarianceWithOutliers()));
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
