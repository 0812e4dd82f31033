package org.goldtrail.formats;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;

/**
 * The pixel size that is believed, and where it comes from.
 *
 * @param angstrom empty when none is plausible
 * @param origin empty when none is
 */
record PixelSize(OptionalDouble angstrom, String origin) {
    private static final double SMALLEST = 0.05;
    private static final double LARGEST = 1000;

    /**
     * The given one, else that of the header, the extended header or the mdoc, the first that is plausible.
     *
     * @param warnings gets a sentence if sources differ by over 1 %, or none is plausible
     * @throws GoldtrailException if the given one is not plausible
     */
    static PixelSize choose(TiltSeriesSource source, MrcStack stack, Optional<Mdoc> mdoc, List<String> warnings) {
        if (source.pixelSizeAngstrom().isPresent()) {
            double given = source.pixelSizeAngstrom().getAsDouble();
            if (!(given >= SMALLEST && given <= LARGEST)) {
                throw new GoldtrailException(
                        "a pixel size of " + given + " Å is not plausible", "", "state it in ångström, not in nm");
            }
            return new PixelSize(OptionalDouble.of(given), "given");
        }
        String stackName = TiltSeriesReader.nameOf(stack.file());
        String doubt = stack.header().pixelSizeDoubt();
        OptionalDouble header = doubt.isEmpty() ? stack.header().pixelSizeAngstrom() : OptionalDouble.empty();
        OptionalDouble extended = stack.extendedHeader().sections().stream()
                .map(ExtendedSection::pixelSizeAngstrom)
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
        OptionalDouble noted = mdoc.isPresent() ? ofMdoc(mdoc.get(), stack, warnings) : OptionalDouble.empty();
        if (header.isPresent()) {
            warnIfDifferent(header.getAsDouble(), noted, stackName, warnings);
            return new PixelSize(header, "header of " + stackName);
        }
        if (extended.isPresent() && isPlausible(extended.getAsDouble())) {
            return new PixelSize(extended, "extended header of " + stackName);
        }
        if (noted.isPresent()) {
            return new PixelSize(
                    noted, mdoc.map(m -> TiltSeriesReader.nameOf(m.file())).orElse("") + ", since " + doubt);
        }
        warnings.add(stackName + ": " + doubt
                + ", and no other file states one: lengths are in pixels; give the pixel size if you know it.");
        return new PixelSize(OptionalDouble.empty(), "");
    }

    /** Exactly 1 is what programs write when they know none. */
    private static boolean isPlausible(double angstrom) {
        return angstrom >= SMALLEST && angstrom <= LARGEST && Math.abs(angstrom - 1) > 1e-6;
    }

    private static void warnIfDifferent(double header, OptionalDouble noted, String stackName, List<String> warnings) {
        if (noted.isPresent() && Math.abs(noted.getAsDouble() - header) > 0.01 * header) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The pixel size is %.4g Å by the header of %s and %.4g Å by the mdoc; that of the header is used.",
                    header,
                    stackName,
                    noted.getAsDouble()));
        }
    }

    /** The mdoc's pixel size for images of the size of the stack's, which may have been binned since. */
    private static OptionalDouble ofMdoc(Mdoc mdoc, MrcStack stack, List<String> warnings) {
        OptionalDouble spacing = mdoc.pixelSpacingAngstrom();
        if (spacing.isEmpty() || !isPlausible(spacing.getAsDouble())) {
            return OptionalDouble.empty();
        }
        String[] size = mdoc.globals().getOrDefault("ImageSize", "").strip().split("\\s+");
        double width = size.length == 2 ? TextFiles.number(size[0]) : Double.NaN;
        double height = size.length == 2 ? TextFiles.number(size[1]) : Double.NaN;
        if (Double.isNaN(width) || Double.isNaN(height)) {
            return spacing;
        }
        double factorX = width / stack.width();
        double factorY = height / stack.height();
        long binning = Math.round(factorX);
        if (binning > 1 && Math.abs(factorX / binning - 1) < 0.02 && Math.abs(factorY / binning - 1) < 0.02) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: the mdoc describes images %d times as large as the stack's; its pixel size was multiplied.",
                    TiltSeriesReader.nameOf(mdoc.file()),
                    binning));
            return OptionalDouble.of(spacing.getAsDouble() * binning);
        }
        return spacing;
    }
}
