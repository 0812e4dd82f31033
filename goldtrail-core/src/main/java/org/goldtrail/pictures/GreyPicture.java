package org.goldtrail.pictures;

import java.awt.image.BufferedImage;
import org.goldtrail.image.Image;

/** One image as a picture. */
public final class GreyPicture {
    private GreyPicture() {}

    /** The factor by which an image is reduced to be no wider than some pixels. */
    public static int reduction(int width, int mostWidth) {
        return Math.max(1, Math.ceilDiv(width, mostWidth));
    }

    /**
     * Draws an image, reduced by averaging.
     *
     * @param reduction whole factor
     */
    public static BufferedImage draw(Image image, int reduction) {
        Image small = Drawing.reduced(image, reduction);
        BufferedImage picture = new BufferedImage(small.width(), small.height(), BufferedImage.TYPE_INT_RGB);
        Drawing.image(picture, small, ContrastStretch.of(small, 0.002, 0.002), 0, 0);
        return picture;
    }
}
