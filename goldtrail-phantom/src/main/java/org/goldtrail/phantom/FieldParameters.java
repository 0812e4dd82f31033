package org.goldtrail.phantom;

/**
 * Size of the views.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixelSizeAngstrom in Å
 */
public record FieldParameters(int width, int height, double pixelSizeAngstrom) {
    public FieldParameters {
        if (width < 32 || height < 32 || !(pixelSizeAngstrom > 0)) {
            throw new IllegalArgumentException(
                    "a simulated view needs at least 32 x 32 pixels and a pixel size, not " + width + " x " + height);
        }
    }

    public double nanometresToPx(double nm) {
        return nm * 10 / pixelSizeAngstrom;
    }
}
