package org.goldtrail.interchange;

import org.goldtrail.geometry.ViewGeometry;

/** Where the corners of the field land, by one alignment and by another. */
public final class Projection {
    private Projection() {}

    /**
     * Where a specimen point lands, relative to the image centre, raw pixels.
     *
     * @return x and y
     */
    public static double[] project(AlignedView view, double x, double y, double z) {
        ViewGeometry g = view.geometry();
        double[] p = view.distortion().projectionMatrix(g);
        return new double[] {
            p[0] * x + p[1] * y + p[2] * z + g.shiftXPx(), p[3] * x + p[4] * y + p[5] * z + g.shiftYPx()
        };
    }

    /**
     * The largest distance between two alignments' images of the corners of the field, at a tenth of the field above, in and
     * below the middle of the specimen.
     */
    public static double largestDifferencePx(AlignedView a, AlignedView b, int width, int height) {
        double worst = 0;
        double side = Math.max(width, height) / 2.0;
        for (double sx : new double[] {-1, 1}) {
            for (double sy : new double[] {-1, 1}) {
                for (double sz : new double[] {-0.2, 0, 0.2}) {
                    double[] first = project(a, sx * side, sy * side, sz * side);
                    double[] second = project(b, sx * side, sy * side, sz * side);
                    worst = Math.max(worst, Math.hypot(first[0] - second[0], first[1] - second[1]));
                }
            }
        }
        return worst;
    }
}
