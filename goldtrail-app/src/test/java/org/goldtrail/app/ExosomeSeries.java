package org.goldtrail.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.image.Image;
import org.goldtrail.markers.Observation;
import org.goldtrail.phantom.score.ResultFiles;

/** The real series of the samples with its independent bead tracks, as it is or changed in a known way. */
record ExosomeSeries(List<Image> views, List<Double> tiltsDeg, List<Observation> tracks, double axisDeg) {
    private static final double AXIS_DEG = 84.6;

    static ExosomeSeries read(Path folder) {
        List<Image> views = new ArrayList<>();
        try (MrcStack stack = MrcStack.open(folder.resolve("exosome.st"))) {
            for (int v = 0; v < stack.sectionsPresent(); v++) {
                views.add(stack.readView(v));
            }
        }
        List<Double> tilts = new ArrayList<>();
        for (double t : TiltAngleFile.read(folder.resolve("exosome.rawtlt")).tiltsDeg()) {
            tilts.add(t);
        }
        List<Observation> tracks = new ArrayList<>();
        for (double[] row : ResultFiles.readNumbers(folder.resolve("bead-tracks.csv"), 4)) {
            tracks.add(new Observation((int) row[0], (int) row[1], row[2], row[3]));
        }
        return new ExosomeSeries(views, tilts, tracks, AXIS_DEG);
    }

    int width() {
        return views.getFirst().width();
    }

    int height() {
        return views.getFirst().height();
    }

    /** Writes stack and angles and returns the stack. */
    Path write(Path folder) {
        Path stack = folder.resolve("series.st");
        MrcLayout layout = MrcLayout.stack(width(), height(), views.size())
                .withMode(MrcMode.INT16)
                .withPixelSize(OptionalDouble.of(11.04));
        try (MrcWriter writer = MrcWriter.create(stack, layout)) {
            for (int v = 0; v < views.size(); v++) {
                writer.writeSection(v, views.get(v));
            }
            writer.commit();
        }
        TiltAngleFile.write(
                folder.resolve("series.rawtlt"),
                tiltsDeg.stream().mapToDouble(Double::doubleValue).toArray());
        return stack;
    }

    private ExosomeSeries changed(
            UnaryOperator<Image> image, UnaryOperator<Observation> track, double angleSign, double newAxisDeg) {
        int w = image.apply(views.getFirst()).width();
        int h = image.apply(views.getFirst()).height();
        return new ExosomeSeries(
                views.stream().map(image).toList(),
                tiltsDeg.stream().map(t -> angleSign * t).toList(),
                tracks.stream()
                        .map(track)
                        .filter(o -> o.x() >= 0 && o.y() >= 0 && o.x() <= w - 1 && o.y() <= h - 1)
                        .toList(),
                newAxisDeg);
    }

    /** Turned counter-clockwise about the centre on a canvas that holds all of it; the new corners hold fill. */
    ExosomeSeries turned(double degrees) {
        double c = Math.cos(Math.toRadians(degrees));
        double s = Math.sin(Math.toRadians(degrees));
        int w = (int) Math.ceil(Math.abs(c) * width() + Math.abs(s) * height());
        int h = (int) Math.ceil(Math.abs(s) * width() + Math.abs(c) * height());
        double cx = (width() - 1) / 2.0;
        double cy = (height() - 1) / 2.0;
        double nx = (w - 1) / 2.0;
        double ny = (h - 1) / 2.0;
        return changed(
                in -> {
                    Image out = new Image(w, h);
                    for (int y = 0; y < h; y++) {
                        for (int x = 0; x < w; x++) {
                            double px = c * (x - nx) + s * (y - ny) + cx;
                            double py = -s * (x - nx) + c * (y - ny) + cy;
                            out.set(x, y, cubic(in, px, py));
                        }
                    }
                    return out;
                },
                o -> o.at(c * (o.x() - cx) - s * (o.y() - cy) + nx, s * (o.x() - cx) + c * (o.y() - cy) + ny),
                1,
                axisDeg + degrees);
    }

    /** Keys' cubic convolution, 0 outside. */
    private static float cubic(Image in, double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        if (x0 < 1 || y0 < 1 || x0 > in.width() - 3 || y0 > in.height() - 3) {
            return 0;
        }
        double sum = 0;
        for (int j = -1; j <= 2; j++) {
            for (int i = -1; i <= 2; i++) {
                sum += keys(x - x0 - i) * keys(y - y0 - j) * in.get(x0 + i, y0 + j);
            }
        }
        return (float) sum;
    }

    private static double keys(double t) {
        double a = Math.abs(t);
        return a < 1 ? (1.5 * a - 2.5) * a * a + 1 : a < 2 ? ((-0.5 * a + 2.5) * a - 4) * a + 2 : 0;
    }

    /** Mirrored left to right, angles negated. */
    ExosomeSeries mirrored() {
        int w = width();
        return changed(
                in -> {
                    Image out = new Image(w, in.height());
                    for (int y = 0; y < in.height(); y++) {
                        for (int x = 0; x < w; x++) {
                            out.set(x, y, in.get(w - 1 - x, y));
                        }
                    }
                    return out;
                },
                o -> o.at(w - 1 - o.x(), o.y()),
                -1,
                -axisDeg);
    }

    /** A part of each view. */
    ExosomeSeries cropped(int left, int bottom, int w, int h) {
        return changed(
                in -> {
                    Image out = new Image(w, h);
                    for (int y = 0; y < h; y++) {
                        for (int x = 0; x < w; x++) {
                            out.set(x, y, in.get(left + x, bottom + y));
                        }
                    }
                    return out;
                },
                o -> o.at(o.x() - left, o.y() - bottom),
                1,
                axisDeg);
    }

    /** The sections in another order: new section k is old section order[k]. */
    ExosomeSeries shuffled(int[] order) {
        int[] place = new int[order.length];
        IntStream.range(0, order.length).forEach(k -> place[order[k]] = k);
        return new ExosomeSeries(
                IntStream.of(order).mapToObj(views::get).toList(),
                IntStream.of(order).mapToObj(tiltsDeg::get).toList(),
                tracks.stream()
                        .map(o -> new Observation(o.marker(), place[o.tilt()], o.x(), o.y()))
                        .toList(),
                axisDeg);
    }
}
