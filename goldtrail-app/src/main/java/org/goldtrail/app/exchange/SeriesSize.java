package org.goldtrail.app.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.formats.TiltSeriesSource;
import org.goldtrail.interchange.KnownSeries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person says of a series whose alignment file does not say it. */
final class SeriesSize {
    @Option(
            names = "--stack",
            paramLabel = "FILE",
            description =
                    "the raw stack: its size, pixel size and nominal angles are taken where a file does not say them")
    private @Nullable Path stack;

    @Option(names = "--size", paramLabel = "WxH", description = "size of the raw views in pixels, like 3838x3710")
    private @Nullable String size;

    @Option(names = "--pixel-size", paramLabel = "Å", description = "pixel size of the raw stack")
    private @Nullable Double pixelSizeAngstrom;

    @Nullable
    Path stack() {
        return stack;
    }

    KnownSeries known() {
        KnownSeries known = KnownSeries.NOTHING;
        if (stack != null) {
            TiltSeriesInput input = TiltSeriesSource.of(stack).read();
            known = KnownSeries.of(
                    input.width(),
                    input.height(),
                    input.pixelSizeAngstrom(),
                    input.angles().tiltsDeg());
        }
        OptionalInt width = known.width();
        OptionalInt height = known.height();
        if (size != null) {
            String[] sides = size.toLowerCase(java.util.Locale.ROOT).split("x", -1);
            try {
                width = OptionalInt.of(Integer.parseInt(sides[0].strip()));
                height = OptionalInt.of(Integer.parseInt(sides[1].strip()));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new GoldtrailException("'" + size + "' is no size", "--size", "write it like 3838x3710", e);
            }
        }
        OptionalDouble pixel =
                pixelSizeAngstrom == null ? known.pixelSizeAngstrom() : OptionalDouble.of(pixelSizeAngstrom);
        return new KnownSeries(width, height, pixel, List.copyOf(known.nominalTiltsDeg()));
    }
}
