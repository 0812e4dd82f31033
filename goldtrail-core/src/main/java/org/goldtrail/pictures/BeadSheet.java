package org.goldtrail.pictures;

import java.awt.image.BufferedImage;
import java.util.List;
import org.goldtrail.image.Image;

/**
 * Small images side by side, each in a contrast of its own with a number below: the averages of beads, in which a bead that is none,
 * or one tracked badly, shows at a glance.
 */
public final class BeadSheet {
    private static final int LABEL_HEIGHT = 14;
    private static final int GAP = 4;

    private BeadSheet() {}

    /**
     * @param patches square images of one size
     * @param numbers one for each
     * @param columns patches beside each other
     * @param enlargement whole factor, pixels of the sheet for each pixel of a patch
     */
    public static BufferedImage draw(List<Image> patches, List<Integer> numbers, int columns, int enlargement) {
        int side = patches.isEmpty() ? 1 : patches.getFirst().width() * enlargement;
        int across = Math.max(1, Math.min(columns, patches.size()));
        int down = Math.max(1, Math.ceilDiv(patches.size(), across));
        BufferedImage sheet = new BufferedImage(
                across * (side + GAP), down * (side + LABEL_HEIGHT + GAP), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < patches.size(); i++) {
            Image patch = enlarged(patches.get(i), enlargement);
            int left = i % across * (side + GAP);
            int top = i / across * (side + LABEL_HEIGHT + GAP);
            Drawing.image(sheet, patch, ContrastStretch.of(patch, 0.01, 0.01), left, top);
            Drawing.text(sheet, Integer.toString(numbers.get(i)), left + 2, top + side + 2, Drawing.WHITE);
        }
        return sheet;
    }

    private static Image enlarged(Image image, int factor) {
        Image large = new Image(image.width() * factor, image.height() * factor);
        for (int y = 0; y < large.height(); y++) {
            for (int x = 0; x < large.width(); x++) {
                large.set(x, y, image.get(x / factor, y / factor));
            }
        }
        return large;
    }
}
