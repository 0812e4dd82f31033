package org.goldtrail.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;

/** Writes small tilt series of dark discs in noise. */
public final class TinySeries {
    public static final double BEAD_DIAMETER_PX = 9;

    public int width = 200;
    public int height = 180;
    public double[] tilts =
            IntStream.range(0, 21).mapToDouble(v -> -50 + 5.0 * v).toArray();
    public double axisDeg = 85.3;
    public double depth = -60;
    public int beads = 12;
    public long seed = 1;
    public OptionalDouble pixelSizeAngstrom = OptionalDouble.of(10);
    /** Changes a view before it is written. */
    public BiConsumer<Integer, Image> change = (view, image) -> {};

    public final List<ViewGeometry> truth = new ArrayList<>();
    /** Specimen points of the beads. */
    public List<double[]> points = List.of();

    /** Writes {@code folder/name.st} and its angles beside it. */
    public Path write(Path folder, String name) {
        Path stack = folder.resolve(name + ".st");
        Random random = new Random(seed);
        points = points(random);
        truth.clear();
        for (double tilt : tilts) {
            truth.add(new ViewGeometry(axisDeg, tilt, 0, 1, 4 * random.nextGaussian(), 4 * random.nextGaussian()));
        }
        MrcLayout layout = MrcLayout.stack(width, height, tilts.length).withPixelSize(pixelSizeAngstrom);
        List<Image> images = new ArrayList<>();
        try (MrcWriter writer = MrcWriter.create(stack, layout)) {
            for (int v = 0; v < tilts.length; v++) {
                Image image = render(truth.get(v), random);
                change.accept(v, image);
                images.add(image);
                writer.writeSection(v, finite(image));
            }
            writer.commit();
        }
        for (int v = 0; v < images.size(); v++) {
            overwrite(stack, v, images.get(v));
        }
        writeAngles(folder.resolve(name + ".rawtlt"), tilts);
        return stack;
    }

    private List<double[]> points(Random random) {
        List<double[]> out = new ArrayList<>();
        for (int trial = 0; out.size() < beads && trial < 100_000; trial++) {
            double[] p = {
                (random.nextDouble() - 0.5) * 0.8 * width,
                (random.nextDouble() - 0.5) * 0.8 * height,
                (random.nextInt(2) - 0.5) * 24
            };
            if (out.stream().allMatch(q -> Math.hypot(p[0] - q[0], p[1] - q[1]) > 2.2 * BEAD_DIAMETER_PX)) {
                out.add(p);
            }
        }
        return out;
    }

    private Image render(ViewGeometry view, Random random) {
        Image image = new Image(width, height);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = (float) (1000 + 15 * random.nextGaussian());
        }
        for (double[] p : points) {
            double cx = view.projectX(p[0], p[1], p[2]) + image.centreX();
            double cy = view.projectY(p[0], p[1], p[2]) + image.centreY();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double inside = Math.clamp(0.5 + (BEAD_DIAMETER_PX / 2 - Math.hypot(x - cx, y - cy)) / 2, 0, 1);
                    image.set(x, y, (float) (image.get(x, y) + depth * inside));
                }
            }
        }
        return image;
    }

    private static Image finite(Image image) {
        Image out = image.copy();
        for (int i = 0; i < out.pixels().length; i++) {
            out.pixels()[i] = Float.isFinite(out.pixels()[i]) ? out.pixels()[i] : 0;
        }
        return out;
    }

    /** Puts the pixels into the file as they are, since a good writer refuses NaN. */
    private static void overwrite(Path stack, int view, Image image) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * image.pixels().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(image.pixels());
        try (FileChannel channel = FileChannel.open(stack, StandardOpenOption.WRITE)) {
            channel.write(bytes, 1024 + (long) view * bytes.capacity());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void writeAngles(Path file, double... tilts) {
        StringBuilder text = new StringBuilder();
        for (double tilt : tilts) {
            text.append(String.format(Locale.ROOT, "%.2f%n", tilt));
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
