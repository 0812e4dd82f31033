package org.goldtrail.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/**
 * Says which freed quantities the beads do not determine. The yardstick is what any microscope keeps to ({@link
 * FitPriors#PLAUSIBLE}): where the standard deviation of a quantity, beads and yardstick together, is still half of the
 * yardstick's own in the median view, the beads said next to nothing.
 */
final class Determinacy {
    private static final double NEXT_TO_NOTHING = 0.5;

    private Determinacy() {}

    /**
     * @param notes receives a sentence if the expectations of the fit kept an undetermined quantity in bounds
     * @throws GoldtrailException if the fit has no expectations about it
     */
    static void check(Fit fit, List<String> notes) {
        FitModel model = fit.model();
        boolean anything = model.axis().varies()
                || !(model.tilt().isFixed()
                        && model.magnification().isFixed()
                        && model.stretch().isFixed()
                        && model.skew().isFixed()
                        && model.xTilt().isFixed());
        if (!anything) {
            return;
        }
        BundleAdjustment adjustment = fit.adjustment(FitPriors.PLAUSIBLE);
        Covariance covariance = new Covariance(adjustment);
        List<String> names = new ArrayList<>();
        boolean kept = true;
        for (UnknownMap.Block block : adjustment.map().blocks) {
            double expected = FitPriors.PLAUSIBLE.sigma(block.variable());
            if (block.count() < 2 || Double.isInfinite(expected)) {
                continue;
            }
            double[] deviations = new double[block.count()];
            for (int i = 0; i < deviations.length; i++) {
                deviations[i] = Math.sqrt(covariance.variance(block.first() + i));
            }
            double typical = TukeyWeights.median(deviations);
            if (!(typical < NEXT_TO_NOTHING * expected)) {
                names.add(name(block.variable(), typical));
                kept &= fit.priors().sigma(block.variable()) <= expected;
            }
        }
        if (names.isEmpty()) {
            return;
        }
        String problem = "these beads do not determine " + String.join(" and ", names) + " together";
        if (!kept) {
            throw new GoldtrailException(problem, "", "keep one of them fixed, group more views or allow priors");
        }
        notes.add(problem + "; they were held near the mean of the series or the nominal angles");
    }

    private static String name(ViewVariable variable, double deviation) {
        String name = switch (variable) {
            case AXIS -> "the rotation";
            case TILT -> "the tilt angles";
            case MAGNIFICATION -> "the magnification";
            case X_TILT -> "the X-tilt";
            case STRETCH -> "the stretch";
            case SKEW -> "the skew";
            case SHIFT_X, SHIFT_Y -> "the shifts";
        };
        boolean relative = variable == ViewVariable.MAGNIFICATION || variable == ViewVariable.STRETCH;
        return relative
                ? String.format(Locale.ROOT, "%s (±%.1f %%)", name, 100 * deviation)
                : String.format(Locale.ROOT, "%s (±%.1f°)", name, Math.toDegrees(deviation));
    }
}
