package org.goldtrail.interchange;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;

/**
 * What is known of a series beside an alignment file that does not say everything.
 *
 * @param width of a raw view, pixels
 * @param height of a raw view, pixels
 * @param pixelSizeAngstrom of the raw stack
 * @param nominalTiltsDeg nominal angle of each section of the raw stack; empty when not known
 */
public record KnownSeries(
        OptionalInt width, OptionalInt height, OptionalDouble pixelSizeAngstrom, List<Double> nominalTiltsDeg) {
    /** Nothing. */
    public static final KnownSeries NOTHING =
            new KnownSeries(OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty(), List.of());

    public KnownSeries {
        nominalTiltsDeg = List.copyOf(nominalTiltsDeg);
    }

    /** A stack of known size. */
    public static KnownSeries of(int width, int height, OptionalDouble pixelSizeAngstrom, List<Double> tiltsDeg) {
        return new KnownSeries(OptionalInt.of(width), OptionalInt.of(height), pixelSizeAngstrom, tiltsDeg);
    }

    /** The series of another alignment. */
    public static KnownSeries of(SeriesAlignment alignment) {
        return of(
                alignment.width(),
                alignment.height(),
                alignment.pixelSizeAngstrom(),
                alignment.views().stream()
                        .map(v -> v.nominal().tiltDeg().orElse(v.geometry().tiltDeg()))
                        .toList());
    }

    /** The same with what a file says where nothing is known yet. */
    KnownSeries orSize(int fileWidth, int fileHeight) {
        return new KnownSeries(
                width.isPresent() ? width : OptionalInt.of(fileWidth),
                height.isPresent() ? height : OptionalInt.of(fileHeight),
                pixelSizeAngstrom,
                nominalTiltsDeg);
    }

    /**
     * Width of a raw view.
     *
     * @throws GoldtrailException if it is not known
     */
    int requireWidth(String where) {
        return width.orElseThrow(() -> unknownSize(where));
    }

    /**
     * Height of a raw view.
     *
     * @throws GoldtrailException if it is not known
     */
    int requireHeight(String where) {
        return height.orElseThrow(() -> unknownSize(where));
    }

    private static GoldtrailException unknownSize(String where) {
        return new GoldtrailException(
                "the file does not say how large the views are, and shifts are counted from their centre",
                where,
                "name the raw stack with --stack, or give --size WIDTHxHEIGHT");
    }

    /**
     * Pixel size of the raw stack.
     *
     * @throws GoldtrailException if it is not known
     */
    double requirePixelSize(String where) {
        return pixelSizeAngstrom.orElseThrow(() -> new GoldtrailException(
                "shifts in the file are in Å, and the pixel size is not known", where, "give --pixel-size"));
    }
}
