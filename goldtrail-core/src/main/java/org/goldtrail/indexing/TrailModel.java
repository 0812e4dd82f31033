package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Trails and the geometry they imply, while both are being worked out: which observation of each view belongs to which
 * trail, where each trail's bead lies in the specimen, and how each view that has been placed looks at it.
 */
final class TrailModel {
    /** Uncertainty of one detected position, in raw pixels, for the weighting of believed heights. */
    static final double NOISE_PX = 1;

    private final ObservationCloud cloud;
    private final double[] tiltDeg;
    private final double heightSigmaPx;
    private final @Nullable ViewGeometry[] views;
    /** Projection matrices of the views placed: they are asked for millions of times. */
    private final double[][] matrices;

    private final List<Trail> trails = new ArrayList<>();

    /**
     * @param tiltDeg nominal angle of each view
     * @param heightSigmaPx how far beads may lie from the plane z = 0, roughly
     */
    TrailModel(ObservationCloud cloud, double[] tiltDeg, double heightSigmaPx) {
        this.cloud = cloud;
        this.tiltDeg = tiltDeg;
        this.heightSigmaPx = heightSigmaPx;
        this.views = new ViewGeometry[cloud.viewCount()];
        this.matrices = new double[cloud.viewCount()][];
    }

    /** One trail: index of its observation in each view, or -1. */
    static final class Trail {
        final int[] observation;
        int length;
        int misses;
        Triangulation.@Nullable Point point;

        Trail(int views) {
            observation = new int[views];
            Arrays.fill(observation, -1);
        }

        void set(int view, int index) {
            length += (index >= 0 ? 1 : 0) - (observation[view] >= 0 ? 1 : 0);
            observation[view] = index;
        }
    }

    ObservationCloud cloud() {
        return cloud;
    }

    int viewCount() {
        return views.length;
    }

    double tiltDeg(int view) {
        return tiltDeg[view];
    }

    @Nullable
    ViewGeometry view(int view) {
        return views[view];
    }

    /** The geometry of a view that has been placed. */
    ViewGeometry placed(int view) {
        ViewGeometry geometry = views[view];
        if (geometry == null) {
            throw new IllegalStateException("view " + view + " has not been placed");
        }
        return geometry;
    }

    void place(int view, @Nullable ViewGeometry geometry) {
        views[view] = geometry;
        matrices[view] = geometry == null ? new double[0] : geometry.projectionMatrix();
    }

    boolean isPlaced(int view) {
        return views[view] != null;
    }

    List<Trail> trails() {
        return trails;
    }

    double heightSigmaPx() {
        return heightSigmaPx;
    }

    /** Recomputes the specimen point of a trail from the views placed, leaving one out if asked (-1 for none). */
    Triangulation.Point triangulate(Trail trail, int viewLeftOut) {
        Triangulation sums = new Triangulation(NOISE_PX);
        for (int v = 0; v < views.length; v++) {
            int i = trail.observation[v];
            ViewGeometry geometry = views[v];
            if (i >= 0 && geometry != null && v != viewLeftOut) {
                sums.add(matrices[v], cloud.x(v, i) - geometry.shiftXPx(), cloud.y(v, i) - geometry.shiftYPx());
            }
        }
        return sums.solve(0, heightSigmaPx);
    }

    void triangulateAll() {
        for (Trail trail : trails) {
            if (trail.length > 0) {
                trail.point = triangulate(trail, -1);
            }
        }
    }

    /** The observations of all trails with at least so many, as a marker set in raw pixel-index coordinates. */
    MarkerSet toMarkers(int leastLength) {
        List<Observation> out = new ArrayList<>();
        int marker = 0;
        for (Trail trail : trails) {
            if (trail.length < leastLength) {
                continue;
            }
            for (int v = 0; v < views.length; v++) {
                int i = trail.observation[v];
                if (i >= 0) {
                    out.add(new Observation(
                            marker, v, cloud.x(v, i) + cloud.centreX(), cloud.y(v, i) + cloud.centreY()));
                }
            }
            marker++;
        }
        return new MarkerSet(views.length, out);
    }

    /** Number of observations in trails of at least the given length. */
    int observationsInTrails(int leastLength) {
        int sum = 0;
        for (Trail trail : trails) {
            sum += trail.length >= leastLength ? trail.length : 0;
        }
        return sum;
    }
}
