package org.goldtrail.pictures;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;

/**
 * All views of a stack side by side on one sheet, in order of tilt angle from the top left, each with a contrast of its
 * own and its number (1-based) and angle below: beads of an aligned stack keep their height from view to view.
 */
public final class FilmStrip {
    private static final int LABEL_HEIGHT = 14;
    private static final int GAP = 4;

    private FilmStrip() {}

    /**
     * @param tiltDeg one for each view
     * @param excluded sections (0-based) whose labels are drawn in red
     * @param columns views beside each other
     * @param cellWidth most pixels a view may be wide on the sheet
     */
    public static BufferedImage draw(
            ViewSource views, double[] tiltDeg, Set<Integer> excluded, int columns, int cellWidth) {
        int factor = Math.ceilDiv(views.width(), cellWidth);
        int width = Math.max(1, views.width() / factor) + GAP;
        int height = Math.max(1, views.height() / factor) + LABEL_HEIGHT + GAP;
        int across = Math.min(columns, views.viewCount());
        int rows = Math.ceilDiv(views.viewCount(), across);
        BufferedImage sheet = new BufferedImage(across * width, rows * height, BufferedImage.TYPE_INT_RGB);
        int[] order = byAngle(tiltDeg);
        for (int k = 0; k < order.length; k++) {
            int section = order[k];
            Image view = Drawing.reduced(views.view(section), factor);
            int left = k % across * width;
            int top = k / across * height;
            Drawing.image(sheet, view, ContrastStretch.of(view, 0.002, 0.002), left, top);
            String label = String.format(Locale.ROOT, "%d %+.1f", section + 1, tiltDeg[section]);
            int colour = excluded.contains(section) ? Drawing.RED : Drawing.WHITE;
            Drawing.text(sheet, label, left + 2, top + view.height() + 2, colour);
        }
        return sheet;
    }

    private static int[] byAngle(double[] tiltDeg) {
        Integer[] order = IntStream.range(0, tiltDeg.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(tiltDeg[a], tiltDeg[b]));
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }
}
