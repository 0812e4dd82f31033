package org.goldtrail.indexing;

import java.util.Arrays;
import java.util.List;
import org.goldtrail.detection.Peak;

/**
 * The unindexed observations of a series: for each view, where something that may be a bead was seen, relative to the
 * image centre in raw pixels. Immutable by convention.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ObservationCloud(int width, int height, List<double[]> x, List<double[]> y, List<double[]> weight) {

    /**
     * Collects peaks.
     *
     * @param peaks for each view
     * @param weight for each view, for each peak, how likely it is a bead (0 to 1)
     */
    public static ObservationCloud of(int width, int height, List<List<Peak>> peaks, List<double[]> weight) {
        double cx = (width - 1) / 2.0;
        double cy = (height - 1) / 2.0;
        List<double[]> x = peaks.stream()
                .map(v -> v.stream().mapToDouble(p -> p.x() - cx).toArray())
                .toList();
        List<double[]> y = peaks.stream()
                .map(v -> v.stream().mapToDouble(p -> p.y() - cy).toArray())
                .toList();
        return new ObservationCloud(width, height, x, y, weight);
    }

    public int viewCount() {
        return x.size();
    }

    public int count(int view) {
        return x.get(view).length;
    }

    public double x(int view, int i) {
        return x.get(view)[i];
    }

    public double y(int view, int i) {
        return y.get(view)[i];
    }

    public double weight(int view, int i) {
        return weight.get(view)[i];
    }

    public double centreX() {
        return (width - 1) / 2.0;
    }

    public double centreY() {
        return (height - 1) / 2.0;
    }

    /** Whether a place relative to the centre lies in the image, at least so far from its border. */
    public boolean inField(double px, double py, double marginPx) {
        return Math.abs(px) <= centreX() - marginPx && Math.abs(py) <= centreY() - marginPx;
    }

    /** Observations per square pixel of a view. */
    public double density(int view) {
        return count(view) / ((double) width * height);
    }

    /** The same cloud without the observations that are marked. */
    public ObservationCloud without(boolean[][] used) {
        List<double[]> xs = new java.util.ArrayList<>();
        List<double[]> ys = new java.util.ArrayList<>();
        List<double[]> ws = new java.util.ArrayList<>();
        for (int v = 0; v < viewCount(); v++) {
            int n = 0;
            double[][] kept = new double[3][count(v)];
            for (int i = 0; i < count(v); i++) {
                if (!used[v][i]) {
                    kept[0][n] = x(v, i);
                    kept[1][n] = y(v, i);
                    kept[2][n++] = weight(v, i);
                }
            }
            xs.add(Arrays.copyOf(kept[0], n));
            ys.add(Arrays.copyOf(kept[1], n));
            ws.add(Arrays.copyOf(kept[2], n));
        }
        return new ObservationCloud(width, height, xs, ys, ws);
    }
}
