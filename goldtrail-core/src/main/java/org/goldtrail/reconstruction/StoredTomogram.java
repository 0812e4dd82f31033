package org.goldtrail.reconstruction;

import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;

/**
 * A tomogram in an MRC file seen as XY planes, z upwards, in whatever order its axes are stored. Planes of a file in XZY
 * order are put together from all of its sections, which is slow: meant for looking.
 *
 * @param stack the file, not closed
 * @param order how it is stored
 */
public record StoredTomogram(MrcStack stack, TomogramFile.Order order) implements ViewSource {
    @Override
    public int viewCount() {
        return order == TomogramFile.Order.XYZ ? stack.sectionsPresent() : stack.height();
    }

    @Override
    public int width() {
        return stack.width();
    }

    @Override
    public int height() {
        return order == TomogramFile.Order.XYZ ? stack.height() : stack.sectionsPresent();
    }

    @Override
    public Image view(int section) {
        Image plane = new Image(width(), height());
        readRows(section, 0, height(), plane.pixels());
        return plane;
    }

    @Override
    public void readRows(int section, int firstRow, int rowCount, float[] out) {
        if (order == TomogramFile.Order.XYZ) {
            stack.readRows(section, firstRow, rowCount, out);
            return;
        }
        float[] row = new float[width()];
        for (int r = 0; r < rowCount; r++) {
            stack.readRows(firstRow + r, stack.height() - 1 - section, 1, row);
            System.arraycopy(row, 0, out, r * width(), width());
        }
    }
}
