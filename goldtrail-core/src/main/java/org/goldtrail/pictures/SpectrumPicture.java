package org.goldtrail.pictures;

import java.awt.image.BufferedImage;
import org.goldtrail.image.Image;

/** The power spectrum of a view as a picture, with circles of known spacing and the view's number. */
public final class SpectrumPicture {
    private static final ContrastStretch CONTRAST = new ContrastStretch(-1, 1);
    private static final int SMALLEST_SIDE = 400;

    private SpectrumPicture() {}

    /**
     * Draws a spectrum whose frequency 0 lies at the middle pixel, -1 as black and 1 as white.
     *
     * @param spectrum model on the left, measured on the right
     * @param frequencyStep 1/Å for each pixel
     * @param resolutionAngstrom to which the rings are where the model says: a red arc on the right; NaN for none
     * @param label number of the view and its angle
     */
    public static BufferedImage draw(Image spectrum, double frequencyStep, double resolutionAngstrom, String label) {
        int n = spectrum.width();
        int scale = Math.max(1, Math.ceilDiv(SMALLEST_SIDE, n));
        BufferedImage picture = new BufferedImage(n * scale, n * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < n * scale; y++) {
            for (int x = 0; x < n * scale; x++) {
                int grey = CONTRAST.grey(spectrum.get(x / scale, n - 1 - y / scale));
                picture.setRGB(x, y, grey * 0x010101);
            }
        }
        if (Double.isFinite(resolutionAngstrom)) {
            arc(picture, scale / (resolutionAngstrom * frequencyStep));
        }
        Drawing.text(picture, label, 4, 4, Drawing.WHITE);
        return picture;
    }

    /** A quarter of a circle about the middle, at the lower right. */
    private static void arc(BufferedImage picture, double radius) {
        int middle = picture.getWidth() / 2;
        int steps = (int) Math.max(16, 4 * radius);
        for (int i = 0; i <= steps; i++) {
            double angle = 0.5 * Math.PI * i / steps;
            int x = (int) Math.rint(middle + radius * Math.cos(angle));
            int y = (int) Math.rint(middle + radius * Math.sin(angle));
            if (x < picture.getWidth() && y < picture.getHeight()) {
                picture.setRGB(x, y, Drawing.RED);
            }
        }
    }
}
