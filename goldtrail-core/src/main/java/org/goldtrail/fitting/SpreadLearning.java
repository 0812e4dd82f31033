package org.goldtrail.fitting;

import java.util.List;

/**
 * Fits with expectations learnt from the series itself. Instead of freeing rotation, magnification, tilt angles ... of each
 * view outright, the views are taken to scatter about the series value (or the nominal angle) by an unknown amount, which is found
 * together with them by evidence maximisation: with u the deviations, C their covariance and sigma the present spread,
 *
 * <pre>
 *   sigma^2 = sum u^2 / sum (1 - C_ii / sigma^2)
 * </pre>
 *
 * (MacKay, Neural Computation 4, 1992), never more than {@code mean(u^2 + C_ii)}. Where beads are many, this equals freeing
 * the quantity; where they are few or one-sided, and the series gives no sign of scatter, it equals keeping it.
 */
public final class SpreadLearning {
    private static final int ROUNDS = 6;
    private static final FitPriors START = new FitPriors(0.3, 0.3, 0.005, 0.005, 0.3, 0.3);
    /** The learnt spread stays within these multiples of the start's. */
    private static final double LEAST = 0.01;

    private static final double MOST = 10;

    private SpreadLearning() {}

    /**
     * The fit of a model whose quantities, where they vary, follow expectations learnt here.
     *
     * @param options its expectations do not matter
     */
    public static Fit solve(FitInput input, FitModel model, FitOptions options) {
        Fit fit = AlignmentSolver.solve(input, model, options.withPriors(START));
        if (!model.varies()) {
            return fit;
        }
        List<String> notes = fit.notes();
        for (int round = 0; round < ROUNDS; round++) {
            FitPriors learnt = learn(fit);
            BundleAdjustment adjustment = fit.adjustment(learnt);
            boolean converged = adjustment.minimise(options.maxIterations(), 1e-5);
            fit = AlignmentSolver.settle(input, model, adjustment, fit.connected(), fit.base(), converged);
        }
        FitOptions last = options.withPriors(fit.priors()).startingFrom(fit);
        return options.robust() ? AlignmentSolver.solve(input, model, last) : fit.withNotes(notes);
    }

    private static FitPriors learn(Fit fit) {
        FitPriors present = fit.priors();
        BundleAdjustment adjustment = fit.adjustment(present);
        Covariance covariance = new Covariance(adjustment);
        FitPriors learnt = present;
        for (UnknownMap.Block block : adjustment.map().blocks) {
            double expected = present.sigma(block.variable());
            if (block.count() >= 2 && Double.isFinite(expected)) {
                learnt = learnt.with(block.variable(), spread(adjustment, covariance, block, expected));
            }
        }
        return learnt;
    }

    private static double spread(
            BundleAdjustment adjustment, Covariance covariance, UnknownMap.Block block, double present) {
        double[] unknowns = adjustment.unknowns();
        double mean = 0;
        for (int i = 0; i < block.count() && block.variable() != ViewVariable.TILT; i++) {
            mean += unknowns[block.first() + i] / block.count();
        }
        double squares = 0;
        double bounds = 0;
        double told = 0;
        for (int i = 0; i < block.count(); i++) {
            double deviation = unknowns[block.first() + i] - mean;
            double variance = covariance.variance(block.first() + i);
            squares += deviation * deviation;
            bounds += deviation * deviation + variance;
            told += Math.max(0, 1 - variance / (present * present));
        }
        double spread = Math.sqrt(Math.min(squares / Math.max(told - 1, 0.5), bounds / block.count()));
        double scale = START.sigma(block.variable());
        return Math.clamp(spread, LEAST * scale, MOST * scale);
    }
}
