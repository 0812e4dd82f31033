package org.goldtrail.pictures;

import java.awt.image.BufferedImage;
import java.util.List;
import org.goldtrail.image.Image;

/** Beads before they were erased, with the same places afterwards below, in one contrast for each pair. */
public final class ErasedGold {
    private static final int COLUMNS = 8;
    private static final int GAP = 4;

    private ErasedGold() {}

    /**
     * A place before and after, two images of one size.
     *
     * @param before with the bead
     * @param after without it
     */
    public record Pair(Image before, Image after) {}

    /**
     * Draws all pairs, eight beside one another.
     *
     * @param pairs at least one, all of one size
     */
    public static BufferedImage draw(List<Pair> pairs) {
        int width = pairs.getFirst().before().width();
        int height = pairs.getFirst().before().height();
        int zoom = Math.max(1, 72 / width);
        int cellWidth = zoom * width + GAP;
        int cellHeight = 2 * zoom * height + 3 * GAP;
        int across = Math.min(COLUMNS, pairs.size());
        int rows = Math.ceilDiv(pairs.size(), across);
        BufferedImage sheet = new BufferedImage(across * cellWidth, rows * cellHeight, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < pairs.size(); k++) {
            Pair pair = pairs.get(k);
            ContrastStretch contrast = ContrastStretch.of(pair.before(), 0.002, 0.002);
            int left = k % across * cellWidth;
            int top = k / across * cellHeight;
            Drawing.image(sheet, enlarged(pair.before(), zoom), contrast, left, top);
            Drawing.image(sheet, enlarged(pair.after(), zoom), contrast, left, top + zoom * height + GAP);
        }
        return sheet;
    }

    private static Image enlarged(Image image, int zoom) {
        Image out = new Image(zoom * image.width(), zoom * image.height());
        for (int y = 0; y < out.height(); y++) {
            for (int x = 0; x < out.width(); x++) {
                out.set(x, y, image.get(x / zoom, y / zoom));
            }
        }
        return out;
    }
}
