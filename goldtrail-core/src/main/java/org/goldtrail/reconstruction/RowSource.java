package org.goldtrail.reconstruction;

import org.goldtrail.image.Image;
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

    /** Rows of a source that gives whole views only: simple, but VERY SLOW when a volume is made in many slabs. */
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
                Image view = views.view(section);
                System.arraycopy(view.pixels(), yFrom * view.width(), out, 0, rows * view.width());
            }
        };
    }
}
