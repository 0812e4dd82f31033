package org.goldtrail.server.images;

/**
 * A rectangle of a plane, in pixels of the binned plane; (x, y) is its lower left pixel.
 *
 * @param x first column
 * @param y first row from below
 * @param width columns
 * @param height rows
 */
record Region(int x, int y, int width, int height) {
    /** The part of it that lies in a plane of the given size. */
    Region within(int planeWidth, int planeHeight) {
        int left = Math.clamp(x, 0, planeWidth);
        int bottom = Math.clamp(y, 0, planeHeight);
        int right = Math.clamp((long) x + width, left, planeWidth);
        int top = Math.clamp((long) y + height, bottom, planeHeight);
        return new Region(left, bottom, right - left, top - bottom);
    }

    boolean isEmpty() {
        return width < 1 || height < 1;
    }
}
