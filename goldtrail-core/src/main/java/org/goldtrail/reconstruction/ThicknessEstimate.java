package org.goldtrail.reconstruction;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * How thick the tomogram should be, and why.
 *
 * @param thicknessPx in unbinned pixels
 * @param sentence for the verdict and report
 */
public record ThicknessEstimate(double thicknessPx, Method method, String sentence) {
    private static final double ALLOWANCE = 1.2;
    private static final double GUESS_NM = 300;

    /** Where an estimate comes from, the best first. */
    public enum Method {
        /** Said by a person. */
        GIVEN,
        /** Beads on both surfaces of the specimen: their distance and 20 % more. */
        BEAD_SURFACES,
        /** Structure along z in a test tomogram: its depth and 20 % more. */
        DENSITY_PROFILE,
        /** Nothing is known: 300 nm. */
        GUESS
    }

    /**
     * Takes the first of the three methods that has an answer. No result is thinner than the beads need: twice the
     * distance of the farthest bead from z = 0 and one bead.
     *
     * @param beadXyzPx specimen positions of the beads relative to the specimen centre, one row of three for each; may be
     *     empty
     * @param pixelSizeAngstrom NaN if not known
     * @param specimenDepthPx asked only where the beads do not lie on two surfaces, see {@link #depthFromTestTomogram}
     * @param widthPx of the aligned stack: without a pixel size a third of it is the guess
     */
    public static ThicknessEstimate of(
            double[][] beadXyzPx,
            double beadDiameterPx,
            double pixelSizeAngstrom,
            int widthPx,
            Supplier<OptionalDouble> specimenDepthPx) {
        return ofSpecimen(beadXyzPx, beadDiameterPx, pixelSizeAngstrom, widthPx, specimenDepthPx)
                .atLeast(depthOfBeads(beadXyzPx, beadDiameterPx), pixelSizeAngstrom);
    }

    private static ThicknessEstimate ofSpecimen(
            double[][] beads, double diameter, double pixelSize, int width, Supplier<OptionalDouble> specimenDepth) {
        var surfaces = BeadSurfaces.find(beads).filter(s -> s.distancePx() > 2 * diameter);
        if (surfaces.isPresent()) {
            BeadSurfaces found = surfaces.get();
            double thickness = ALLOWANCE * found.distancePx();
            return new ThicknessEstimate(
                    thickness,
                    Method.BEAD_SURFACES,
                    String.format(
                            Locale.ROOT,
                            "thickness %s: the distance of the two surfaces with %d and %d beads and 20 %% more",
                            length(thickness, pixelSize),
                            found.lowerCount(),
                            found.upperCount()));
        }
        OptionalDouble depth = specimenDepth.get();
        if (depth.isPresent()) {
            double thickness = ALLOWANCE * depth.getAsDouble();
            return new ThicknessEstimate(
                    thickness,
                    Method.DENSITY_PROFILE,
                    "thickness " + length(thickness, pixelSize)
                            + ": the depth over which a test tomogram shows structure and 20 % more");
        }
        boolean known = pixelSize > 0;
        double thickness = known ? 10 * GUESS_NM / pixelSize : width / 3.0;
        return new ThicknessEstimate(
                thickness,
                Method.GUESS,
                "thickness " + length(thickness, pixelSize)
                        + (known ? " is a guess" : ", a third of the width, is a guess")
                        + ": neither the beads nor a test tomogram show the surfaces");
    }

    private ThicknessEstimate atLeast(double leastPx, double pixelSizeAngstrom) {
        if (thicknessPx >= leastPx) {
            return this;
        }
        return new ThicknessEstimate(
                leastPx, method, sentence + "; made " + length(leastPx, pixelSizeAngstrom) + " to hold all beads");
    }

    private static double depthOfBeads(double[][] beads, double diameter) {
        double farthest =
                Arrays.stream(beads).mapToDouble(b -> Math.abs(b[2])).max().orElse(0);
        return 2 * farthest + diameter;
    }

    private static String length(double px, double pixelSizeAngstrom) {
        return pixelSizeAngstrom > 0
                ? String.format(Locale.ROOT, "%.0f px (%.0f nm)", px, px * pixelSizeAngstrom / 10)
                : String.format(Locale.ROOT, "%.0f px", px);
    }

    /**
     * The depth of the specimen, in unbinned pixels, as a quickly made test tomogram shows it: the range of z over which
     * its sections have more detail than the empty ones at its ends. It reaches to the farther end on either side
     * of z = 0.
     *
     * @param source an aligned stack binned so that it is some 200 to 300 pixels wide
     * @param bin its binning
     * @param zFactors two for each section, see {@link org.goldtrail.geometry.AlignedMapping}
     * @return empty if no structure stands out from the noise, or it fills the whole test tomogram (as deep as four fifths of the
     *     width)
     */
    public static OptionalDouble depthFromTestTomogram(
            RowSource source,
            int bin,
            List<ViewGeometry> geometry,
            List<double[]> zFactors,
            Set<Integer> excluded,
            WorkerPool pool,
            Progress progress) {
        OptionalDouble depth = DensityProfile.measure(
                        source, geometry, zFactors, excluded, Math.max(20, source.width() * 4 / 5), pool, progress)
                .depth();
        return depth.isPresent() ? OptionalDouble.of(bin * depth.getAsDouble()) : depth;
    }

    /** Number of sections of a tomogram binned by {@code bin}: rounded up. */
    public int depthVoxels(int bin) {
        return Math.max(1, (int) Math.ceil(thicknessPx / bin));
    }
}
