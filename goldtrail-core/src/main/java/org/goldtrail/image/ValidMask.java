package org.goldtrail.image;

import java.util.BitSet;

/**
 * Which pixels of a view hold data: not fill, not saturated, not behind a grid bar. Treated as immutable.
 *
 * @param width in pixels
 * @param height in pixels
 * @param valid one bit per pixel, row by row from the bottom
 */
public record ValidMask(int width, int height, BitSet valid) {

    public static ValidMask all(int width, int height) {
        BitSet valid = new BitSet(width * height);
        valid.set(0, width * height);
        return new ValidMask(width, height, valid);
    }

    public boolean isValid(int index) {
        return valid.get(index);
    }

    public boolean isValid(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && valid.get(y * width + x);
    }

    public boolean isFull() {
        return valid.cardinality() == width * height;
    }

    public double fraction() {
        return valid.cardinality() / (double) (width * height);
    }

    /** The mask of the binned view: a binned pixel is valid if at least half of its pixels are. */
    public ValidMask binned(int factor) {
        if (factor == 1) {
            return this;
        }
        int w = width / factor;
        int h = height / factor;
        BitSet out = new BitSet(w * h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int count = 0;
                for (int j = 0; j < factor; j++) {
                    int from = (y * factor + j) * width + x * factor;
                    for (int i = 0; i < factor; i++) {
                        count += valid.get(from + i) ? 1 : 0;
                    }
                }
                if (2 * count >= factor * factor) {
                    out.set(y * w + x);
                }
            }
        }
        return new ValidMask(w, h, out);
    }
}
