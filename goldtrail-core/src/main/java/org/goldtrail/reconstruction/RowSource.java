package org.goldtrail.reconstruction;

import org.goldtrail.image.ViewSource;

/** The aligned views, read a few rows at a time. Implementations may be called from several threads at once. */
public interface RowSource {
    int viewCount();

    int width();

    int height();

    /**
     * Reads rows {@code yFrom ... yFrom + rows - 1} of one view, each of {@link #width} pixels, to the start of {@code
     * out}.
     *
     * @throws org.goldtrail.GoldtrailException if they cannot be read
     */
    void readRows(int section, int yFrom, int rows, float[] out);

    /** The rows of a stack or of any other source of views; see {@link ViewSource#readRows} on those that give whole views. */
    static RowSource of(ViewSource views) {
        return of(views.viewCount(), views.width(), views.height(), views::readRows);
    }

    /** Rows that come from anywhere, such as a calculation. */
    static RowSource of(int viewCount, int width, int height, Reader reader) {
        return new ReadRows(viewCount, width, height, reader);
    }

    /** What {@link #readRows} does. */
    @FunctionalInterface
    interface Reader {
        void readRows(int section, int yFrom, int rows, float[] out);
    }
}
