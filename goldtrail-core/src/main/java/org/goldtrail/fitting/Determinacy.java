package org.goldtrail.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/**
 * Says which freed quantities the beads do not determine. The yardstick is what any microscope keeps to ({@link
 * FitPriors#PLAUSIBLE}), taken as an expectation about each view: along the direction of the unknowns that is known worst, a
 * variance of 1 (in yardsticks squared) means that the beads say nothing, 1/2 that they say as much as the expectation.
 */
final class Determinacy {
    private static final double SAYS_LITTLE = 0.5;
    private static final double SAYS_NOTHING = 0.95;
    /** A quantity is named if it has this share in the direction. */
    private static final double SHARE = 0.03;

    private Determinacy() {}

    /**
     * @param notes receives a sentence if expectations kept an undetermined quantity in bounds
     * @throws GoldtrailException if the fit has no expectations about it
     */
    static void check(Fit fit, List<String> notes) {
        BundleAdjustment adjustment = fit.adjustment(FitPriors.PLAUSIBLE);
        UnknownMap map = adjustment.map();
        double[] yardstick = new double[map.count];
        boolean anything = false;
        for (UnknownMap.Block block : map.blocks) {
            double sigma = FitPriors.PLAUSIBLE.sigma(block.variable());
            for (int i = block.first(); block.count() > 1 && i < block.first() + block.count(); i++) {
                yardstick[i] = Double.isFinite(sigma) ? sigma : 0;
                anything |= yardstick[i] > 0;
            }
        }
        if (!anything) {
            return;
        }
        double[] direction = new double[map.count];
        double variance = new Covariance(adjustment).worst(yardstick, direction);
        if (variance < SAYS_LITTLE) {
            return;
        }
        List<String> names = new ArrayList<>();
        boolean kept = true;
        for (UnknownMap.Block block : map.blocks) {
            double share = 0;
            for (int i = block.first(); i < block.first() + block.count(); i++) {
                share += direction[i] * direction[i];
            }
            if (share > SHARE) {
                double expected = FitPriors.PLAUSIBLE.sigma(block.variable());
                names.add(name(block.variable(), expected * Math.sqrt(share * variance / block.count())));
                kept &= Double.isFinite(fit.priors().sigma(block.variable()));
            }
        }
        String problem = "these beads hardly determine " + String.join(" and ", names)
                + (names.size() > 1 ? " together" : " of every view");
        if (!kept && !(variance < SAYS_NOTHING)) {
            throw new GoldtrailException(problem, "", "keep one of them fixed, group more views or allow priors");
        }
        if (kept) {
            notes.add(problem + "; what they leave open was held near the mean of the series or the nominal angles");
        } else {
            notes.add(problem + "; keep one of them fixed, group more views or allow priors");
        }
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
