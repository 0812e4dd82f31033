package org.goldtrail.image;

/** The sections of a stack or volume, all of one size. Implementations may be called from several threads at once. */
public interface ViewSource {
    int viewCount();

    int width();

    int height();

    /**
     * Section {@code section}, 0-based, as an image of its own that the caller may change.
     *
     * @throws org.goldtrail.GoldtrailException if it cannot be read
     */
    Image view(int section);

    /**
     * Rows of one section, to the start of {@code out}. A source that gives whole views only reads one for every call, which is
     * VERY SLOW when a volume is made in many slabs.
     *
     * @param section 0-based
     * @param firstRow 0 is the bottom row
     * @param out gets rowCount * width pixels
     * @throws org.goldtrail.GoldtrailException if they cannot be read
     */
    default void readRows(int section, int firstRow, int rowCount, float[] out) {
        System.arraycopy(view(section).pixels(), firstRow * width(), out, 0, rowCount * width());
    }

    /** A source of images held in memory; each is copied when asked for. */
    static ViewSource of(java.util.List<Image> images) {
        return new ViewSource() {
            @Override
            public int viewCount() {
                return images.size();
            }

            @Override
            public int width() {
                return images.getFirst().width();
            }

            @Override
            public int height() {
                return images.getFirst().height();
            }

            @Override
            public Image view(int section) {
                return images.get(section).copy();
            }

            @Override
            public void readRows(int section, int firstRow, int rowCount, float[] out) {
                System.arraycopy(images.get(section).pixels(), firstRow * width(), out, 0, rowCount * width());
            }
        };
    }
}
