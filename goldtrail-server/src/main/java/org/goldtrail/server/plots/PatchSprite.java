package org.goldtrail.server.plots;

import java.util.Arrays;
import org.goldtrail.image.Image;

/** Patches as 8-bit grey, each with the contrast of its own. */
final class PatchSprite {
    /** Shares of the darkest and the brightest pixels that are drawn black and white. */
    private static final double CLIPPED = 0.01;

    private PatchSprite() {}

    /**
     * Turns a patch into bytes, the TOP row first as pages draw.
     *
     * @param shownPx side of the picture; pixels are averaged where it is smaller than the patch
     * @param target gets shownPx * shownPx bytes
     * @param offset where they begin
     */
    static void draw(Image patch, int shownPx, byte[] target, int offset) {
        float[] grey = shrunk(patch, shownPx);
        float[] sorted = grey.clone();
        Arrays.sort(sorted); // NaN last
        int known = sorted.length;
        while (known > 0 && Float.isNaN(sorted[known - 1])) {
            known--;
        }
        if (known == 0) {
            Arrays.fill(target, offset, offset + grey.length, (byte) 0);
            return;
        }
        float black = sorted[(int) (CLIPPED * (known - 1))];
        float white = sorted[(int) ((1 - CLIPPED) * (known - 1))];
        float scale = white > black ? 255 / (white - black) : 0;
        for (int y = 0; y < shownPx; y++) {
            for (int x = 0; x < shownPx; x++) {
                float value = grey[(shownPx - 1 - y) * shownPx + x];
                int level = Float.isNaN(value) ? 0 : Math.clamp(Math.round((value - black) * scale), 0, 255);
                target[offset + y * shownPx + x] = (byte) level;
            }
        }
    }

    private static float[] shrunk(Image patch, int shownPx) {
        float[] out = new float[shownPx * shownPx];
        double ratio = patch.width() / (double) shownPx;
        for (int y = 0; y < shownPx; y++) {
            int y0 = (int) (y * ratio);
            int y1 = Math.max(y0 + 1, (int) ((y + 1) * ratio));
            for (int x = 0; x < shownPx; x++) {
                int x0 = (int) (x * ratio);
                int x1 = Math.max(x0 + 1, (int) ((x + 1) * ratio));
                double sum = 0;
                int n = 0;
                for (int py = y0; py < y1; py++) {
                    for (int px = x0; px < x1; px++) {
                        float value = patch.get(px, py);
                        if (!Float.isNaN(value)) {
                            sum += value;
                            n++;
                        }
                    }
                }
                out[y * shownPx + x] = n == 0 ? Float.NaN : (float) (sum / n);
            }
        }
        return out;
    }
}
