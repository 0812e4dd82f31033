package org.goldtrail.phantom;

/**
 * A half plane of the image filled with a constant: all pixels with {@code normalX x + normalY y > offset}, in raw
 * pixel-index coordinates.
 */
record FillWedge(double normalX, double normalY, double offset) {
    /** Signed distance of a point from the edge, positive inside the fill, for a normal of length 1. */
    double depth(double x, double y) {
        return normalX * x + normalY * y - offset;
    }
}
