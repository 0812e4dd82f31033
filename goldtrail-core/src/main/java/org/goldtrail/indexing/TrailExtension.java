package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.goldtrail.fitting.Fit;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;

/**
 * The step "trail extension": beads that have been missed so far, among them those that enter the field only at high
 * tilt. Every pair of unexplained observations in two views that lies on a common line across the tilt axis proposes a
 * specimen point ("knot"); a knot that more views confirm than chance can explain becomes a bead.
 */
public final class TrailExtension {
    /** Pairs of views that propose points are this far apart in angle: close enough to be many, far enough for depth. */
    private static final double LEAST_ANGLE_DEG = 5;

    private static final double LARGEST_ANGLE_DEG = 20;

    /** Beads lie no farther above or below the known ones, which may all be on one surface of a thick specimen. */
    private static final double FARTHEST_IN_SIDES = 0.8;

    private static final double LEAST_LOG_CHANCE = Math.log(1e-3);

    private TrailExtension() {}

    /** Adds the beads found; the model is fitted anew if there are any. */
    public static IndexedSeries extend(
            ObservationCloud cloud,
            double[] tiltDeg,
            IndexedSeries series,
            IndexingParameters parameters,
            Progress progress) {
        Fit fit = series.fit();
        double tolerance = IterativeReindexing.tolerance(fit, parameters);
        boolean[] placed = new boolean[cloud.viewCount()];
        for (int v = 0; v < placed.length; v++) {
            placed[v] = series.isPlaced(v);
        }
        List<double[]> beads = BeadImages.beads(fit);
        boolean[][] used =
                BeadImages.nearest(cloud, fit.views(), placed, beads, tolerance).used();
        // A model's origin may lie far above or below the specimen: heights count from the beads that are known.
        double height = Statistics.median(beads.stream().mapToDouble(b -> b[2]).toArray());
        Search search = new Search(cloud.without(used), fit.views(), placed, tolerance, height, parameters);
        List<List<int[]>> found = search.run(progress);
        if (found.isEmpty()) {
            return series;
        }
        List<Observation> observations = new ArrayList<>(series.markers().observations());
        int marker = observations.stream().mapToInt(Observation::marker).max().orElse(-1) + 1;
        for (List<int[]> trail : found) {
            for (int[] o : trail) {
                observations.add(new Observation(
                        marker,
                        o[0],
                        search.cloud.x(o[0], o[1]) + cloud.centreX(),
                        search.cloud.y(o[0], o[1]) + cloud.centreY()));
            }
            marker++;
        }
        MarkerSet markers = new MarkerSet(cloud.viewCount(), observations);
        return new IndexedSeries(markers, ModelFit.solve(markers, tiltDeg, cloud.width(), cloud.height(), fit.views()));
    }

    private static final class Search {
        final ObservationCloud cloud;
        private final List<ViewGeometry> views;
        private final boolean[] placed;
        private final double tolerance;
        private final double height;
        private final IndexingParameters parameters;
        private final boolean[][] taken;
        private final List<SpatialGrid> grids = new ArrayList<>();

        Search(
                ObservationCloud cloud,
                List<ViewGeometry> views,
                boolean[] placed,
                double tolerance,
                double height,
                IndexingParameters parameters) {
            this.cloud = cloud;
            this.views = views;
            this.placed = placed;
            this.tolerance = tolerance;
            this.height = height;
            this.parameters = parameters;
            this.taken = new boolean[cloud.viewCount()][];
            for (int v = 0; v < taken.length; v++) {
                taken[v] = new boolean[cloud.count(v)];
                grids.add(new SpatialGrid(cloud.x().get(v), cloud.y().get(v), Math.max(tolerance, 4)));
            }
        }

        /** A proposed specimen point and the number of views that confirm it. */
        private record Knot(double[] point, int support) {}

        List<List<int[]>> run(Progress progress) {
            List<Knot> knots = new ArrayList<>();
            long proposals = 0;
            for (int a = 0; a < views.size(); a++) {
                progress.checkCancelled();
                progress.report(0.9 * a / views.size());
                for (int b = 0; b < views.size(); b++) {
                    double angle = views.get(b).tiltDeg() - views.get(a).tiltDeg();
                    if (placed[a] && placed[b] && angle >= LEAST_ANGLE_DEG && angle <= LARGEST_ANGLE_DEG) {
                        proposals += propose(a, b, knots);
                    }
                }
            }
            knots.sort(Comparator.comparingInt(Knot::support).reversed());
            List<List<int[]>> trails = new ArrayList<>();
            for (Knot knot : knots) {
                List<int[]> trail = confirm(knot.point, proposals);
                if (!trail.isEmpty()) {
                    trail.forEach(o -> taken[o[0]][o[1]] = true);
                    trails.add(trail);
                }
            }
            return trails;
        }

        private long propose(int a, int b, List<Knot> knots) {
            ViewGeometry va = views.get(a);
            ViewGeometry vb = views.get(b);
            long proposals = 0;
            for (int i = 0; i < cloud.count(a); i++) {
                double[] pa = inAxisFrame(va, cloud.x(a, i), cloud.y(a, i));
                for (int j = 0; j < cloud.count(b); j++) {
                    double[] pb = inAxisFrame(vb, cloud.x(b, j), cloud.y(b, j));
                    if (Math.abs(pa[1] - pb[1]) > 1.5 * tolerance) {
                        continue;
                    }
                    Triangulation sums = new Triangulation(TrailModel.NOISE_PX);
                    sums.add(va, cloud.x(a, i), cloud.y(a, i));
                    sums.add(vb, cloud.x(b, j), cloud.y(b, j));
                    // A loose belief about height keeps pairs of neighbouring beads from proposing points far off.
                    Triangulation.Point p = sums.solve(height, 0.5 * Math.max(cloud.width(), cloud.height()));
                    if (Math.abs(p.z() - height) > FARTHEST_IN_SIDES * Math.max(cloud.width(), cloud.height())) {
                        continue;
                    }
                    proposals++;
                    double[] point = {p.x(), p.y(), p.z()};
                    int support = support(point).size();
                    if (support >= parameters.minimumOccupancy()) {
                        knots.add(new Knot(point, support));
                    }
                }
            }
            return proposals;
        }

        /** Image coordinates turned so that the tilt axis is vertical, without shift and magnification. */
        private static double[] inAxisFrame(ViewGeometry view, double qx, double qy) {
            double rho = Math.toRadians(view.axisDeg());
            double x = (qx - view.shiftXPx()) / view.magnification();
            double y = (qy - view.shiftYPx()) / view.magnification();
            return new double[] {Math.cos(rho) * x + Math.sin(rho) * y, -Math.sin(rho) * x + Math.cos(rho) * y};
        }

        /** View and observation of all that a point explains and no bead has taken. */
        private List<int[]> support(double[] point) {
            List<int[]> out = new ArrayList<>();
            for (int v = 0; v < views.size(); v++) {
                if (!placed[v]) {
                    continue;
                }
                ViewGeometry view = views.get(v);
                double x = view.projectX(point[0], point[1], point[2]);
                double y = view.projectY(point[0], point[1], point[2]);
                int i = grids.get(v).nearest(x, y, tolerance, taken[v]);
                if (i >= 0) {
                    out.add(new int[] {v, i});
                }
            }
            return out;
        }

        /** The trail of a knot, refined, or nothing if it may be a coincidence. */
        private List<int[]> confirm(double[] start, long proposals) {
            double[] point = start;
            List<int[]> trail = List.of();
            for (int round = 0; round < 3; round++) {
                trail = support(point);
                if (trail.size() < parameters.minimumOccupancy()) {
                    return List.of();
                }
                Triangulation sums = new Triangulation(TrailModel.NOISE_PX);
                for (int[] o : trail) {
                    sums.add(views.get(o[0]), cloud.x(o[0], o[1]), cloud.y(o[0], o[1]));
                }
                Triangulation.Point p = sums.solve(height, Math.max(cloud.width(), cloud.height()));
                point = new double[] {p.x(), p.y(), p.z()};
            }
            double expected = 0;
            int inField = 0;
            for (int v = 0; v < views.size(); v++) {
                ViewGeometry view = views.get(v);
                double x = view.projectX(point[0], point[1], point[2]);
                double y = view.projectY(point[0], point[1], point[2]);
                if (placed[v] && cloud.inField(x, y, 0)) {
                    expected += cloud.density(v) * Math.PI * tolerance * tolerance;
                    inField++;
                }
            }
            double chance = Chance.logTail(trail.size(), expected) + Math.log(Math.max(1, proposals));
            // A bead is seen in a good part of the views that have its place in their field.
            boolean seen = trail.size() >= 0.3 * inField;
            return chance < LEAST_LOG_CHANCE && seen ? trail : List.of();
        }
    }
}
