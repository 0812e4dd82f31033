package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldtrail.fitting.Fit;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/** Which observation of each view is the image of which bead: one-to-one in each view, nearest first. */
final class BeadImages {
    private final ObservationCloud cloud;
    private final int[][] ofBead; // bead, view -> observation or -1

    private BeadImages(ObservationCloud cloud, int[][] ofBead) {
        this.cloud = cloud;
        this.ofBead = ofBead;
    }

    /**
     * Assigns the observations of the views that take part to the reprojections of beads.
     *
     * @param beads specimen points (x, y, z)
     */
    static BeadImages nearest(
            ObservationCloud cloud,
            List<ViewGeometry> views,
            boolean[] takesPart,
            List<double[]> beads,
            double tolerancePx) {
        int[][] ofBead = new int[beads.size()][cloud.viewCount()];
        double[] tolerance = new double[beads.size()];
        Arrays.fill(tolerance, tolerancePx);
        for (int v = 0; v < cloud.viewCount(); v++) {
            int[] match = null;
            if (takesPart[v]) {
                double[][] p = reproject(views.get(v), beads);
                match = Matching.nearest(
                        p[0], p[1], tolerance, cloud.x().get(v), cloud.y().get(v));
            }
            for (int b = 0; b < ofBead.length; b++) {
                ofBead[b][v] = match == null ? -1 : match[b];
            }
        }
        return new BeadImages(cloud, ofBead);
    }

    /** x and y of the beads in a view, relative to the image centre. */
    static double[][] reproject(ViewGeometry view, List<double[]> beads) {
        double[] p = view.projectionMatrix();
        double[][] out = new double[2][beads.size()];
        for (int b = 0; b < beads.size(); b++) {
            double[] x = beads.get(b);
            out[0][b] = p[0] * x[0] + p[1] * x[1] + p[2] * x[2] + view.shiftXPx();
            out[1][b] = p[3] * x[0] + p[4] * x[1] + p[5] * x[2] + view.shiftYPx();
        }
        return out;
    }

    /** The specimen points of a fit's markers, in its order. */
    static List<double[]> beads(Fit fit) {
        List<double[]> beads = new ArrayList<>();
        for (int marker : fit.markers()) {
            beads.add(fit.position(marker));
        }
        return beads;
    }

    /** Number of views that see a bead. */
    int occupancy(int bead) {
        int n = 0;
        for (int i : ofBead[bead]) {
            n += i >= 0 ? 1 : 0;
        }
        return n;
    }

    /** Which observations are some bead's. */
    boolean[][] used() {
        boolean[][] used = new boolean[cloud.viewCount()][];
        for (int v = 0; v < used.length; v++) {
            used[v] = new boolean[cloud.count(v)];
            for (int[] views : ofBead) {
                if (views[v] >= 0) {
                    used[v][views[v]] = true;
                }
            }
        }
        return used;
    }

    /** The beads seen in at least so many views as markers 0, 1, 2 ... */
    MarkerSet toMarkers(int minimumOccupancy) {
        List<Observation> out = new ArrayList<>();
        int marker = 0;
        for (int b = 0; b < ofBead.length; b++) {
            if (occupancy(b) < minimumOccupancy) {
                continue;
            }
            for (int v = 0; v < cloud.viewCount(); v++) {
                int i = ofBead[b][v];
                if (i >= 0) {
                    out.add(new Observation(
                            marker, v, cloud.x(v, i) + cloud.centreX(), cloud.y(v, i) + cloud.centreY()));
                }
            }
            marker++;
        }
        return new MarkerSet(cloud.viewCount(), out);
    }
}
