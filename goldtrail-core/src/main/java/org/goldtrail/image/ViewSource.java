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
        };
    }
}
