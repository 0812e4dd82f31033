package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
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

    /** How round and how alike beads must be. */
    public enum Demand {
        /** Where nothing else speaks for gold: as alike as no crystals are. */
        ALONE(0.97, 0.9, 1.4),
        /** Where other evidence speaks for gold: as alike as faceted beads of 15 % spread in size are. */
        WITH_OTHER_EVIDENCE(0.93, 0.8, 1.6);

        private final double roundness;
        private final double likeness;

        /** Contrasts of beads differ by at most this factor. */
        private final double contrastRatio;

        Demand(double roundness, double likeness, double contrastRatio) {
            this.roundness = roundness;
            this.likeness = likeness;
            this.contrastRatio = contrastRatio;
        }
    }

    private static final int LEAST_OBSERVATIONS = 5;

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
    public record Result(Map<Integer, Double> roundness, double likeness, Set<Integer> beads) {}

    /**
     * Compares the trails. Arguments are not modified.
     *
     * @param demand how round and how alike beads must be
     * @param eligible which trails may be beads at all, by other evidence
     */
    public static Result of(
            MarkerSet markers,
            RefinementViews views,
            RefinementParameters parameters,
            Demand demand,
            IntPredicate eligible) {
        PatchGrid grid = new PatchGrid(2 * PATCH_DIAMETERS * parameters.beadRadiusPx() / parameters.binning());
        List<Average> averages = averages(markers, views, parameters, grid);
        Map<Integer, Double> roundness = new TreeMap<>();
        for (Average a : averages) {
            roundness.put(a.marker, grid.correlation(a.mean, grid.turned(a.mean)) / Math.sqrt(a.signal));
        }
        List<Average> candidates = averages.stream()
                .filter(a -> eligible.test(a.marker) && roundness.getOrDefault(a.marker, 0.0) >= demand.roundness)
                .toList();
        int n = averages.size();
        double[] pairs = new double[n * (n - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                pairs[k++] = likeness(averages.get(i), averages.get(j), grid);
            }
        }
        Set<Integer> beads = Set.of();
        for (Average a : candidates) {
            Set<Integer> like = new TreeSet<>();
            for (Average b : candidates) {
                double ratio = a.contrast / b.contrast;
                if (a == b
                        || likeness(a, b, grid) >= demand.likeness
                                && Math.max(ratio, 1 / ratio) <= demand.contrastRatio) {
                    like.add(b.marker);
                }
            }
            beads = like.size() > beads.size() ? like : beads;
        }
        return new Result(roundness, k == 0 ? Double.NaN : Statistics.median(pairs), beads);
    }

    private static double likeness(Average a, Average b, PatchGrid grid) {
        return grid.correlation(a.mean, b.mean) / Math.sqrt(a.signal * b.signal);
    }

    private static List<Average> averages(
            MarkerSet markers, RefinementViews views, RefinementParameters parameters, PatchGrid grid) {
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
            PatchGrid grid,
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
}
