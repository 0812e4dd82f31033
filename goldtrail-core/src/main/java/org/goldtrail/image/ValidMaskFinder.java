package org.goldtrail.image;

import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * Finds the parts of a view that hold no data: fill at the border or in wedges, grid bars, saturated areas. All of them
 * are flat: in blocks of pixels, the standard deviation there is a small fraction of what is usual in the view.
 */
public final class ValidMaskFinder {
    /** A block is flat if its standard deviation is below this fraction of the view's median one. */
    private static final double FLAT_FRACTION = 0.2;

    /** Flat areas smaller than so many blocks are left alone: a bead's core may look flat, too. */
    private static final int SMALLEST_AREA_BLOCKS = 6;

    private static final int RIM_PX = 2;

    /** With so many finite pixels around it, one that is no number is a gap that a repair can fill. */
    private static final int NEIGHBOURS_FOR_REPAIR = 5;

    private ValidMaskFinder() {}

    /**
     * The mask of valid pixels of a raw view, to be found before its repair. Pixels that are no numbers are invalid unless
     * they are scattered, so that {@link HotPixels#repair} can fill them from their neighbours.
     *
     * @param blockSidePx side of the blocks; anything from 8 px up, larger than the beads' radius is not needed
     */
    public static ValidMask find(Image view, int blockSidePx) {
        int w = view.width();
        int h = view.height();
        int bw = (w + blockSidePx - 1) / blockSidePx;
        int bh = (h + blockSidePx - 1) / blockSidePx;
        double[] sd = new double[bw * bh];
        for (int by = 0; by < bh; by++) {
            for (int bx = 0; bx < bw; bx++) {
                sd[by * bw + bx] = deviation(view, bx * blockSidePx, by * blockSidePx, blockSidePx);
            }
        }
        double usual = usualDeviation(sd);
        boolean[] flat = new boolean[sd.length];
        for (int i = 0; i < sd.length; i++) {
            flat[i] = !(sd[i] > FLAT_FRACTION * usual);
        }
        boolean[] invalid = largeAreas(flat, bw, bh);
        BitSet valid = new BitSet(w * h);
        valid.set(0, w * h);
        for (int by = 0; by < bh; by++) {
            for (int bx = 0; bx < bw; bx++) {
                if (touches(invalid, bx, by, bw, bh)) {
                    clearFlatPixels(view, valid, bx * blockSidePx, by * blockSidePx, blockSidePx, usual);
                }
                if (invalid[by * bw + bx]) {
                    clearBlock(valid, w, h, bx * blockSidePx, by * blockSidePx, blockSidePx);
                }
            }
        }
        valid = eroded(valid, w, h);
        for (int i = 0; i < view.pixels().length; i++) {
            if (!Float.isFinite(view.pixels()[i]) && !isRepairable(view, i % w, i / w)) {
                valid.clear(i);
            }
        }
        return new ValidMask(w, h, valid);
    }

    /** Scattered pixels and single lines that are no numbers are repairable ({@link HotPixels}); areas of them are not. */
    private static boolean isRepairable(Image view, int x, int y) {
        int finite = 0;
        for (int yy = Math.max(0, y - 1); yy <= Math.min(view.height() - 1, y + 1); yy++) {
            for (int xx = Math.max(0, x - 1); xx <= Math.min(view.width() - 1, x + 1); xx++) {
                finite += Float.isFinite(view.get(xx, yy)) ? 1 : 0;
            }
        }
        return finite >= NEIGHBOURS_FOR_REPAIR;
    }

    /** The rim of a fill is often a mixture of fill and image, from an interpolation: it goes with the fill. */
    private static BitSet eroded(BitSet valid, int w, int h) {
        if (valid.cardinality() == w * h) {
            return valid;
        }
        BitSet out = (BitSet) valid.clone();
        for (int i = valid.nextClearBit(0); i < w * h; i = valid.nextClearBit(i + 1)) {
            int x = i % w;
            int y = i / w;
            for (int yy = Math.max(0, y - RIM_PX); yy <= Math.min(h - 1, y + RIM_PX); yy++) {
                out.clear(yy * w + Math.max(0, x - RIM_PX), yy * w + Math.min(w - 1, x + RIM_PX) + 1);
            }
        }
        return out;
    }

    private static double deviation(Image view, int x0, int y0, int side) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        double origin = Double.NaN;
        for (int y = y0; y < Math.min(y0 + side, view.height()); y++) {
            for (int x = x0; x < Math.min(x0 + side, view.width()); x++) {
                double value = view.get(x, y);
                if (Double.isFinite(value)) {
                    // Differences to the first number keep the squares exact.
                    origin = n == 0 ? value : origin;
                    value -= origin;
                    sum += value;
                    squares += value * value;
                    n++;
                }
            }
        }
        return n == 0 ? 0 : Math.sqrt(Math.max(0, squares / n - (sum / n) * (sum / n)));
    }

    /** Median over the blocks that are not flat outright, so that a view that is mostly fill still has a scale. */
    private static double usualDeviation(double[] sd) {
        double[] positive = java.util.Arrays.stream(sd).filter(s -> s > 0).toArray();
        return positive.length == 0 ? 0 : Statistics.quantile(positive, 0.6);
    }

    private static boolean[] largeAreas(boolean[] flat, int bw, int bh) {
        boolean[] large = new boolean[flat.length];
        boolean[] seen = new boolean[flat.length];
        for (int start = 0; start < flat.length; start++) {
            if (!flat[start] || seen[start]) {
                continue;
            }
            ArrayDeque<Integer> queue = new ArrayDeque<>();
            BitSet area = new BitSet(flat.length);
            queue.add(start);
            seen[start] = true;
            boolean atBorder = false;
            while (!queue.isEmpty()) {
                int i = queue.remove();
                area.set(i);
                int x = i % bw;
                int y = i / bw;
                atBorder |= x == 0 || y == 0 || x == bw - 1 || y == bh - 1;
                for (int[] step : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
                    int xx = x + step[0];
                    int yy = y + step[1];
                    if (xx >= 0 && yy >= 0 && xx < bw && yy < bh && flat[yy * bw + xx] && !seen[yy * bw + xx]) {
                        seen[yy * bw + xx] = true;
                        queue.add(yy * bw + xx);
                    }
                }
            }
            if (area.cardinality() >= SMALLEST_AREA_BLOCKS || (atBorder && area.cardinality() >= 2)) {
                area.stream().forEach(i -> large[i] = true);
            }
        }
        return large;
    }

    private static boolean touches(boolean[] invalid, int bx, int by, int bw, int bh) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int x = bx + dx;
                int y = by + dy;
                if (x >= 0 && y >= 0 && x < bw && y < bh && invalid[y * bw + x]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** In blocks beside a flat area: the pixels that belong to it, being (nearly) equal to their neighbours. */
    private static void clearFlatPixels(Image view, BitSet valid, int x0, int y0, int side, double usual) {
        int w = view.width();
        int h = view.height();
        for (int y = y0; y < Math.min(y0 + side, h); y++) {
            for (int x = x0; x < Math.min(x0 + side, w); x++) {
                int left = Math.max(0, Math.min(x - 1, w - 3));
                int bottom = Math.max(0, Math.min(y - 1, h - 3));
                if (deviation(view, left, bottom, 3) <= FLAT_FRACTION * usual) {
                    // All nine, or the outermost pixels of the area would stay, having neighbours that are data.
                    clearBlock(valid, w, h, left, bottom, 3);
                }
            }
        }
    }

    private static void clearBlock(BitSet valid, int w, int h, int x0, int y0, int side) {
        for (int y = y0; y < Math.min(y0 + side, h); y++) {
            valid.clear(y * w + x0, y * w + Math.min(x0 + side, w));
        }
    }
}
