package org.goldtrail.workflow.series;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.workflow.units.Length;
import org.goldtrail.workflow.units.Units;

/** What can be told to be impossible before anything is computed or written. */
public final class SeriesLimits {
    private static final double SMALLEST_BEAD_PX = 2;

    /** Beads larger than this part of the image leave no room for their surroundings. */
    private static final double LARGEST_BEAD_SHARE = 0.25;

    /** A tomogram is no thicker than so many image sides. */
    private static final double LARGEST_THICKNESS_SIDES = 4;

    /** Fewer tilted views determine neither the axis nor the depth of a bead with anything to spare. */
    public static final int LEAST_VIEWS = 5;

    /** Smaller views have no room for beads and their surroundings. */
    private static final int SMALLEST_SIDE_PX = 16;

    private static final int SMALLEST_BINNED_SIDE_PX = 8;

    /** A view at right angles to the specimen has no image of it, and next to that none of use. */
    private static final double STEEPEST_TILT_DEG = 89;

    private SeriesLimits() {}

    /**
     * Checks size, angles and the number of views left over.
     *
     * @throws GoldtrailException if the views are too small or too few, or if one is tilted by 89° or more
     */
    static void check(TiltSeriesInput input, Set<Integer> discarded) {
        int side = Math.min(input.width(), input.height());
        if (side < SMALLEST_SIDE_PX) {
            throw new GoldtrailException(
                    "views of " + input.width() + " x " + input.height() + " px have no room for beads",
                    input.stack().toString(),
                    "give a stack of at least " + SMALLEST_SIDE_PX + " px a side");
        }
        int left = input.sections() - discarded.size();
        if (input.sections() < LEAST_VIEWS) {
            throw new GoldtrailException(
                    "the stack has " + input.sections() + (input.sections() == 1 ? " view" : " views")
                            + ", and an alignment needs " + LEAST_VIEWS,
                    input.stack().toString(),
                    "name a whole tilt series");
        }
        if (left < LEAST_VIEWS) {
            throw new GoldtrailException(
                    left + " of " + input.sections() + " views are left, and an alignment needs " + LEAST_VIEWS,
                    "--exclude",
                    "discard fewer views");
        }
        double[] tilts = input.tiltsDeg();
        for (int v = 0; v < tilts.length; v++) {
            if (!discarded.contains(v) && !(Math.abs(tilts[v]) < STEEPEST_TILT_DEG)) {
                throw new GoldtrailException(
                        Units.view(v, tilts[v]) + " is tilted further than a specimen can be looked through",
                        input.angles().name(),
                        "correct the angle, or discard the view with --exclude " + (v + 1));
            }
        }
    }

    /**
     * Checks a binning.
     *
     * @throws GoldtrailException if views binned by it would be too small
     */
    public static void checkBinning(int width, int height, int binning, String option) {
        int side = Math.min(width, height);
        if (binning < 1 || side / binning < SMALLEST_BINNED_SIDE_PX) {
            throw new GoldtrailException(
                    "views of " + width + " x " + height + " px cannot be binned by " + binning,
                    option,
                    "give 1 to " + side / SMALLEST_BINNED_SIDE_PX);
        }
    }

    /**
     * Checks what was found of the views once they are read.
     *
     * @param excluded views that take no part, with reasons
     * @throws GoldtrailException if too few hold data, naming the first that does not
     */
    public static void checkViews(TiltSeriesInput input, List<ExcludedView> excluded) {
        int left = input.sections() - excluded.size();
        if (left >= LEAST_VIEWS) {
            return;
        }
        ExcludedView first = excluded.stream()
                .filter(e -> !e.kind().equals("user"))
                .findFirst()
                .orElse(excluded.getFirst());
        throw new GoldtrailException(
                left + " of " + input.sections() + " views hold data, and an alignment needs " + LEAST_VIEWS + "; "
                        + Units.view(first.section(), input.tiltsDeg()[first.section()]) + ": " + first.reason(),
                input.stack().toString(),
                "look at the stack, or copy it again from its source");
    }

    /**
     * The diameter of a bead in raw pixels.
     *
     * @throws GoldtrailException if no such bead can be in views of this size, or the pixel size is needed and not known
     */
    public static double beadDiameterPx(Length diameter, TiltSeriesInput input) {
        return inRange(
                diameter,
                input,
                "--bead-diameter",
                SMALLEST_BEAD_PX,
                LARGEST_BEAD_SHARE * Math.min(input.width(), input.height()));
    }

    /** The thickness of a tomogram in raw pixels, checked in the same way. */
    public static double thicknessPx(Length thickness, TiltSeriesInput input) {
        return inRange(
                thickness, input, "--thickness", 1, LARGEST_THICKNESS_SIDES * Math.max(input.width(), input.height()));
    }

    private static double inRange(Length length, TiltSeriesInput input, String option, double low, double high) {
        double px = length.px(input.pixelSizeAngstrom(), option);
        if (!(px >= low && px <= high)) {
            throw new GoldtrailException(
                    String.format(
                            Locale.ROOT,
                            "%s is %.4g px, which cannot be in views of %d x %d px",
                            length,
                            px,
                            input.width(),
                            input.height()),
                    option,
                    String.format(Locale.ROOT, "give a length between %.0f and %.0f px", low, high));
        }
        return px;
    }
}
