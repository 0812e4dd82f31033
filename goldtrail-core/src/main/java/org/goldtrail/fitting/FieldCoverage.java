package org.goldtrail.fitting;

import java.util.Arrays;

/** How much of the field the beads of a view cover. */
public final class FieldCoverage {
    private FieldCoverage() {}

    /**
     * Area of the convex hull of a view's observed beads as a share of the image, 0 to 1; 0 for fewer than three beads.
     * Observations without weight do not count.
     */
    public static double hullShare(Fit fit, int view) {
        Tracks tracks = fit.scene().tracks;
        double[][] points = new double[fit.beadsInView(view)][];
        int count = 0;
        for (int o = 0; o < tracks.size; o++) {
            if (tracks.view[o] == view && fit.used(o) && fit.weight(o) > 0) {
                points[count++] = new double[] {tracks.x[o], tracks.y[o]};
            }
        }
        return hullArea(Arrays.copyOf(points, count))
                / ((double) fit.input().widthPx() * fit.input().heightPx());
    }

    /** Area of the convex hull by Andrew's monotone chain. */
    private static double hullArea(double[][] points) {
        if (points.length < 3) {
            return 0;
        }
        Arrays.sort(points, (a, b) -> a[0] != b[0] ? Double.compare(a[0], b[0]) : Double.compare(a[1], b[1]));
        double[][] hull = new double[2 * points.length][];
        int size = 0;
        for (int pass = 0; pass < 2; pass++) {
            int floor = size + 1;
            for (int i = 0; i < points.length; i++) {
                double[] p = points[pass == 0 ? i : points.length - 1 - i];
                while (size > floor && cross(hull[size - 2], hull[size - 1], p) <= 0) {
                    size--;
                }
                hull[size++] = p;
            }
            size--; // the end of one chain starts the other
        }
        double doubled = 0;
        for (int i = 0; i < size; i++) {
            double[] a = hull[i];
            double[] b = hull[(i + 1) % size];
            doubled += a[0] * b[1] - b[0] * a[1];
        }
        return Math.abs(doubled) / 2;
    }

    private static double cross(double[] o, double[] a, double[] b) {
        return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
    }
}
