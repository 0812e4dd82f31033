package org.goldtrail.image;

/**
 * A two-dimensional grey image. Pixel (x, y) is {@code pixels()[y * width() + x]}, x to the right and y UP (row 0 is the
 * bottom row, as in an MRC section); the centre of the first pixel is (0, 0).
 *
 * <p>The array is shared, not copied: whoever changes it owns the image.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels width * height values, row by row from the bottom
 */
@SuppressWarnings("ArrayRecordComponent") // a plain view on a pixel array, compared by identity
public record Image(int width, int height, float[] pixels) {
    public Image {
        if (width < 1 || height < 1 || pixels.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "an image of " + width + " x " + height + " cannot hold " + pixels.length + " pixels");
        }
    }

    /** A black image. */
    public Image(int width, int height) {
        this(width, height, new float[Math.multiplyExact(width, height)]);
    }

    public float get(int x, int y) {
        return pixels[y * width + x];
    }

    public void set(int x, int y, float value) {
        pixels[y * width + x] = value;
    }

    public boolean contains(double x, double y) {
        return x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1;
    }

    public Image copy() {
        return new Image(width, height, pixels.clone());
    }

    /** Pixel index coordinate of the centre in x, (width - 1) / 2. */
    public double centreX() {
        return (width - 1) / 2.0;
    }

    /** Pixel index coordinate of the centre in y, (height - 1) / 2. */
    public double centreY() {
        return (height - 1) / 2.0;
    }
}
