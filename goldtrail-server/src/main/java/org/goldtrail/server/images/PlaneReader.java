package org.goldtrail.server.images;

import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.Image;

/**
 * Reads a rectangle of any plane of a stack or volume, averaged over squares of b x b pixels and over several planes, straight
 * from the mapped file: no more than a line of blocks is in memory besides the result. As everywhere, binning cuts the remainder
 * at the right and top: {@code p = b p_binned + (b-1)/2}.
 */
final class PlaneReader {
    private final MrcStack stack;
    private final Plane plane;
    private final int binning;

    PlaneReader(MrcStack stack, Plane plane, int binning) {
        this.stack = stack;
        this.plane = plane;
        this.binning = binning;
    }

    /** Columns of the binned plane. */
    int width() {
        return plane.width(stack) / binning;
    }

    /** Rows of the binned plane. */
    int height() {
        return plane.height(stack) / binning;
    }

    /**
     * Reads a rectangle.
     *
     * @param region inside the binned plane, not empty
     * @param positions the planes to average, each along the normal; for YZ without gaps and ascending
     */
    Image read(Region region, int[] positions) {
        return plane == Plane.YZ ? readColumns(region, positions) : readRows(region, positions);
    }

    private Image readRows(Region region, int[] positions) {
        int columns = region.width() * binning;
        int rowsAtOnce = plane == Plane.XY ? binning : 1;
        float[] block = new float[rowsAtOnce * columns];
        float[] sums = new float[columns];
        Image out = new Image(region.width(), region.height());
        for (int y = 0; y < region.height(); y++) {
            java.util.Arrays.fill(sums, 0);
            int row = (region.y() + y) * binning;
            for (int position : positions) {
                for (int part = 0; part < binning; part += rowsAtOnce) {
                    int section = plane == Plane.XY ? position : row + part;
                    int firstRow = plane == Plane.XY ? row : position;
                    stack.readBlock(section, firstRow, rowsAtOnce, region.x() * binning, columns, block);
                    add(block, sums);
                }
            }
            average(sums, out, y, positions.length);
        }
        return out;
    }

    /** Adds rows of the length of {@code sums} that follow each other. */
    private static void add(float[] block, float[] sums) {
        for (int from = 0; from < block.length; from += sums.length) {
            for (int x = 0; x < sums.length; x++) {
                sums[x] += block[from + x];
            }
        }
    }

    private void average(float[] sums, Image out, int y, int planes) {
        float scale = 1f / (planes * binning * binning);
        float[] pixels = out.pixels();
        int to = y * out.width();
        for (int x = 0; x < out.width(); x++) {
            float sum = 0;
            for (int i = 0; i < binning; i++) {
                sum += sums[x * binning + i];
            }
            pixels[to + x] = sum * scale;
        }
    }

    private Image readColumns(Region region, int[] positions) {
        int planes = positions.length;
        int rows = region.height() * binning;
        float[] block = new float[rows * planes];
        float scale = 1f / (planes * binning * binning);
        Image out = new Image(region.width(), region.height());
        for (int z = 0; z < region.width(); z++) {
            for (int part = 0; part < binning; part++) {
                int section = (region.x() + z) * binning + part;
                stack.readBlock(section, region.y() * binning, rows, positions[0], planes, block);
                for (int y = 0; y < region.height(); y++) {
                    float sum = 0;
                    for (int i = y * binning * planes; i < (y + 1) * binning * planes; i++) {
                        sum += block[i];
                    }
                    out.pixels()[y * out.width() + z] += sum * scale;
                }
            }
        }
        return out;
    }
}
