package org.goldtrail.indexing;

import java.util.HashMap;
import java.util.Map;

/** Points of a plane in square cells, to find the nearest one fast. */
final class SpatialGrid {
    private final double[] x;
    private final double[] y;
    private final double cell;
    private final Map<Long, int[]> cells = new HashMap<>();

    SpatialGrid(double[] x, double[] y, double cellPx) {
        this.x = x;
        this.y = y;
        this.cell = cellPx;
        for (int i = 0; i < x.length; i++) {
            int[] one = {i};
            cells.merge(key(index(x[i]), index(y[i])), one, SpatialGrid::joined);
        }
    }

    private static int[] joined(int[] a, int[] b) {
        int[] out = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }

    private int index(double value) {
        return (int) Math.floor(value / cell);
    }

    private static long key(int cx, int cy) {
        return ((long) cx << 32) | (cy & 0xffffffffL);
    }

    /** Index of the nearest point within a radius (at most the cell) that is not excluded, or -1. */
    int nearest(double px, double py, double radius, boolean[] excluded) {
        int best = -1;
        double limit = radius * radius;
        for (int cy = index(py) - 1; cy <= index(py) + 1; cy++) {
            for (int cx = index(px) - 1; cx <= index(px) + 1; cx++) {
                int[] inCell = cells.get(key(cx, cy));
                if (inCell == null) {
                    continue;
                }
                for (int i : inCell) {
                    double d = (x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py);
                    if (d <= limit && !excluded[i]) {
                        limit = d;
                        best = i;
                    }
                }
            }
        }
        return best;
    }
}
