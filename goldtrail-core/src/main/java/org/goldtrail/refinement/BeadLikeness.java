package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * Which of the trails show gold: beads are round, and all alike, and nothing else in ice is both. Each trail's patches are
 * averaged in two halves, whose correlation c tells what part of the average is signal, 2 c / (1 + c) (C. Spearman,
 * W. Brown, Brit. J. Psychol. 3 (1910)). The correlations below are divided by the square roots of these parts, so that
 * they do not depend on dose or on the number of views:
 *
 * <ul>
 *   <li>roundness of a trail: correlation of its average with that average turned through all angles;
 *   <li>likeness of two trails: correlation of their averages.
 * </ul>
 *
 * Beads are the largest set of round trails that are like one of them in picture and contrast.
 */
public final class BeadLikeness {
    /** Radius of the patches, in bead diameters: core, edge and fringe, but little of the surroundings. */
    private static final double PATCH_DIAMETERS = 0.75;

    private static final double LEAST_ROUNDNESS = 0.97;
    private static final double LEAST_LIKENESS = 0.9;

    /** Contrasts of beads differ by at most this factor. */
    private static final double LARGEST_CONTRAST_RATIO = 1.4;

    private static final int LEAST_OBSERVATIONS = 5;

    /** A patch of which less is seen does not count. */
    private static final double LEAST_PIXEL_SHARE = 0.6;

    /** An average with less signal than this cannot be judged. */
    private static final double LEAST_SIGNAL = 0.3;

    private BeadLikeness() {}

    /**
     * What the trails look like.
     *
     * @param roundness of each trail that can be judged, up to about 1
     * @param likeness median over pairs of these trails; NaN for fewer than two
     * @param beads the trails that are beads
     */
    public record Result(Map<Integer, Double> roundness, double likeness, Set<Integer> beads) {
        /** Number of trails that are round. */
        public int roundCount() {
            return (int) roundness.values().stream()
                    .filter(r -> r >= LEAST_ROUNDNESS)
                    .count();
        }
    }

    /** Compares the trails. Arguments are not modified. */
    public static Result of(MarkerSet markers, RefinementViews views, RefinementParameters parameters) {
        Grid grid = new Grid(2 * PATCH_DIAMETERS * parameters.beadRadiusPx() / parameters.binning());
        List<Average> averages = averages(markers, views, parameters, grid);
        Map<Integer, Double> roundness = new TreeMap<>();
        for (Average a : averages) {
            roundness.put(a.marker, grid.correlation(a.mean, grid.turned(a.mean)) / Math.sqrt(a.signal));
        }
        int n = averages.size();
        double[][] likeness = new double[n][n];
        double[] pairs = new double[n * (n - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                Average a = averages.get(i);
                Average b = averages.get(j);
                likeness[i][j] = grid.correlation(a.mean, b.mean) / Math.sqrt(a.signal * b.signal);
                likeness[j][i] = likeness[i][j];
                pairs[k++] = likeness[i][j];
            }
        }
        Set<Integer> beads = Set.of();
        for (int i = 0; i < n; i++) {
            Set<Integer> like = new TreeSet<>();
            for (int j = 0; j < n; j++) {
                double ratio = averages.get(i).contrast / averages.get(j).contrast;
                boolean alike = i == j
                        || likeness[i][j] >= LEAST_LIKENESS && Math.max(ratio, 1 / ratio) <= LARGEST_CONTRAST_RATIO;
                if (alike && isRound(roundness, averages.get(i)) && isRound(roundness, averages.get(j))) {
                    like.add(averages.get(j).marker);
                }
            }
            beads = like.size() > beads.size() ? like : beads;
        }
        return new Result(roundness, k == 0 ? Double.NaN : Statistics.median(pairs), beads);
    }

    private static boolean isRound(Map<Integer, Double> roundness, Average average) {
        return roundness.getOrDefault(average.marker, 0.0) >= LEAST_ROUNDNESS;
    }

    private static List<Average> averages(
            MarkerSet markers, RefinementViews views, RefinementParameters parameters, Grid grid) {
        Map<Integer, Half[]> halves = new TreeMap<>();
        Map<Integer, List<Observation>> byView = new TreeMap<>();
        for (Observation o : markers.observations()) {
            byView.computeIfAbsent(o.tilt(), v -> new ArrayList<>()).add(o);
        }
        byView.forEach((tilt, inView) -> {
            RefinementView view = views.view(tilt);
            if (view != null) {
                addView(view, inView, parameters, grid, halves);
            }
        });
        List<Average> averages = new ArrayList<>();
        halves.forEach((marker, half) -> {
            if (half[0].patches + half[1].patches < LEAST_OBSERVATIONS) {
                return;
            }
            double c = grid.correlation(half[0].mean(), half[1].mean());
            double signal = c > 0 ? 2 * c / (1 + c) : 0;
            if (signal >= LEAST_SIGNAL) {
                double[] mean = half[0].plus(half[1]).mean();
                averages.add(new Average(marker, mean, signal, grid.scatter(mean) * Math.sqrt(signal)));
            }
        });
        return averages;
    }

    /** Adds the patches of a view, scaled so that views of different brightness count alike. */
    private static void addView(
            RefinementView view,
            List<Observation> inView,
            RefinementParameters parameters,
            Grid grid,
            Map<Integer, Half[]> halves) {
        List<double[]> patches = new ArrayList<>();
        for (Observation o : inView) {
            patches.add(grid.cut(view, o, inView, parameters.binning()));
        }
        double[] scatters = patches.stream()
                .filter(p -> p.length > 0)
                .mapToDouble(grid::scatter)
                .toArray();
        double usual = scatters.length == 0 ? 0 : Statistics.median(scatters);
        if (!(usual > 0)) {
            return;
        }
        for (int k = 0; k < patches.size(); k++) {
            if (patches.get(k).length > 0) {
                Half[] half = halves.computeIfAbsent(
                        inView.get(k).marker(), m -> new Half[] {new Half(grid.size()), new Half(grid.size())});
                half[half[0].patches <= half[1].patches ? 0 : 1].add(patches.get(k), usual);
            }
        }
    }

    /** A trail's picture, the part of it that is signal, and its contrast. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Average(int marker, double[] mean, double signal, double contrast) {}

    /** Sum of half of a trail's patches; NaN pixels do not count. */
    private static final class Half {
        private final double[] sum;
        private final int[] count;
        int patches;

        Half(int size) {
            sum = new double[size];
            count = new int[size];
        }

        void add(double[] patch, double scale) {
            for (int i = 0; i < patch.length; i++) {
                if (!Double.isNaN(patch[i])) {
                    sum[i] += patch[i] / scale;
                    count[i]++;
                }
            }
            patches++;
        }

        Half plus(Half other) {
            Half both = new Half(sum.length);
            Arrays.setAll(both.sum, i -> sum[i] + other.sum[i]);
            Arrays.setAll(both.count, i -> count[i] + other.count[i]);
            both.patches = patches + other.patches;
            return both;
        }

        double[] mean() {
            double[] mean = new double[sum.length];
            Arrays.setAll(mean, i -> count[i] == 0 ? Double.NaN : sum[i] / count[i]);
            return mean;
        }
    }

    /** The pixels of a round patch. */
    private static final class Grid {
        private final int[] dx;
        private final int[] dy;

        Grid(double radius) {
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
            double distance = Math.hypot(x, y);
            for (Observation o : inView) {
                if (o.marker() != own.marker() && Math.hypot(own.x() + x - o.x(), own.y() + y - o.y()) < distance) {
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
}
