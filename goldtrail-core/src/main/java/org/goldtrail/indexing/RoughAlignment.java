package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * The step "rough alignment": the shifts between views, and the tilt axis with them, from the observations alone. A chain
 * of views is built for each of many axes over 180 degrees; the axis whose trails explain the most observations within a
 * tight limit wins.
 */
public final class RoughAlignment {
    private static final int COARSE_AXES = 18;

    /** Views from this many of the lowest tilts are tried as the start of the chain. */
    private static final int SEEDS = 7;

    private RoughAlignment() {}

    /**
     * The best chain.
     *
     * @param views geometry of each view; null where a view could not be placed
     * @param score observations explained, for comparison between chains of one series
     * @param axisScores the score for each axis of the coarse search, in equal steps from -90 degrees; empty when the axis was given
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Result(
            List<@Nullable ViewGeometry> views,
            org.goldtrail.markers.MarkerSet trails,
            double score,
            double[] axisScores) {

        /** Mean direction of the tilt axis over the views placed, in (-90, 90]: beads do not tell it from its twin. */
        public double axisDeg() {
            double sum = 0;
            int n = 0;
            for (ViewGeometry view : views) {
                if (view != null) {
                    sum += view.axisDeg();
                    n++;
                }
            }
            double axis = Math.IEEEremainder(sum / n, 180);
            return axis <= -90 ? axis + 180 : axis;
        }
    }

    /**
     * Aligns roughly.
     *
     * @param usable which views take part
     * @param axisDeg the tilt axis where it is known to a few degrees; otherwise all are tried
     */
    public static Result align(
            ObservationCloud cloud,
            double[] tiltDeg,
            boolean[] usable,
            OptionalDouble axisDeg,
            RoughAlignmentParameters parameters,
            Progress progress) {
        int seed = seed(cloud, tiltDeg, usable, parameters);
        double[] coarseAxes = IntStream.range(0, COARSE_AXES)
                .mapToDouble(k -> -90 + 180.0 * k / COARSE_AXES)
                .toArray();
        double[] axisScores = new double[0];
        double[] fineAxes;
        if (axisDeg.isPresent()) {
            fineAxes = new double[] {axisDeg.getAsDouble()};
        } else {
            List<TrailModel> coarse = WorkerPool.shared()
                    .map(
                            coarseAxes.length,
                            progress.part(0, 0.5),
                            k -> new RoughChain(cloud, tiltDeg, usable, coarseAxes[k], parameters)
                                    .build(seed, false, progress));
            axisScores = coarse.stream().mapToDouble(c -> score(c, parameters)).toArray();
            fineAxes = fineAxes(coarseAxes, axisScores);
        }
        List<TrailModel> chains = WorkerPool.shared()
                .map(
                        fineAxes.length,
                        progress.part(0.5, 1),
                        k -> new RoughChain(cloud, tiltDeg, usable, fineAxes[k], parameters)
                                .build(seed, true, progress));
        double[] scores = chains.stream().mapToDouble(c -> score(c, parameters)).toArray();
        int best = indexOfMaximum(scores);
        TrailModel chain = chains.get(best);
        List<@Nullable ViewGeometry> views = new ArrayList<>();
        for (int v = 0; v < chain.viewCount(); v++) {
            views.add(chain.view(v));
        }
        return new Result(views, chain.toMarkers(2), scores[best], axisScores);
    }

    /** A finer grid around the best coarse axes: their neighbourhoods at half and a quarter of the coarse step. */
    private static double[] fineAxes(double[] axes, double[] scores) {
        int best = indexOfMaximum(scores);
        double[] others = scores.clone();
        for (int k = -1; k <= 1; k++) {
            others[Math.floorMod(best + k, others.length)] = 0;
        }
        int second = indexOfMaximum(others);
        double step = 180.0 / axes.length;
        List<Double> fine = new ArrayList<>();
        for (int k = -2; k <= 2; k++) {
            fine.add(axes[best] + k * step / 4);
        }
        if (others[second] > 0.5 * scores[best]) {
            for (int k = -1; k <= 1; k++) {
                fine.add(axes[second] + k * step / 3);
            }
        }
        return fine.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int indexOfMaximum(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[best]) {
                best = k;
            }
        }
        return best;
    }

    /** Sum over the trails of what their observations exceed chance by, near ones counting more. */
    private static double score(TrailModel chain, RoughAlignmentParameters parameters) {
        double limit = 0.5 * parameters.tolerancePx();
        double sum = 0;
        for (TrailModel.Trail trail : chain.trails()) {
            Triangulation.Point point = trail.point;
            if (trail.length < 5 || point == null) {
                continue;
            }
            double good = 0;
            for (int v = 0; v < chain.viewCount(); v++) {
                int i = trail.observation[v];
                ViewGeometry geometry = chain.view(v);
                if (i >= 0 && geometry != null) {
                    double dx = geometry.projectX(point.x(), point.y(), point.z())
                            - chain.cloud().x(v, i);
                    double dy = geometry.projectY(point.x(), point.y(), point.z())
                            - chain.cloud().y(v, i);
                    double r = (dx * dx + dy * dy) / (limit * limit);
                    good += r < 1 ? (1 - r) * (1 - r) : 0;
                }
            }
            sum += Math.max(0, good - 3);
        }
        return sum;
    }

    /** The view of low tilt that its neighbours in tilt angle match best. */
    private static int seed(
            ObservationCloud cloud, double[] tiltDeg, boolean[] usable, RoughAlignmentParameters parameters) {
        int[] low = IntStream.range(0, tiltDeg.length)
                .filter(v -> usable[v])
                .boxed()
                .sorted(Comparator.comparingDouble(v -> Math.abs(tiltDeg[v])))
                .limit(SEEDS)
                .mapToInt(Integer::intValue)
                .toArray();
        ShiftVote vote = new ShiftVote(2 * parameters.tolerancePx(), parameters.maximalShiftPx());
        int best = low[0];
        double bestChance = Double.POSITIVE_INFINITY;
        for (int a : low) {
            double chance = 0;
            int others = 0;
            for (int b : java.util.Arrays.stream(low)
                    .boxed()
                    .filter(v -> v != a)
                    .sorted(Comparator.comparingDouble(v -> Math.abs(tiltDeg[v] - tiltDeg[a])))
                    .mapToInt(Integer::intValue)
                    .toArray()) {
                double[] none = new double[cloud.count(a)];
                double[] weight = cloud.weight().get(a);
                chance += Math.min(
                        0,
                        vote.find(
                                        cloud.x().get(a),
                                        cloud.y().get(a),
                                        none,
                                        weight,
                                        cloud.x().get(b),
                                        cloud.y().get(b),
                                        cloud.weight().get(b),
                                        (x, y) -> cloud.inField(x, y, 0),
                                        cloud.density(b))
                                .logChance());
                if (++others == 3) {
                    break;
                }
            }
            if (chance < bestChance) {
                bestChance = chance;
                best = a;
            }
        }
        return best;
    }
}
