package org.goldtrail.interchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;

/**
 * The alignment of a tilt series, whoever made it: lengths in raw pixels, positions relative to the image centre
 * {@code (N-1)/2}, all as {@link org.goldtrail.geometry.ViewGeometry} says.
 *
 * @param name of the series
 * @param width of a raw view, pixels
 * @param height of a raw view, pixels
 * @param pixelSizeAngstrom of the raw stack; empty when not known
 * @param views one for each section of the raw stack, in its order
 * @param optics the microscope, where known
 * @param defocusHand +1 if the defocus falls towards +z as by the project's conventions, -1 if it rises; empty when not known
 * @param tiltAxisIsHandKnown whether the hand of the tilt axis, and so of the tomogram, is known
 * @param origin the file or program it comes from, for people
 * @param remarks sentences a person should read
 */
public record SeriesAlignment(
        String name,
        int width,
        int height,
        OptionalDouble pixelSizeAngstrom,
        List<AlignedView> views,
        Optional<Optics> optics,
        OptionalInt defocusHand,
        boolean tiltAxisIsHandKnown,
        String origin,
        List<String> remarks) {
    public SeriesAlignment {
        views = List.copyOf(views);
        remarks = List.copyOf(remarks);
    }

    /** Sections that take part, 0-based. */
    public List<Integer> usedSections() {
        return IntStream.range(0, views.size())
                .filter(v -> views.get(v).used())
                .boxed()
                .toList();
    }

    /** Sections that take part, in the order of their tilt angles. */
    public List<Integer> usedByTilt() {
        return usedSections().stream()
                .sorted((a, b) -> Double.compare(
                        views.get(a).geometry().tiltDeg(),
                        views.get(b).geometry().tiltDeg()))
                .toList();
    }

    /** The same with every view changed. */
    public SeriesAlignment map(UnaryOperator<AlignedView> change) {
        return withViews(views.stream().map(change).toList());
    }

    /** The same with other views. */
    public SeriesAlignment withViews(List<AlignedView> newViews) {
        return new SeriesAlignment(
                name,
                width,
                height,
                pixelSizeAngstrom,
                newViews,
                optics,
                defocusHand,
                tiltAxisIsHandKnown,
                origin,
                remarks);
    }

    /** The same under another name. */
    public SeriesAlignment named(String newName) {
        return new SeriesAlignment(
                newName,
                width,
                height,
                pixelSizeAngstrom,
                views,
                optics,
                defocusHand,
                tiltAxisIsHandKnown,
                origin,
                remarks);
    }

    /** The same with one more remark. */
    public SeriesAlignment remarked(String sentence) {
        List<String> all = new ArrayList<>(remarks);
        all.add(sentence);
        return new SeriesAlignment(
                name, width, height, pixelSizeAngstrom, views, optics, defocusHand, tiltAxisIsHandKnown, origin, all);
    }

    /** The same with all shifts moved, as where the centre of the image is counted from another place. */
    SeriesAlignment moved(double byXPx, double byYPx) {
        return byXPx == 0 && byYPx == 0 ? this : map(v -> v.moved(byXPx, byYPx));
    }

    /**
     * The same for raw views that this series' views are binned from by an integer factor: {@code p_raw = b p + (b-1)/2}.
     *
     * @param rawWidth of a raw view, pixels
     * @param rawHeight of a raw view, pixels
     */
    public SeriesAlignment unbinned(int b, int rawWidth, int rawHeight) {
        double offsetX = (b * (width - 1) + (b - 1) - (rawWidth - 1)) / 2.0;
        double offsetY = (b * (height - 1) + (b - 1) - (rawHeight - 1)) / 2.0;
        List<AlignedView> scaled = views.stream()
                .map(v -> v.with(v.geometry()
                        .withShift(
                                b * v.geometry().shiftXPx() + offsetX,
                                b * v.geometry().shiftYPx() + offsetY)))
                .toList();
        OptionalDouble pixel = pixelSizeAngstrom.isPresent()
                ? OptionalDouble.of(pixelSizeAngstrom.getAsDouble() / b)
                : pixelSizeAngstrom;
        return new SeriesAlignment(
                name, rawWidth, rawHeight, pixel, scaled, optics, defocusHand, tiltAxisIsHandKnown, origin, remarks);
    }

    /**
     * The pixel size.
     *
     * @param whatFor what needs it, like "RELION's shifts"
     * @throws GoldtrailException if it is not known
     */
    double requirePixelSize(String whatFor) {
        return pixelSizeAngstrom.orElseThrow(() -> new GoldtrailException(
                whatFor + " are in Å, and the pixel size is not known", origin, "give --pixel-size"));
    }
}
