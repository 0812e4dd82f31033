package org.goldtrail.alignment;

import org.goldtrail.image.Image;

/**
 * Rows of an image turned by quarter turns counter-clockwise, continued beyond its edges as in a mirror. A turned image is
 * copied once, so that all that follows reads along memory.
 */
final class TurnedRows {
    /** Rows of the image that are turned together. */
    private static final int ROWS = 8;

    private static final float[] NONE = {};

    private final Image image;
    private final int turns;
    private final int width;
    private final int height;
    private final float[] pixels;
    private float[] data;
    private float[] edge = NONE;

    /**
     * @param image not modified
     * @param scratch for the pixels of a turned image, at least as many as it has, or fewer for a new array
     */
    TurnedRows(Image image, int turns, float[] scratch) {
        this.image = image;
        this.turns = turns;
        width = turns % 2 == 0 ? image.width() : image.height();
        height = turns % 2 == 0 ? image.height() : image.width();
        pixels = turns == 0 ? image.pixels() : turned(scratch);
        data = pixels;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** An array that the next image may use as scratch, when this one is done with. */
    float[] scratch() {
        return turns == 0 ? NONE : pixels;
    }

    /** Where the pixels last asked of {@link #find} lie. */
    float[] data() {
        return data;
    }

    /**
     * Makes a piece of row y ready, also of one beyond the edge or with ends beyond it: pixel x is {@code data()[result +
     * x]} for x = from ... to-1.
     */
    int find(int y, int from, int to) {
        int row = mirror(y, height) * width;
        if (from >= 0 && to <= width) {
            data = pixels;
            return row;
        }
        if (edge.length < to - from) {
            edge = new float[to - from];
        }
        data = edge;
        int low = Math.clamp(0, from, to);
        int high = Math.clamp(width, low, to);
        for (int x = from; x < low; x++) {
            edge[x - from] = pixels[row + mirror(x, width)];
        }
        if (high > low) { // else the piece lies beyond the edge
            System.arraycopy(pixels, row + low, edge, low - from, high - low);
        }
        for (int x = high; x < to; x++) {
            edge[x - from] = pixels[row + mirror(x, width)];
        }
        return -from;
    }

    private float[] turned(float[] scratch) {
        int across = image.width();
        float[] from = image.pixels();
        float[] to = scratch.length < from.length ? new float[from.length] : scratch;
        if (turns == 2) {
            for (int i = 0; i < from.length; i++) {
                to[i] = from[from.length - 1 - i];
            }
            return to;
        }
        // by 3 quarters, turned (x, y) is the image's (y, its height - 1 - x); by 1, its (width - 1 - y, x)
        int start = turns == 3 ? (width - 1) * across : across - 1;
        int perX = turns == 3 ? -across : across;
        int perY = turns == 3 ? 1 : -1;
        int together = width - width % ROWS;
        for (int x = 0; x < together; x += ROWS) {
            turnRows(from, start + x * perX, perX, perY, to, x);
        }
        for (int x = together; x < width; x++) {
            for (int y = 0; y < height; y++) {
                to[y * width + x] = from[start + x * perX + y * perY];
            }
        }
        return to;
    }

    /** Eight rows of the image become columns: one by one would take half as long again. */
    private void turnRows(float[] from, int start, int perX, int perY, float[] to, int column) {
        int at = start;
        for (int i = column; i < width * height; i += width) {
            float a = from[at];
            float b = from[at + perX];
            float c = from[at + 2 * perX];
            float d = from[at + 3 * perX];
            float e = from[at + 4 * perX];
            float f = from[at + 5 * perX];
            float g = from[at + 6 * perX];
            float h = from[at + 7 * perX];
            to[i] = a;
            to[i + 1] = b;
            to[i + 2] = c;
            to[i + 3] = d;
            to[i + 4] = e;
            to[i + 5] = f;
            to[i + 6] = g;
            to[i + 7] = h;
            at += perY;
        }
    }

    /** Where a place of the image lies in the turned one. */
    double turnedX(double x, double y) {
        return switch (turns) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> image.width() - 1 - x;
            default -> image.height() - 1 - y;
        };
    }

    /** See {@link #turnedX}. */
    double turnedY(double x, double y) {
        return switch (turns) {
            case 0 -> y;
            case 1 -> image.width() - 1 - x;
            case 2 -> image.height() - 1 - y;
            default -> x;
        };
    }

    private static int mirror(int i, int size) {
        if (i >= 0 && i < size) {
            return i;
        }
        if (size == 1) {
            return 0;
        }
        int k = Math.floorMod(i, 2 * size - 2);
        return k < size ? k : 2 * size - 2 - k;
    }
}
