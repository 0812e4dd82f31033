package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/** Observations of beads of which it is known which bead each of them shows. */
final class SyntheticClouds {
    static final double BEAD_DIAMETER_PX = 8;

    final int width;
    final int height;
    final double[] tiltDeg;
    final List<ViewGeometry> truth = new ArrayList<>();
    final List<double[]> beads = new ArrayList<>();
    final ObservationCloud cloud;
    /** For each view and observation its bead, or -1 for clutter. */
    final List<int[]> beadOf = new ArrayList<>();

    private SyntheticClouds(Builder b) {
        Random random = new Random(b.seed);
        width = b.width;
        height = b.height;
        tiltDeg = b.tiltDeg.clone();
        for (int i = 0; i < b.beads; i++) {
            // Beads lie beyond the field, too, and come into it as views shift and tilt.
            beads.add(new double[] {
                (random.nextDouble() - 0.5) * b.spread * width,
                (random.nextDouble() - 0.5) * b.spread * height,
                (random.nextInt(2) - 0.5) * 0.15 * width + 0.02 * width * random.nextGaussian()
            });
        }
        List<double[]> xs = new ArrayList<>();
        List<double[]> ys = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        for (int v = 0; v < tiltDeg.length; v++) {
            double[] displaced = b.displaced.getOrDefault(v, new double[2]);
            ViewGeometry view = new ViewGeometry(
                    b.axisDeg + b.axisSdDeg * random.nextGaussian(),
                    tiltDeg[v],
                    0,
                    1 + 0.002 * random.nextGaussian(),
                    (random.nextDouble() - 0.5) * b.jump * width + displaced[0] * width,
                    (random.nextDouble() - 0.5) * b.jump * height + displaced[1] * height);
            truth.add(view);
            List<double[]> seen = new ArrayList<>();
            boolean empty = b.empty.contains(v);
            for (int i = 0; !empty && i < beads.size(); i++) {
                double[] at = beads.get(i);
                double x = view.projectX(at[0], at[1], at[2]) + b.noisePx * random.nextGaussian();
                double y = view.projectY(at[0], at[1], at[2]) + b.noisePx * random.nextGaussian();
                boolean missing = random.nextDouble() < b.missing;
                if (!missing && Math.abs(x) < width / 2.0 && Math.abs(y) < height / 2.0) {
                    seen.add(new double[] {x, y, 0.6 + 0.4 * random.nextDouble(), i});
                }
            }
            long clutter = empty ? 0 : b.coincidences + Math.round(seen.size() * b.clutter / (1 - b.clutter));
            for (int i = 0; i < clutter; i++) {
                seen.add(new double[] {
                    (random.nextDouble() - 0.5) * width, (random.nextDouble() - 0.5) * height, random.nextDouble(), -1
                });
            }
            Collections.shuffle(seen, random);
            xs.add(seen.stream().mapToDouble(o -> o[0]).toArray());
            ys.add(seen.stream().mapToDouble(o -> o[1]).toArray());
            weights.add(seen.stream().mapToDouble(o -> o[2]).toArray());
            beadOf.add(seen.stream().mapToInt(o -> (int) o[3]).toArray());
        }
        cloud = new ObservationCloud(width, height, xs, ys, weights);
    }

    static Builder beads(int count) {
        return new Builder(count);
    }

    boolean[] usable() {
        boolean[] all = new boolean[tiltDeg.length];
        Arrays.fill(all, true);
        return all;
    }

    RoughAlignmentParameters rough() {
        return RoughAlignmentParameters.of(BEAD_DIAMETER_PX, width, height);
    }

    IndexingParameters parameters() {
        return IndexingParameters.of(BEAD_DIAMETER_PX, width, height);
    }

    /** The trails of some beads as they truly are, in the views wanted. */
    MarkerSet trueTrails(IntPredicate wantedBead, BiPredicate<Integer, Integer> wantedBeadAndView) {
        List<Observation> all = new ArrayList<>();
        for (int v = 0; v < tiltDeg.length; v++) {
            for (int i = 0; i < cloud.count(v); i++) {
                int bead = beadOf.get(v)[i];
                if (bead >= 0 && wantedBead.test(bead) && wantedBeadAndView.test(bead, v)) {
                    all.add(new Observation(bead, v, cloud.x(v, i) + cloud.centreX(), cloud.y(v, i) + cloud.centreY()));
                }
            }
        }
        Map<Integer, Integer> length = new HashMap<>();
        all.forEach(o -> length.merge(o.marker(), 1, Integer::sum));
        return new MarkerSet(tiltDeg.length, all)
                .where(o -> length.getOrDefault(o.marker(), 0) >= 5)
                .renumbered();
    }

    /** The bead an observation of a marker set shows, or -1. */
    private int bead(Observation o) {
        double x = o.x() - cloud.centreX();
        double y = o.y() - cloud.centreY();
        for (int i = 0; i < cloud.count(o.tilt()); i++) {
            if (Math.hypot(cloud.x(o.tilt(), i) - x, cloud.y(o.tilt(), i) - y) < 1e-6) {
                return beadOf.get(o.tilt())[i];
            }
        }
        throw new AssertionError("an observation at " + x + ", " + y + " of view " + o.tilt() + " does not exist");
    }

    /** For each view, the share of its observations in trails that show the bead most of their trail shows; NaN if none. */
    double[] purityPerView(MarkerSet markers, int leastLength) {
        int[] right = new int[tiltDeg.length];
        int[] all = new int[tiltDeg.length];
        for (List<Observation> trail : markers.byMarker().values()) {
            if (trail.size() < leastLength) {
                continue;
            }
            int usual = usualBead(trail);
            for (Observation o : trail) {
                all[o.tilt()]++;
                right[o.tilt()] += usual >= 0 && bead(o) == usual ? 1 : 0;
            }
        }
        return IntStream.range(0, all.length)
                .mapToDouble(v -> all[v] == 0 ? Double.NaN : right[v] / (double) all[v])
                .toArray();
    }

    private int usualBead(List<Observation> trail) {
        Map<Integer, Integer> counts = new HashMap<>();
        trail.forEach(o -> counts.merge(bead(o), 1, Integer::sum));
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    /** Share of all observations of beads seen at least 5 times that are in a trail of their bead. */
    double completeness(MarkerSet markers) {
        int[] seen = new int[beads.size()];
        for (int[] inView : beadOf) {
            for (int b : inView) {
                if (b >= 0) {
                    seen[b]++;
                }
            }
        }
        int found = 0;
        for (List<Observation> trail : markers.byMarker().values()) {
            int usual = usualBead(trail);
            for (Observation o : trail) {
                found += usual >= 0 && seen[usual] >= 5 && bead(o) == usual ? 1 : 0;
            }
        }
        return found / (double) Arrays.stream(seen).filter(n -> n >= 5).sum();
    }

    /** How far an axis is from the true one, which is known but for half a turn. */
    double axisErrorDeg(double axisDeg) {
        double mean =
                truth.stream().mapToDouble(ViewGeometry::axisDeg).average().orElseThrow();
        return Math.abs(Math.IEEEremainder(axisDeg - mean, 180));
    }

    static double[] steps(double from, double to, double step) {
        int n = (int) Math.round((to - from) / step) + 1;
        return IntStream.range(0, n).mapToDouble(i -> from + i * step).toArray();
    }

    /** What a series is like. */
    static final class Builder {
        private final int beads;
        private long seed = 1;
        private int width = 900;
        private int height = 860;
        private double[] tiltDeg = steps(-60, 60, 4);
        private double axisDeg = 85.3;
        private double axisSdDeg = 0.3;
        private double jump = 0.05;
        private double clutter = 0.5;
        private int coincidences;
        private double missing = 0.2;
        private double noisePx = 0.7;
        private double spread = 1.6;
        private final Map<Integer, double[]> displaced = new HashMap<>();
        private List<Integer> empty = List.of();

        private Builder(int count) {
            beads = count;
        }

        Builder seed(long value) {
            seed = value;
            return this;
        }

        Builder size(int newWidth, int newHeight) {
            width = newWidth;
            height = newHeight;
            return this;
        }

        Builder tilts(double... degrees) {
            tiltDeg = degrees;
            return this;
        }

        Builder axis(double degrees) {
            axisDeg = degrees;
            return this;
        }

        /** Largest difference of the shifts of two views, in widths. */
        Builder jump(double share) {
            jump = share;
            return this;
        }

        Builder clutter(double shareOfAll) {
            clutter = shareOfAll;
            return this;
        }

        /** So many observations in each view that are no beads, besides the share. */
        Builder coincidences(int perView) {
            coincidences = perView;
            return this;
        }

        Builder missing(double share) {
            missing = share;
            return this;
        }

        /** Moves one view by parts of the image. */
        Builder displaced(int view, double x, double y) {
            displaced.put(view, new double[] {x, y});
            return this;
        }

        /** Views in which nothing at all is observed. */
        Builder empty(Integer... views) {
            empty = List.of(views);
            return this;
        }

        /** How far beads are spread, in sizes of the field. */
        Builder spread(double fields) {
            spread = fields;
            return this;
        }

        SyntheticClouds make() {
            return new SyntheticClouds(this);
        }
    }
}
