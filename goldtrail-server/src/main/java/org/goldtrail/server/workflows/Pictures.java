package org.goldtrail.server.workflows;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Image;
import org.goldtrail.pictures.ContrastStretch;

/** Images of the core as pictures, with y up as everywhere. */
public final class Pictures {
    private static final double CLIPPED_SHARE = 0.003;
    private static final double BEAD_SHARE = 0.02;

    private Pictures() {}

    /** With contrast from nearly the darkest to nearly the brightest pixel. */
    public static BufferedImage stretched(Image image) {
        return grey(image, ContrastStretch.of(image, CLIPPED_SHARE, CLIPPED_SHARE));
    }

    /** With contrast for what lies between the gold: the darkest and brightest pixels, mostly beads and their halos, are cut. */
    public static BufferedImage clipped(Image image) {
        return grey(image, ContrastStretch.of(image, BEAD_SHARE, BEAD_SHARE));
    }

    /** At least so large, smoothly: the pixels of a small picture would be seen as squares. */
    public static BufferedImage enlarged(BufferedImage picture, int shortestSide) {
        int shorter = Math.min(picture.getWidth(), picture.getHeight());
        if (shorter >= shortestSide) {
            return picture;
        }
        double factor = (double) shortestSide / shorter;
        int width = (int) Math.round(factor * picture.getWidth());
        int height = (int) Math.round(factor * picture.getHeight());
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = out.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return out;
    }

    /** With contrast from one value to another. */
    public static BufferedImage between(Image image, double black, double white) {
        return grey(image, new ContrastStretch(black, white));
    }

    private static BufferedImage grey(Image image, ContrastStretch stretch) {
        BufferedImage out = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                out.getRaster().setSample(x, image.height() - 1 - y, 0, stretch.grey(image.get(x, y)));
            }
        }
        return out;
    }

    /** An image binned until its longer side is at most so many pixels. */
    public static Image small(Image image, int longestSide) {
        int factor = Math.max(1, (int) Math.ceil((double) Math.max(image.width(), image.height()) / longestSide));
        return factor == 1 ? image : Binning.bin(image, factor);
    }

    public static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static String dataUri(BufferedImage picture) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(picture));
    }
}
