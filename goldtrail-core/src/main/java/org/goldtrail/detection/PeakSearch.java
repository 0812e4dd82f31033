package org.goldtrail.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.goldtrail.image.Image;

/** The highest local maxima of a correlation map, to a fraction of a pixel. */
public final class PeakSearch {
    private PeakSearch() {}

    /** A maximum of a map, in pixels of the map. */
    public record Maximum(double x, double y, double value) {}

    /**
     * Local maxima in descending order, none closer to a higher one than {@code separationPx}.
     *
     * @param map not modified; NaN is never a maximum
     * @param limit the most maxima returned
     * @param threshold the least value of one
     */
    public static List<Maximum> highest(Image map, int limit, double threshold, double separationPx) {
        List<Maximum> candidates = new ArrayList<>();
        int w = map.width();
        int h = map.height();
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                float value = map.get(x, y);
                if (value >= threshold && isMaximum(map, x, y, value)) {
                    candidates.add(refined(map, x, y, value));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Maximum::value)
                .reversed()
                .thenComparingDouble(Maximum::y)
                .thenComparingDouble(Maximum::x));
        List<Maximum> kept = new ArrayList<>();
        double minimum = separationPx * separationPx;
        for (Maximum m : candidates) {
            if (kept.size() == limit) {
                break;
            }
            boolean free = true;
            for (Maximum k : kept) {
                double dx = k.x - m.x;
                double dy = k.y - m.y;
                if (dx * dx + dy * dy < minimum) {
                    free = false;
                    break;
                }
            }
            if (free) {
                kept.add(m);
            }
        }
        return kept;
    }

    private static boolean isMaximum(Image map, int x, int y, float value) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int xx = x + dx;
                int yy = y + dy;
                if ((dx == 0 && dy == 0) || xx < 0 || yy < 0 || xx >= map.width() || yy >= map.height()) {
                    continue;
                }
                float other = map.get(xx, yy);
                // Of equal neighbours the first in reading order is the maximum.
                if (other > value || (other == value && (dy < 0 || (dy == 0 && dx < 0)))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The top of the parabolas through the maximum and its neighbours in x and y. */
    private static Maximum refined(Image map, int x, int y, float value) {
        double dx = x > 0 && x < map.width() - 1 ? vertex(map.get(x - 1, y), value, map.get(x + 1, y)) : 0;
        double dy = y > 0 && y < map.height() - 1 ? vertex(map.get(x, y - 1), value, map.get(x, y + 1)) : 0;
        return new Maximum(x + dx, y + dy, value);
    }

    private static double vertex(double left, double middle, double right) {
        double curvature = left - 2 * middle + right;
        if (!(curvature < 0)) {
            return 0;
        }
        return Math.clamp(0.5 * (left - right) / curvature, -0.5, 0.5);
    }
}
