package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.fitting.Fit;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;

/**
 * The step "tilt gap filling": a view without markers, or with far fewer than its neighbours, is compared as a whole with
 * the reprojections of the model, over all shifts that leave some of the field in common.
 */
public final class TiltGapFiller {
    private static final int LEAST_MATCHES = 4;
    private static final double LEAST_LOG_CHANCE = Math.log(1e-3);

    /** A view in which a smaller share of the beads is found than this part of the usual share is tried anew. */
    private static final double POOR_SHARE = 0.7;

    /** A view may be turned against the others by so much: more than cameras and stages do, less than a new mounting. */
    private static final double LARGEST_TURN_DEG = 8;

    private TiltGapFiller() {}

    /**
     * @param usable views that may be filled; the user's discards and blank views may not
     */
    public static IndexedSeries fill(
            ObservationCloud cloud,
            double[] tiltDeg,
            boolean[] usable,
            IndexedSeries series,
            IndexingParameters parameters,
            Progress progress) {
        Fit fit = series.fit();
        List<double[]> beads = BeadImages.beads(fit);
        List<ViewGeometry> views = new ArrayList<>(fit.views());
        double[] share = new double[views.size()];
        for (int v = 0; v < share.length; v++) {
            share[v] = share(cloud, series, beads, v);
        }
        double usual = org.goldtrail.image.Statistics.median(java.util.stream.IntStream.range(0, share.length)
                .filter(v -> usable[v] && series.isPlaced(v))
                .mapToDouble(v -> share[v])
                .toArray());
        ShiftVote vote = new ShiftVote(parameters.coarseTolerancePx(), 0.9 * Math.max(cloud.width(), cloud.height()));
        List<Observation> observations = new ArrayList<>(series.markers().observations());
        boolean changed = false;
        for (int v = 0; v < views.size(); v++) {
            progress.checkCancelled();
            progress.report(v / (double) views.size());
            if (!usable[v] || (series.isPlaced(v) && share[v] >= POOR_SHARE * usual)) {
                continue;
            }
            ViewGeometry start = place(cloud, v, startOf(series, views, tiltDeg, v), beads, vote, parameters);
            if (start == null) {
                continue;
            }
            ViewGeometry placed = improved(cloud, v, start, beads, parameters);
            List<Observation> found = matches(cloud, v, placed, beads, fit.markers(), parameters.coarseTolerancePx());
            int before = fit.beadsInView(v);
            if (found.size() > before) {
                int view = v;
                observations.removeIf(o -> o.tilt() == view);
                observations.addAll(found);
                views.set(v, placed);
                changed = true;
            }
        }
        progress.report(1);
        if (!changed) {
            return series;
        }
        MarkerSet markers = new MarkerSet(cloud.viewCount(), observations);
        return new IndexedSeries(markers, ModelFit.solve(markers, tiltDeg, cloud.width(), cloud.height(), views));
    }

    /** Fraction of the beads whose reprojections lie in the field that are observed there. */
    private static double share(ObservationCloud cloud, IndexedSeries series, List<double[]> beads, int view) {
        double[][] p = BeadImages.reproject(series.fit().view(view), beads);
        int inField = 0;
        for (int b = 0; b < beads.size(); b++) {
            inField += cloud.inField(p[0][b], p[1][b], 0) ? 1 : 0;
        }
        return inField == 0 ? 0 : series.fit().beadsInView(view) / (double) inField;
    }

    /** The geometry of the nearest placed view in tilt angle, tilted as this one. */
    private static ViewGeometry startOf(IndexedSeries series, List<ViewGeometry> views, double[] tiltDeg, int view) {
        int best = -1;
        for (int v = 0; v < tiltDeg.length; v++) {
            if (v != view
                    && series.isPlaced(v)
                    && (best < 0 || Math.abs(tiltDeg[v] - tiltDeg[view]) < Math.abs(tiltDeg[best] - tiltDeg[view]))) {
                best = v;
            }
        }
        return best < 0 ? views.get(view) : views.get(best).withTilt(tiltDeg[view]);
    }

    /** The best shift over the whole field, at the angle of the neighbour or turned by a few degrees. */
    private static @org.jspecify.annotations.Nullable ViewGeometry place(
            ObservationCloud cloud,
            int view,
            ViewGeometry neighbour,
            List<double[]> beads,
            ShiftVote vote,
            IndexingParameters parameters) {
        // Half a step off moves the corners by less than the tolerance.
        double step = Math.toDegrees(
                1.5 * parameters.coarseTolerancePx() / Math.hypot(cloud.width() / 2.0, cloud.height() / 2.0));
        int turns = (int) Math.floor(LARGEST_TURN_DEG / step);
        double[] none = new double[beads.size()];
        double[] one = new double[beads.size()];
        java.util.Arrays.fill(one, 1);
        ShiftVote.Outcome best = ShiftVote.Outcome.NONE;
        ViewGeometry bestStart = neighbour;
        for (int k = 0; k <= 2 * turns; k++) {
            int turn = k % 2 == 1 ? (k + 1) / 2 : -k / 2; // 0, 1, -1, 2, -2 ...
            ViewGeometry start = neighbour.withAxis(neighbour.axisDeg() + turn * step);
            double[][] p = BeadImages.reproject(start, beads);
            ShiftVote.Outcome outcome = vote.find(
                    p[0],
                    p[1],
                    none,
                    one,
                    cloud.x().get(view),
                    cloud.y().get(view),
                    cloud.weight().get(view),
                    (x, y) -> cloud.inField(x, y, 0),
                    cloud.density(view));
            if (outcome.logChance() < best.logChance()) {
                best = outcome;
                bestStart = start;
            }
        }
        if (best.matches() < LEAST_MATCHES || best.logChance() + Math.log(2 * turns + 1) > LEAST_LOG_CHANCE) {
            return null;
        }
        return bestStart.withShift(bestStart.shiftXPx() + best.shiftX(), bestStart.shiftYPx() + best.shiftY());
    }

    /** The geometry that meets the matched observations best, rotation included where there are enough of them. */
    private static ViewGeometry improved(
            ObservationCloud cloud, int view, ViewGeometry start, List<double[]> beads, IndexingParameters parameters) {
        double[][] p = BeadImages.reproject(start, beads);
        double[] limit = new double[beads.size()];
        java.util.Arrays.fill(limit, parameters.coarseTolerancePx());
        int[] match = Matching.nearest(
                p[0], p[1], limit, cloud.x().get(view), cloud.y().get(view));
        double[][] columns = new double[5][match.length];
        int n = 0;
        for (int b = 0; b < match.length; b++) {
            if (match[b] >= 0) {
                columns[0][n] = p[0][b] - start.shiftXPx();
                columns[1][n] = p[1][b] - start.shiftYPx();
                columns[2][n] = cloud.x(view, match[b]);
                columns[3][n] = cloud.y(view, match[b]);
                columns[4][n++] = TrailModel.NOISE_PX;
            }
        }
        double[][] pairs = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            pairs[c] = java.util.Arrays.copyOf(columns[c], n);
        }
        return ViewUpdate.improve(start, pairs[0], pairs[1], pairs[2], pairs[3], pairs[4], n >= LEAST_MATCHES);
    }

    private static List<Observation> matches(
            ObservationCloud cloud,
            int view,
            ViewGeometry geometry,
            List<double[]> beads,
            int[] markers,
            double tolerance) {
        double[][] p = BeadImages.reproject(geometry, beads);
        double[] limit = new double[beads.size()];
        java.util.Arrays.fill(limit, tolerance);
        int[] match = Matching.nearest(
                p[0], p[1], limit, cloud.x().get(view), cloud.y().get(view));
        List<Observation> found = new ArrayList<>();
        for (int b = 0; b < match.length; b++) {
            if (match[b] >= 0) {
                found.add(new Observation(
                        markers[b],
                        view,
                        cloud.x(view, match[b]) + cloud.centreX(),
                        cloud.y(view, match[b]) + cloud.centreY()));
            }
        }
        return found;
    }
}
