package org.goldtrail.server.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Random;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.goldtrail.workflow.Workflow;

/** Views with dark discs of known place and size on noise: a truth for what is measured on the screen. */
final class DiscSeries {
    static final int WIDTH = 700;
    static final int HEIGHT = 500;
    static final int VIEWS = 7;
    static final double DIAMETER = 32;

    /** Centre of the disc in view 0; it moves by {@link #STEP} to the right from view to view. */
    static final double X = 200.5;

    static final double Y = 140.25;
    static final int STEP = 10;
    static final int BACKGROUND = 1000;
    static final int DISC = 600;
    private static final double NOISE = 8;
    private static final int SUB = 8;

    private DiscSeries() {}

    /** A new workflow of such a stack. */
    static Path workflow(Path folder) throws IOException {
        Path stack = folder.resolve("discs.st");
        MrcLayout layout =
                MrcLayout.stack(WIDTH, HEIGHT, VIEWS).withMode(MrcMode.INT16).withPixelSize(OptionalDouble.of(2.7));
        try (MrcWriter writer = MrcWriter.create(stack, layout)) {
            for (int view = 0; view < VIEWS; view++) {
                writer.writeSection(view, view(view));
            }
            writer.commit();
        }
        Files.writeString(folder.resolve("discs.rawtlt"), "-9\n-6\n-3\n0\n3\n6\n9\n");
        return Workflow.create(stack, folder.resolve("discs.goldtrail")).folder();
    }

    private static Image view(int view) {
        Random random = new Random(view);
        Image image = new Image(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double inside = inside(x, y, X + STEP * view, Y);
                double value = BACKGROUND + inside * (DISC - BACKGROUND) + NOISE * random.nextGaussian();
                image.set(x, y, Math.round(value));
            }
        }
        return image;
    }

    /** Part of a pixel that lies in the disc. */
    private static double inside(int x, int y, double centreX, double centreY) {
        if (Math.hypot(x - centreX, y - centreY) > DIAMETER) {
            return 0;
        }
        int hits = 0;
        for (int j = 0; j < SUB; j++) {
            for (int i = 0; i < SUB; i++) {
                double dx = x - centreX + (i + 0.5) / SUB - 0.5;
                double dy = y - centreY + (j + 0.5) / SUB - 0.5;
                hits += Math.hypot(dx, dy) <= DIAMETER / 2 ? 1 : 0;
            }
        }
        return hits / (double) (SUB * SUB);
    }
}
