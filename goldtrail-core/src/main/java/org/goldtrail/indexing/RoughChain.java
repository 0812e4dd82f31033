package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.indexing.TrailModel.Trail;
import org.goldtrail.task.Progress;

/**
 * Rough alignment under one hypothesis of the tilt axis: starting from a view of low tilt, the views are placed one by
 * one, the nearest in tilt angle first, each by the shift that makes the most reprojections of the trails so far match
 * its observations. A view that does not fit is passed over and tried again at the end, so that neither a gap nor a lost
 * view breaks the chain.
 */
final class RoughChain {
    /** A placement must be this improbable as a coincidence. */
    private static final double LEAST_LOG_CHANCE = Math.log(1e-2);

    private static final int LEAST_MATCHES_NEAR = 3;
    private static final int LEAST_MATCHES_ANYWHERE = 4;

    private final TrailModel model;
    private final double axisDeg;
    private final RoughAlignmentParameters parameters;
    private final boolean[] usable;
    private final ShiftVote near;
    private final ShiftVote far;
    private final ShiftVote anywhere;

    RoughChain(
            ObservationCloud cloud,
            double[] tiltDeg,
            boolean[] usable,
            double axisDeg,
            RoughAlignmentParameters parameters) {
        this.model = new TrailModel(cloud, tiltDeg, parameters.heightSigmaPx());
        this.axisDeg = axisDeg;
        this.parameters = parameters;
        this.usable = usable;
        double tolerance = parameters.tolerancePx();
        this.near = new ShiftVote(tolerance, 0.25 * parameters.maximalShiftPx());
        this.far = new ShiftVote(tolerance, parameters.maximalShiftPx());
        this.anywhere = new ShiftVote(tolerance, 0.9 * Math.max(cloud.width(), cloud.height()));
    }

    /**
     * Builds the chain from a view.
     *
     * @param thorough whether views that do not fit near their neighbours are searched for over the whole field
     */
    TrailModel build(int seed, boolean thorough, Progress progress) {
        start(seed);
        boolean[] tried = new boolean[model.viewCount()];
        tried[seed] = true;
        for (int next = nearest(tried); next >= 0; next = nearest(tried)) {
            progress.checkCancelled();
            tried[next] = true;
            if (place(next, near) || place(next, far)) {
                model.triangulateAll();
                relax(2);
            }
        }
        relax(3);
        for (int round = 0; thorough && round < 2; round++) {
            for (int v = 0; v < model.viewCount(); v++) {
                if (usable[v] && !model.isPlaced(v) && place(v, anywhere)) {
                    relax(2);
                }
            }
        }
        return model;
    }

    private void start(int seed) {
        model.place(seed, ViewGeometry.of(axisDeg, model.tiltDeg(seed)));
        for (int i = 0; i < model.cloud().count(seed); i++) {
            startTrail(seed, i);
        }
        model.triangulateAll();
    }

    private void startTrail(int view, int observation) {
        Trail trail = new Trail(model.viewCount());
        trail.set(view, observation);
        trail.point = model.triangulate(trail, -1);
        model.trails().add(trail);
    }

    /** The usable view not yet tried that is nearest in angle to one placed; of equals the one of lower tilt. */
    private int nearest(boolean[] tried) {
        int best = -1;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int v = 0; v < tried.length; v++) {
            if (tried[v] || !usable[v]) {
                continue;
            }
            int neighbour = nearestPlaced(v);
            double distance = Math.abs(model.tiltDeg(v) - model.tiltDeg(neighbour)) + 1e-3 * Math.abs(model.tiltDeg(v));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = v;
            }
        }
        return best;
    }

    private int nearestPlaced(int view) {
        int best = -1;
        for (int v = 0; v < model.viewCount(); v++) {
            if (model.isPlaced(v)
                    && v != view
                    && (best < 0
                            || Math.abs(model.tiltDeg(v) - model.tiltDeg(view))
                                    < Math.abs(model.tiltDeg(best) - model.tiltDeg(view)))) {
                best = v;
            }
        }
        return best;
    }

    /** Tries to place a view; true if its matches are no coincidence. */
    private boolean place(int view, ShiftVote vote) {
        ViewGeometry start = model.placed(nearestPlaced(view)).withTilt(model.tiltDeg(view));
        ShiftVote.Outcome best = ShiftVote.Outcome.NONE;
        int[] leastLengths = {1, 2, 3, 5};
        for (int least : leastLengths) {
            List<Trail> voters = voters(least);
            if (voters.size() < LEAST_MATCHES_NEAR) {
                break;
            }
            ShiftVote.Outcome outcome = vote(view, start, voters, vote);
            if (outcome.logChance() < best.logChance()) {
                best = outcome;
            }
        }
        int least = vote == anywhere ? LEAST_MATCHES_ANYWHERE : LEAST_MATCHES_NEAR;
        if (best.matches() < least || best.logChance() > LEAST_LOG_CHANCE) {
            return false;
        }
        model.place(view, start.withShift(start.shiftXPx() + best.shiftX(), start.shiftYPx() + best.shiftY()));
        extendTrails(view);
        return true;
    }

    private List<Trail> voters(int leastLength) {
        List<Trail> voters = new ArrayList<>();
        for (Trail trail : model.trails()) {
            if (trail.length >= leastLength && trail.point != null && isLive(trail)) {
                voters.add(trail);
            }
        }
        return voters;
    }

    /** Whether a trail has not been missed so often where it should be seen that it must be a coincidence. */
    private static boolean isLive(Trail trail) {
        return trail.misses <= 1 + trail.length / 2;
    }

    private ShiftVote.Outcome vote(int view, ViewGeometry geometry, List<Trail> voters, ShiftVote vote) {
        Reprojections r = new Reprojections(geometry, voters);
        ObservationCloud cloud = model.cloud();
        double[] weight = new double[voters.size()];
        for (int k = 0; k < weight.length; k++) {
            weight[k] = Math.min(4, voters.get(k).length);
        }
        return vote.find(
                r.x,
                r.y,
                r.spread,
                weight,
                cloud.x().get(view),
                cloud.y().get(view),
                cloud.weight().get(view),
                (x, y) -> cloud.inField(x, y, 0),
                cloud.density(view));
    }

    /** Where a geometry shows the points of some trails, and how uncertain that is. */
    private static final class Reprojections {
        final double[] x;
        final double[] y;
        final double[] spread;

        Reprojections(ViewGeometry geometry, List<Trail> trails) {
            double[] p = geometry.projectionMatrix();
            x = new double[trails.size()];
            y = new double[trails.size()];
            spread = new double[trails.size()];
            for (int k = 0; k < x.length; k++) {
                Triangulation.Point point = trails.get(k).point;
                if (point == null) {
                    x[k] = Double.NaN;
                    continue;
                }
                x[k] = p[0] * point.x() + p[1] * point.y() + p[2] * point.z() + geometry.shiftXPx();
                y[k] = p[3] * point.x() + p[4] * point.y() + p[5] * point.z() + geometry.shiftYPx();
                double variance = point.variance(p[0], p[1], p[2]) + point.variance(p[3], p[4], p[5]);
                // What the observations' own noise adds is part of the tolerance already.
                spread[k] = Math.sqrt(Math.max(0, variance - 4 * TrailModel.NOISE_PX * TrailModel.NOISE_PX));
            }
        }
    }

    private void extendTrails(int view) {
        ObservationCloud cloud = model.cloud();
        for (int round = 0; round < 2; round++) {
            List<Trail> live = new ArrayList<>();
            for (Trail trail : model.trails()) {
                trail.set(view, -1);
                if (isLive(trail)) {
                    live.add(trail);
                }
            }
            Reprojections r = new Reprojections(model.placed(view), live);
            double[] limit = new double[live.size()];
            for (int k = 0; k < limit.length; k++) {
                limit[k] = parameters.tolerancePx() + r.spread[k];
            }
            int[] match = Matching.nearest(
                    r.x, r.y, limit, cloud.x().get(view), cloud.y().get(view));
            boolean[] used = new boolean[cloud.count(view)];
            for (int k = 0; k < match.length; k++) {
                live.get(k).set(view, match[k]);
                if (match[k] >= 0) {
                    used[match[k]] = true;
                }
            }
            if (round == 0) {
                improve(view, tied());
                continue;
            }
            for (int k = 0; k < match.length; k++) {
                Trail trail = live.get(k);
                if (match[k] >= 0) {
                    trail.misses = 0;
                } else if (cloud.inField(r.x[k], r.y[k], parameters.tolerancePx())) {
                    trail.misses++;
                }
            }
            // A single observation that was missed where it should be seen again takes part in nothing any more.
            model.trails().removeIf(trail -> trail.length < 2 && !isLive(trail));
            for (int i = 0; i < used.length; i++) {
                if (!used[i]) {
                    startTrail(view, i);
                }
            }
        }
    }

    /** Alternates between points and views, a cheap stand-in for a full solution while the chain grows. */
    private void relax(int rounds) {
        List<Trail> tied = tied();
        for (int round = 0; round < rounds; round++) {
            for (int v = 0; v < model.viewCount(); v++) {
                if (model.isPlaced(v)) {
                    improve(v, tied);
                }
            }
            model.triangulateAll();
        }
    }

    /** The trails that tie views together. */
    private List<Trail> tied() {
        List<Trail> tied = new ArrayList<>();
        for (Trail trail : model.trails()) {
            if (trail.length >= 2 && trail.point != null) {
                tied.add(trail);
            }
        }
        return tied;
    }

    private void improve(int view, List<Trail> tied) {
        ViewGeometry geometry = model.placed(view);
        ObservationCloud cloud = model.cloud();
        double[] p = geometry.projectionMatrix();
        int n = 0;
        double[][] columns = new double[5][cloud.count(view)];
        for (Trail trail : tied) {
            Triangulation.Point point = trail.point;
            int i = trail.observation[view];
            if (i < 0 || point == null) {
                continue;
            }
            columns[0][n] = p[0] * point.x() + p[1] * point.y() + p[2] * point.z();
            columns[1][n] = p[3] * point.x() + p[4] * point.y() + p[5] * point.z();
            columns[2][n] = cloud.x(view, i);
            columns[3][n] = cloud.y(view, i);
            double variance = point.variance(p[0], p[1], p[2]) + point.variance(p[3], p[4], p[5]);
            columns[4][n++] = Math.sqrt(TrailModel.NOISE_PX * TrailModel.NOISE_PX + variance);
        }
        if (n < 2) {
            return;
        }
        model.place(
                view,
                ViewUpdate.improve(
                        geometry,
                        Arrays.copyOf(columns[0], n),
                        Arrays.copyOf(columns[1], n),
                        Arrays.copyOf(columns[2], n),
                        Arrays.copyOf(columns[3], n),
                        Arrays.copyOf(columns[4], n),
                        n >= 5));
    }
}
