package org.goldtrail.bench;

import org.goldtrail.reconstruction.RowSource;

/** Views whose rows are made up as they are read. */
final class NoiseRows {
    private NoiseRows() {}

    static RowSource of(int views, int width, int height) {
        return RowSource.of(views, width, height, (section, yFrom, rows, pixels) -> {
            int state = section * 31 + yFrom;
            for (int i = 0; i < rows * width; i++) {
                state = state * 1664525 + 1013904223;
                pixels[i] = state >>> 20;
            }
        });
    }
}
