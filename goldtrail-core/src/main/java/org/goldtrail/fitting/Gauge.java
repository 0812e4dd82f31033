package org.goldtrail.fitting;

import static org.goldtrail.fitting.ViewVariable.MAGNIFICATION;
import static org.goldtrail.fitting.ViewVariable.SHIFT_X;
import static org.goldtrail.fitting.ViewVariable.SHIFT_Y;
import static org.goldtrail.fitting.ViewVariable.TILT;
import static org.goldtrail.fitting.ViewVariable.X_TILT;

import java.util.Arrays;
import java.util.List;

/**
 * Fixes what the data cannot see, as the project's conventions say: t = 0 in the used view of smallest |nominal tilt|; z =
 * 0 halfway between the highest and the lowest bead; geometric mean of m = 1; and fills the views that no trail reaches.
 */
final class Gauge {
    private Gauge() {}

    /** @param base weights before robust ones: 0 for observations that do not take part */
    static Fit settle(
            FitInput input,
            FitModel model,
            Scene scene,
            boolean[] connected,
            double[] base,
            double[] weight,
            FitPriors priors,
            int unknowns,
            Convergence convergence,
            List<String> notes) {
        Tracks tracks = scene.tracks;
        double[][] view = new double[scene.view.length][];
        for (int v = 0; v < view.length; v++) {
            view[v] = scene.view[v].clone();
        }
        keepMeanAngles(model, tracks, view, connected);
        double meanLog = 0;
        int reference = -1;
        int count = 0;
        for (int v = 0; v < view.length; v++) {
            if (connected[v]) {
                meanLog += view[v][MAGNIFICATION.index];
                count++;
                if (reference < 0 || Math.abs(tracks.tilt[v]) < Math.abs(tracks.tilt[reference])) {
                    reference = v;
                }
            }
        }
        meanLog /= count;
        double scale = Math.exp(meanLog);
        double[] range = depthRange(new Scene(tracks, view, base, weight), base);
        double dz = -scale * (range[0] + range[1]) / 2;
        for (double[] numbers : view) {
            numbers[MAGNIFICATION.index] -= meanLog;
        }
        // P_ref (dx, dy, dz) = t_ref takes the reference view's shift into the specimen.
        double[] p = Scene.projection(view[reference]);
        double rx = view[reference][SHIFT_X.index] - p[2] * dz;
        double ry = view[reference][SHIFT_Y.index] - p[5] * dz;
        double det = p[0] * p[4] - p[1] * p[3];
        double dx = (rx * p[4] - ry * p[1]) / det;
        double dy = (p[0] * ry - p[3] * rx) / det;
        for (int v = 0; v < view.length; v++) {
            double[] q = Scene.projection(view[v]);
            view[v][SHIFT_X.index] -= q[0] * dx + q[1] * dy + q[2] * dz;
            view[v][SHIFT_Y.index] -= q[3] * dx + q[4] * dy + q[5] * dz;
        }
        view[reference][SHIFT_X.index] = 0;
        view[reference][SHIFT_Y.index] = 0;
        interpolateUnconnected(tracks, view, connected);
        Scene settled = new Scene(tracks, view, base, weight);
        return new Fit(input, model, settled, connected, base, weight, priors, unknowns, convergence, notes);
    }

    /**
     * Takes what little a common angle has drifted during the search out of the views, where it is the same as turning the
     * specimen: tilt angles keep the mean of the nominal ones, X-tilts the mean 0.
     */
    private static void keepMeanAngles(FitModel model, Tracks tracks, double[][] view, boolean[] connected) {
        if (!model.stretch().isFixed() || !model.skew().isFixed()) {
            return;
        }
        double tilt = 0;
        double xTilt = 0;
        int count = LinearFit.count(connected);
        for (int v = 0; v < view.length; v++) {
            if (connected[v]) {
                tilt += (view[v][TILT.index] - tracks.tilt[v]) / count;
                xTilt += view[v][X_TILT.index] / count;
            }
        }
        for (double[] numbers : view) {
            if (model.xTilt().varies()) {
                numbers[X_TILT.index] -= xTilt;
            } else if (model.tilt().varies()) {
                numbers[TILT.index] -= tilt;
            }
        }
    }

    /** Lowest and highest z, of beads that are seen at least half as often as the median one. */
    private static double[] depthRange(Scene scene, double[] base) {
        Tracks tracks = scene.tracks;
        double[] seen = new double[tracks.pointCount];
        for (int i = 0; i < tracks.size; i++) {
            seen[tracks.point[i]] += base[i];
        }
        double least =
                TukeyWeights.median(Arrays.stream(seen).filter(s -> s >= 2).toArray()) / 2;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < tracks.pointCount; p++) {
            if (seen[p] >= Math.max(2, least)) {
                lowest = Math.min(lowest, scene.point[p][2]);
                highest = Math.max(highest, scene.point[p][2]);
            }
        }
        return new double[] {lowest, highest};
    }

    /** Gives views that no trail reaches what their neighbours in tilt have, as deviation from the nominal angle. */
    private static void interpolateUnconnected(Tracks tracks, double[][] view, boolean[] connected) {
        for (int v = 0; v < view.length; v++) {
            if (connected[v]) {
                continue;
            }
            int below = -1;
            int above = -1;
            for (int w = 0; w < view.length; w++) {
                if (!connected[w]) {
                    continue;
                }
                if (tracks.tilt[w] <= tracks.tilt[v] && (below < 0 || tracks.tilt[w] > tracks.tilt[below])) {
                    below = w;
                }
                if (tracks.tilt[w] >= tracks.tilt[v] && (above < 0 || tracks.tilt[w] < tracks.tilt[above])) {
                    above = w;
                }
            }
            int a = below < 0 ? above : below;
            int b = above < 0 ? below : above;
            double span = tracks.tilt[b] - tracks.tilt[a];
            double f = span == 0 ? 0 : (tracks.tilt[v] - tracks.tilt[a]) / span;
            for (int k = 0; k < ViewVariable.COUNT; k++) {
                boolean tilt = k == TILT.index;
                double fromA = view[a][k] - (tilt ? tracks.tilt[a] : 0);
                double fromB = view[b][k] - (tilt ? tracks.tilt[b] : 0);
                view[v][k] = (1 - f) * fromA + f * fromB + (tilt ? tracks.tilt[v] : 0);
            }
        }
    }
}
