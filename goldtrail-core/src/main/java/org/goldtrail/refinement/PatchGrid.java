package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.Observation;

/** The pixels of a round patch, and pictures given on them; NaN where nothing is seen. */
final class PatchGrid {
    /** A patch of which less is seen does not count. */
    private static final double LEAST_PIXEL_SHARE = 0.6;

    private final int[] dx;
    private final int[] dy;

    PatchGrid(double radius) {
        int half = (int) Math.ceil(radius);
        List<int[]> inside = new ArrayList<>();
        for (int y = -half; y <= half; y++) {
            for (int x = -half; x <= half; x++) {
                if (Math.hypot(x, y) <= radius) {
                    inside.add(new int[] {x, y});
                }
            }
        }
        dx = inside.stream().mapToInt(p -> p[0]).toArray();
        dy = inside.stream().mapToInt(p -> p[1]).toArray();
    }

    int size() {
        return dx.length;
    }

    /** A patch without its mean, NaN where it is not seen or belongs to another bead; empty if little is left. */
    double[] cut(RefinementView view, Observation own, List<Observation> inView, int binning) {
        double cx = Binning.toBinned(own.x(), binning);
        double cy = Binning.toBinned(own.y(), binning);
        double[] patch = new double[size()];
        double sum = 0;
        int seen = 0;
        for (int i = 0; i < patch.length; i++) {
            patch[i] = belongsToOther(own, inView, binning * dx[i], binning * dy[i])
                    ? Double.NaN
                    : bilinear(view, cx + dx[i], cy + dy[i]);
            if (!Double.isNaN(patch[i])) {
                sum += patch[i];
                seen++;
            }
        }
        if (seen < LEAST_PIXEL_SHARE * patch.length) {
            return new double[0];
        }
        for (int i = 0; i < patch.length; i++) {
            patch[i] -= sum / seen;
        }
        return patch;
    }

    private static boolean belongsToOther(Observation own, List<Observation> inView, double x, double y) {
        double square = x * x + y * y;
        for (Observation o : inView) {
            double fromX = own.x() + x - o.x();
            double fromY = own.y() + y - o.y();
            if (fromX * fromX + fromY * fromY < square && o.marker() != own.marker()) {
                return true;
            }
        }
        return false;
    }

    private static double bilinear(RefinementView view, double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        boolean seen = view.valid().isValid(x0, y0)
                && view.valid().isValid(x0 + 1, y0)
                && view.valid().isValid(x0, y0 + 1)
                && view.valid().isValid(x0 + 1, y0 + 1);
        if (!seen) {
            return Double.NaN;
        }
        double fx = x - x0;
        double fy = y - y0;
        double low = view.image().get(x0, y0) * (1 - fx) + view.image().get(x0 + 1, y0) * fx;
        double high = view.image().get(x0, y0 + 1) * (1 - fx) + view.image().get(x0 + 1, y0 + 1) * fx;
        return low * (1 - fy) + high * fy;
    }

    /** The mean over all directions at each distance from the centre. */
    double[] turned(double[] picture) {
        int rings = 2
                + (int) Math.ceil(Math.hypot(
                        Arrays.stream(dx).max().orElse(0),
                        Arrays.stream(dy).max().orElse(0)));
        double[] sum = new double[rings];
        int[] count = new int[rings];
        for (int i = 0; i < picture.length; i++) {
            if (!Double.isNaN(picture[i])) {
                int ring = ring(i);
                sum[ring] += picture[i];
                count[ring]++;
            }
        }
        double[] out = new double[picture.length];
        Arrays.setAll(out, i -> count[ring(i)] == 0 ? Double.NaN : sum[ring(i)] / count[ring(i)]);
        return out;
    }

    private int ring(int i) {
        return (int) Math.round(Math.hypot(dx[i], dy[i]));
    }

    /** Standard deviation over the pixels seen. */
    double scatter(double[] a) {
        double[] seen = Arrays.stream(a).filter(v -> !Double.isNaN(v)).toArray();
        double mean = Statistics.mean(seen);
        double squares = 0;
        for (double v : seen) {
            squares += (v - mean) * (v - mean);
        }
        return seen.length == 0 ? 0 : Math.sqrt(squares / seen.length);
    }

    /** Correlation over the pixels seen in both. */
    double correlation(double[] a, double[] b) {
        int n = 0;
        double sa = 0;
        double sb = 0;
        double saa = 0;
        double sbb = 0;
        double sab = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                n++;
                sa += a[i];
                sb += b[i];
                saa += a[i] * a[i];
                sbb += b[i] * b[i];
                sab += a[i] * b[i];
            }
        }
        double product = (saa - sa * sa / n) * (sbb - sb * sb / n);
        return n > 0 && product > 0 ? (sab - sa * sb / n) / Math.sqrt(product) : 0;
    }
}
