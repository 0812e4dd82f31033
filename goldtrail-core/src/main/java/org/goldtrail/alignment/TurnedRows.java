package org.goldtrail.alignment;

import org.goldtrail.image.Image;

/**
 * Rows of an image turned by quarter turns counter-clockwise, one at a time, continued beyond its edges as in a mirror.
 * Where rows run along the columns of the image, a block of them is fetched together, so that memory is read along its rows.
 */
final class TurnedRows {
    /** Pixels that a row is continued at either end. */
    static final int PAD = 16;

    private static final int BLOCK = 64;
    private static final int TILE = 16;

    private final Image image;
    private final int turns;
    private final int width;
    private final int height;
    private final int stride;
    private final float[] block;
    private int blockFirst = Integer.MIN_VALUE;
    private int blockRows;

    /** @param image not modified */
    TurnedRows(Image image, int turns) {
        this.image = image;
        this.turns = turns;
        width = turns % 2 == 0 ? image.width() : image.height();
        height = turns % 2 == 0 ? image.height() : image.width();
        stride = width + 2 * PAD;
        block = new float[BLOCK * stride];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The rows in work; {@link #load} says where one begins. */
    float[] data() {
        return block;
    }

    /** Makes row y ready, also one beyond the edge; returns where its pixel 0 lies in {@link #data}. */
    int load(int y) {
        int row = mirror(y, height);
        if (row < blockFirst || row >= blockFirst + blockRows) {
            blockFirst = row - row % BLOCK;
            blockRows = Math.min(BLOCK, height - blockFirst);
            fetch();
        }
        return (row - blockFirst) * stride + PAD;
    }

    private void fetch() {
        float[] pixels = image.pixels();
        int across = image.width();
        switch (turns) {
            case 0 -> {
                for (int r = 0; r < blockRows; r++) {
                    System.arraycopy(pixels, (blockFirst + r) * across, block, r * stride + PAD, width);
                }
            }
            case 2 -> {
                for (int r = 0; r < blockRows; r++) {
                    int from = (height - 1 - blockFirst - r) * across + width - 1;
                    for (int x = 0; x < width; x++) {
                        block[r * stride + PAD + x] = pixels[from - x];
                    }
                }
            }
            case 3 -> // turned (x, y) is the image's (y, its height - 1 - x)
                fetchColumns(pixels, (width - 1) * across + blockFirst, -across, 1);
            default -> // turned (x, y) is the image's (its width - 1 - y, x)
                fetchColumns(pixels, across - 1 - blockFirst, across, -1);
        }
        for (int r = 0; r < blockRows; r++) {
            int start = r * stride + PAD;
            for (int k = 1; k <= PAD; k++) {
                block[start - k] = block[start + mirror(-k, width)];
                block[start + width - 1 + k] = block[start + mirror(width - 1 + k, width)];
            }
        }
    }

    /** Fetches columns tile by tile, so that each line of the cache that is read and written is used whole. */
    private void fetchColumns(float[] pixels, int from, int perX, int perY) {
        for (int x = 0; x < width; x += TILE) {
            int end = Math.min(width, x + TILE);
            for (int r = 0; r < blockRows; r++) {
                copyColumn(pixels, from + x * perX + r * perY, perX, block, r * stride + PAD + x, end - x);
            }
        }
    }

    private static void copyColumn(float[] pixels, int from, int step, float[] out, int to, int count) {
        int at = from;
        for (int i = to; i < to + count; i++) {
            out[i] = pixels[at];
            at += step;
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
        if (size == 1) {
            return 0;
        }
        int k = Math.floorMod(i, 2 * size - 2);
        return k < size ? k : 2 * size - 2 - k;
    }
}
