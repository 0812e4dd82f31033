package org.goldtrail.server.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** What a page shows now, pixel by pixel; coordinates are those of the page. */
final class Screen {
    private final BufferedImage image;

    private Screen(byte[] png) {
        try {
            image = ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Screen of(Page page) {
        return new Screen(page.screenshot());
    }

    static Screen of(byte[] png) {
        return new Screen(png);
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** Brightness of a pixel, 0 to 255. */
    double grey(int x, int y) {
        int rgb = image.getRGB(x, y);
        return ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3.0;
    }

    int rgb(int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    /** Mean brightness of a square about a place. */
    double mean(double x, double y, int radius) {
        double sum = 0;
        int count = 0;
        for (int j = (int) y - radius; j <= (int) y + radius; j++) {
            for (int i = (int) x - radius; i <= (int) x + radius; i++) {
                sum += grey(i, j);
                count++;
            }
        }
        return sum / count;
    }

    /** Whether a colour of an overlay occurs near a place: a pixel that is not grey. */
    boolean isColoured(double x, double y, int radius) {
        for (int j = (int) y - radius; j <= (int) y + radius; j++) {
            for (int i = (int) x - radius; i <= (int) x + radius; i++) {
                int rgb = rgb(i, j);
                int r = rgb >> 16 & 0xff;
                int g = rgb >> 8 & 0xff;
                int b = rgb & 0xff;
                if (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) > 60) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Mean and largest difference to another picture within a part of the page. */
    double[] difference(Screen other, BoundingBox part) {
        double sum = 0;
        double most = 0;
        int count = 0;
        for (int y = (int) part.y; y < (int) (part.y + part.height); y++) {
            for (int x = (int) part.x; x < (int) (part.x + part.width); x++) {
                double difference = Math.abs(grey(x, y) - other.grey(x, y));
                sum += difference;
                most = Math.max(most, difference);
                count++;
            }
        }
        return new double[] {sum / count, most};
    }

    /** Where the brightness on the way from a dark place first passes a threshold, between pixels; steps of one pixel. */
    double edge(double fromX, double y, int direction, double threshold) {
        double before = grey((int) fromX, (int) y);
        for (int i = 1; i < 400; i++) {
            int x = (int) fromX + i * direction;
            double now = grey(x, (int) y);
            if (now >= threshold && before < threshold) {
                // Pixel centres lie half a pixel inside: what is returned is a coordinate of the pointer.
                return x + 0.5 - direction * (now - threshold) / (now - before);
            }
            before = now;
        }
        throw new AssertionError("no edge on the way");
    }

    /** Centre of an element on the page. */
    static double[] centre(Locator element) {
        BoundingBox box = element.boundingBox();
        return new double[] {box.x + box.width / 2, box.y + box.height / 2};
    }
}
