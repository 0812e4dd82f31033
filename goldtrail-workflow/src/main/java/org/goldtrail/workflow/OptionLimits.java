package org.goldtrail.workflow;

import java.util.Locale;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.TiltSeriesInput;

/** What can be told to be impossible before anything is computed or written. */
final class OptionLimits {
    private static final double SMALLEST_BEAD_PX = 2;

    /** Beads larger than this part of the image leave no room for their surroundings. */
    private static final double LARGEST_BEAD_SHARE = 0.25;

    /** A tomogram is no thicker than so many image sides. */
    private static final double LARGEST_THICKNESS_SIDES = 4;

    private static final int LEAST_VIEWS = 3;

    private OptionLimits() {}

    /**
     * Checks lengths and the views left over.
     *
     * @throws GoldtrailException if a length cannot be turned into pixels or is out of all proportion, or if too many views
     *     are discarded
     */
    static void check(RunOptions options, TiltSeriesInput input, Set<Integer> discarded) {
        options.beadDiameter()
                .ifPresent(length -> inRange(
                        length,
                        input,
                        "--bead-diameter",
                        SMALLEST_BEAD_PX,
                        LARGEST_BEAD_SHARE * Math.min(input.width(), input.height())));
        options.thickness()
                .ifPresent(length -> inRange(
                        length,
                        input,
                        "--thickness",
                        1,
                        LARGEST_THICKNESS_SIDES * Math.max(input.width(), input.height())));
        int left = input.sections() - discarded.size();
        if (!discarded.isEmpty() && left < LEAST_VIEWS) {
            throw new GoldtrailException(
                    left + " of " + input.sections() + " views are left, and an alignment needs " + LEAST_VIEWS,
                    "--exclude",
                    "discard fewer views");
        }
    }

    private static void inRange(Length length, TiltSeriesInput input, String option, double low, double high) {
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
    }
}
