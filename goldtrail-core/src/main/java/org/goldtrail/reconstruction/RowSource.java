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
        return new RowSource() {
            @Override
            public int viewCount() {
                return views.viewCount();
            }

            @Override
            public int width() {
                return views.width();
            }

            @Override
            public int height() {
                return views.height();
            }

            @Override
            public void readRows(int section, int yFrom, int rows, float[] out) {
                views.readRows(section, yFrom, rows, out);
            }
        };
    }
}
