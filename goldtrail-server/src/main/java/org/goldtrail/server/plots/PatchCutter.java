package org.goldtrail.server.plots;

import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.Image;

/** Cuts square patches out of raw views, reading no more rows than they need. */
public final class PatchCutter {
    private final MrcStack stack;
    private final int sidePx;

    /** @param sidePx side of the patches, raw pixels */
    public PatchCutter(MrcStack stack, int sidePx) {
        this.stack = stack;
        this.sidePx = sidePx;
    }

    /**
     * A patch centred at a place between pixels, by bilinear interpolation; NaN beyond the image.
     *
     * @param x raw pixel-index coordinate of the centre
     * @param y likewise, upwards
     */
    public Image cut(int section, double x, double y) {
        Image patch = new Image(sidePx, sidePx);
        double left = x - patch.centreX();
        double bottom = y - patch.centreY();
        int x0 = (int) Math.floor(left);
        int y0 = (int) Math.floor(bottom);
        int firstRow = Math.max(0, y0);
        int rows = Math.min(stack.height(), y0 + sidePx + 1) - firstRow;
        if (rows <= 0) {
            java.util.Arrays.fill(patch.pixels(), Float.NaN);
            return patch;
        }
        float[] band = new float[rows * stack.width()];
        stack.readRows(section, firstRow, rows, band);
        double fx = left - x0;
        double fy = bottom - y0;
        for (int py = 0; py < sidePx; py++) {
            for (int px = 0; px < sidePx; px++) {
                double below = (1 - fx) * at(band, rows, x0 + px, y0 + py - firstRow)
                        + fx * at(band, rows, x0 + px + 1, y0 + py - firstRow);
                double above = (1 - fx) * at(band, rows, x0 + px, y0 + py + 1 - firstRow)
                        + fx * at(band, rows, x0 + px + 1, y0 + py + 1 - firstRow);
                patch.set(px, py, (float) ((1 - fy) * below + fy * above));
            }
        }
        return patch;
    }

    private double at(float[] band, int rows, int x, int row) {
        return x < 0 || x >= stack.width() || row < 0 || row >= rows ? Double.NaN : band[row * stack.width() + x];
    }
}
