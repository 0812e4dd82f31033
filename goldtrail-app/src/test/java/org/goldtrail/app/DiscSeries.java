package org.goldtrail.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;

/**
 * A small tilt series of dark discs in noise, which is aligned in seconds.
 *
 * @param seed of positions, shifts and noise
 * @param axisDeg of the tilt axis
 * @param diameterPx of the discs
 */
record DiscSeries(long seed, double axisDeg, double diameterPx) {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 180;
    private static final int VIEWS = 17;
    private static final int BEADS = 12;

    static DiscSeries of(long seed) {
        return new DiscSeries(seed, 85.3, 9);
    }

    /** Writes {@code folder/name.st} with its angles beside it. */
    Path write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path stack = folder.resolve(name + ".st");
        Random random = new Random(seed);
        List<double[]> points = points(random);
        StringBuilder angles = new StringBuilder();
        MrcLayout layout = MrcLayout.stack(WIDTH, HEIGHT, VIEWS).withPixelSize(OptionalDouble.of(10));
        try (MrcWriter writer = MrcWriter.create(stack, layout)) {
            for (int v = 0; v < VIEWS; v++) {
                double tilt = -48 + 6.0 * v;
                ViewGeometry view =
                        new ViewGeometry(axisDeg, tilt, 0, 1, 3 * random.nextGaussian(), 3 * random.nextGaussian());
                writer.writeSection(v, render(view, points, random));
                angles.append(String.format(Locale.ROOT, "%.2f\n", tilt));
            }
            writer.commit();
        }
        Files.writeString(folder.resolve(name + ".rawtlt"), angles);
        return stack;
    }

    private List<double[]> points(Random random) {
        List<double[]> points = new ArrayList<>();
        while (points.size() < BEADS) {
            double[] p = {
                (random.nextDouble() - 0.5) * 0.8 * WIDTH,
                (random.nextDouble() - 0.5) * 0.8 * HEIGHT,
                (random.nextInt(2) - 0.5) * 24
            };
            if (points.stream().allMatch(q -> Math.hypot(p[0] - q[0], p[1] - q[1]) > 20)) {
                points.add(p);
            }
        }
        return points;
    }

    private Image render(ViewGeometry view, List<double[]> points, Random random) {
        Image image = new Image(WIDTH, HEIGHT);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = (float) (1000 + 15 * random.nextGaussian());
        }
        for (double[] p : points) {
            double cx = view.projectX(p[0], p[1], p[2]) + image.centreX();
            double cy = view.projectY(p[0], p[1], p[2]) + image.centreY();
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    double inside = Math.clamp(0.5 + (diameterPx / 2 - Math.hypot(x - cx, y - cy)) / 2, 0, 1);
                    image.set(x, y, (float) (image.get(x, y) - 60 * inside));
                }
            }
        }
        return image;
    }
}
