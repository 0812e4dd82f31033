package org.goldtrail.pictures;

import java.awt.image.BufferedImage;
import org.goldtrail.image.Image;

/** Pixels put into a picture. Pictures have y downwards, images upwards. */
final class Drawing {
    static final int WHITE = 0xffffff;
    static final int RED = 0xff4040;

    /**
     * Glyphs of 3 x 5 pixels, row after row from the top. Own ones, because Java's fonts need libraries that a compute node
     * often lacks.
     */
    private static final String CHARACTERS = "0123456789+-.";

    private static final String[] GLYPHS = {
        "###|#.#|#.#|#.#|###", ".#.|##.|.#.|.#.|###", "###|..#|###|#..|###", "###|..#|.##|..#|###",
                "#.#|#.#|###|..#|..#",
        "###|#..|###|..#|###", "###|#..|###|#.#|###", "###|..#|..#|.#.|.#.", "###|#.#|###|#.#|###",
                "###|#.#|###|..#|###",
        "...|.#.|###|.#.|...", "...|...|###|...|...", "...|...|...|...|.#.",
    };

    private static final int SCALE = 2;

    private Drawing() {}

    /** Draws an image with its top left corner at (left, top). */
    static void image(BufferedImage picture, Image image, ContrastStretch contrast, int left, int top) {
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int grey = contrast.grey(image.get(x, image.height() - 1 - y));
                picture.setRGB(left + x, top + y, grey * 0x010101);
            }
        }
    }

    /** Writes a number; characters other than digits, sign and point leave a gap. */
    static void text(BufferedImage picture, String text, int left, int top, int colour) {
        for (int i = 0; i < text.length(); i++) {
            int glyph = CHARACTERS.indexOf(text.charAt(i));
            if (glyph >= 0) {
                glyph(picture, GLYPHS[glyph], left + i * 4 * SCALE, top, colour);
            }
        }
    }

    private static void glyph(BufferedImage picture, String glyph, int left, int top, int colour) {
        for (int y = 0; y < 5 * SCALE; y++) {
            for (int x = 0; x < 3 * SCALE; x++) {
                boolean inside = left + x < picture.getWidth() && top + y < picture.getHeight();
                if (inside && glyph.charAt(y / SCALE * 4 + x / SCALE) == '#') {
                    picture.setRGB(left + x, top + y, colour);
                }
            }
        }
    }

    /** The image reduced by a whole factor by averaging, rounded down in size. */
    static Image reduced(Image image, int factor) {
        if (factor == 1) {
            return image;
        }
        Image small = new Image(Math.max(1, image.width() / factor), Math.max(1, image.height() / factor));
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                small.set(x, y, mean(image, x * factor, y * factor, factor));
            }
        }
        return small;
    }

    private static float mean(Image image, int left, int bottom, int size) {
        double sum = 0;
        int count = 0;
        for (int y = bottom; y < Math.min(bottom + size, image.height()); y++) {
            for (int x = left; x < Math.min(left + size, image.width()); x++) {
                sum += image.get(x, y);
                count++;
            }
        }
        return (float) (sum / count);
    }
}
