package org.goldtrail.image;

/** The views of a tilt series, read one by one. Implementations are thread-safe and return a new image at each call. */
public interface ViewSource {
    int viewCount();

    int width();

    int height();

    /** @param section number of the view in the raw stack, 0-based */
    Image view(int section);
}
