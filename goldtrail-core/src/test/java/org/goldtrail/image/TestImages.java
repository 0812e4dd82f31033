package org.goldtrail.image;

import java.util.Random;

/** Pictures of noise, discs and fill for tests. */
public final class TestImages {
    private TestImages() {}

    /** Gaussian noise about a level. */
    public static Image noise(int width, int height, double level, double sd, long seed) {
        Random random = new Random(seed);
        Image image = new Image(width, height);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = (float) (level + sd * random.nextGaussian());
        }
        return image;
    }

    /** Adds a disc whose edge falls over {@code edgePx} and which has half its height at half its diameter. */
    public static void addDisc(Image image, double x, double y, double diameter, double height, double edgePx) {
        int reach = (int) Math.ceil(diameter / 2 + edgePx + 1);
        for (int py = (int) y - reach; py <= (int) y + reach + 1; py++) {
            for (int px = (int) x - reach; px <= (int) x + reach + 1; px++) {
                if (image.contains(px, py)) {
                    double r = Math.hypot(px - x, py - y);
                    double inside = Math.clamp(0.5 + (diameter / 2 - r) / edgePx, 0, 1);
                    image.set(px, py, (float) (image.get(px, py) + height * inside));
                }
            }
        }
    }

    /** Sets all pixels of a rectangle to one value. */
    public static void fill(Image image, int x0, int y0, int x1, int y1, float value) {
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                image.set(x, y, value);
            }
        }
    }
}
