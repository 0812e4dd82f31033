package org.goldtrail.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the model by the data. The candidates, from simple to free, are those of {@link #CANDIDATES}; what varies from view
 * to view follows expectations learnt from the series ({@link SpreadLearning}), so that a quantity is never freer than the
 * beads can say. A freer model replaces a simpler one only if
 *
 * <ol>
 *   <li>it predicts beads left out better: the mean square error over the views falls by more than twice its standard error,
 *       and by at least 2 %, or by 0.3 of what the mean error of a view's shift contributes to it, one over the number of beads
 *       in a view, where these are so many that the gain in the alignment drowns in the noise of single beads;
 *   <li>the predicted error at the worst corner does not become larger than that of the simpler model with what this ignores:
 *       {@code corner_free^2 < corner_simple^2 + gain * leverage}, where gain is what the mean square leave-out error falls
 *       by, and leverage the mean square distance of the corners over that of the beads, both from the beads' centroid.
 * </ol>
 *
 * Both fail where beads are few or one-sided and the views give no sign of differing. Where in doubt, the simpler stays.
 */
public final class ModelChoice {
    private static final double STANDARD_ERRORS = 2;
    private static final double LEAST_GAIN = 0.02;
    private static final double LEAST_GAIN_IN_SHIFTS = 0.3;

    /** The models that are tried, from simple to free. */
    public static final List<FitModel> CANDIDATES = List.of(
            FitModel.SIMPLE,
            FitModel.SIMPLE.withTilt(Freedom.grouped(5)),
            FitModel.PER_VIEW,
            FitModel.PER_VIEW.withTilt(Freedom.grouped(5)),
            FitModel.PER_VIEW.withTilt(Freedom.PER_VIEW));

    /**
     * One model that was tried.
     *
     * @param fit the fit
     * @param leaveOutBeadsPx root mean square error of beads left out, over the observations this fit gives weight to
     * @param cornerPx predicted error at the worst corner, see {@link PredictedError}, outliers not counted
     */
    public record Candidate(Fit fit, double leaveOutBeadsPx, double cornerPx) {}

    private final List<Candidate> candidates;
    private final Candidate chosen;
    private final String reason;

    private ModelChoice(List<Candidate> candidates, Candidate chosen, String reason) {
        this.candidates = List.copyOf(candidates);
        this.chosen = chosen;
        this.reason = reason;
    }

    /**
     * Fits {@link #CANDIDATES} and chooses among them.
     *
     * @throws org.goldtrail.GoldtrailException if the trails tie fewer than three views together
     */
    public static ModelChoice choose(FitInput input, FitOptions options) {
        return choose(input, CANDIDATES, options);
    }

    /**
     * Fits the given models and chooses among them.
     *
     * @param models at least one, from simple to free
     * @throws org.goldtrail.GoldtrailException if the trails tie fewer than three views together
     */
    public static ModelChoice choose(FitInput input, List<FitModel> models, FitOptions options) {
        List<Candidate> tried = new ArrayList<>();
        Candidate best = null;
        Comparison last = null;
        for (FitModel model : models) {
            Fit fit = SpreadLearning.solve(input, model, options);
            boolean[] judged = LeaveOut.weighted(fit);
            double[] errors = LeaveOut.ofBeads(fit, judged);
            Candidate candidate = new Candidate(
                    fit,
                    rootMeanSquare(errors),
                    PredictedError.withoutOutliers(fit).cornerPx());
            tried.add(candidate);
            if (best == null) {
                best = candidate;
                continue;
            }
            Comparison comparison = Comparison.of(fit, errors, LeaveOut.ofBeads(best.fit(), judged));
            if (comparison.better() && comparison.cornerHolds(candidate, best)) {
                best = candidate;
                last = comparison;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("there are no models to choose among");
        }
        return new ModelChoice(tried, best, best.fit().model() + ": " + reason(models.size(), last));
    }

    private static String reason(int models, @Nullable Comparison last) {
        if (models == 1) {
            return "as asked for";
        }
        return last == null
                ? "no freer model predicts left-out beads better"
                : String.format(
                        Locale.ROOT,
                        "left-out beads are predicted to %.3f px rms instead of %.3f px by the next simpler model",
                        Math.sqrt(last.free()),
                        Math.sqrt(last.simple()));
    }

    /** All models tried, from simple to free. */
    public List<Candidate> candidates() {
        return candidates;
    }

    public Candidate chosen() {
        return chosen;
    }

    public Fit fit() {
        return chosen.fit();
    }

    /** The fits of the models tried that are freer than the one chosen. */
    public List<Fit> freer() {
        return candidates.subList(candidates.indexOf(chosen) + 1, candidates.size()).stream()
                .map(Candidate::fit)
                .toList();
    }

    /** For people: the model and why it was chosen. */
    public String reason() {
        return reason;
    }

    /**
     * Mean square leave-out errors of two models on the same observations.
     *
     * @param free of the freer model, px²
     * @param simple of the simpler model, px²
     * @param standardError of their difference, from its scatter over the views
     * @param beadsPerView mean number of observations compared in a view that has any
     * @param leverage see the class
     */
    private record Comparison(double free, double simple, double standardError, double beadsPerView, double leverage) {
        static Comparison of(Fit fit, double[] freeErrors, double[] simpleErrors) {
            Tracks tracks = fit.scene().tracks;
            double[] gain = new double[tracks.viewCount];
            int[] count = new int[tracks.viewCount];
            double free = 0;
            double simple = 0;
            int all = 0;
            for (int o = 0; o < freeErrors.length; o++) {
                if (Double.isFinite(freeErrors[o]) && Double.isFinite(simpleErrors[o])) {
                    double a = freeErrors[o] * freeErrors[o];
                    double b = simpleErrors[o] * simpleErrors[o];
                    gain[tracks.view[o]] += b - a;
                    count[tracks.view[o]]++;
                    free += a;
                    simple += b;
                    all++;
                }
            }
            if (all == 0) {
                return new Comparison(Double.NaN, Double.NaN, Double.NaN, 1, 1);
            }
            double mean = (simple - free) / all;
            // Views are taken as independent: the variance of a sum over clusters of different size.
            double scatter = 0;
            int views = 0;
            for (int v = 0; v < gain.length; v++) {
                views += count[v] > 0 ? 1 : 0;
                double deviation = gain[v] - count[v] * mean;
                scatter += deviation * deviation;
            }
            return new Comparison(
                    free / all, simple / all, Math.sqrt(scatter) / all, all / (double) views, leverage(fit));
        }

        boolean better() {
            double gain = simple - free;
            double least = Math.min(LEAST_GAIN, LEAST_GAIN_IN_SHIFTS / beadsPerView);
            return gain > STANDARD_ERRORS * standardError && gain > least * simple;
        }

        boolean cornerHolds(Candidate freer, Candidate simpler) {
            double allowed = simpler.cornerPx() * simpler.cornerPx() + (simple - free) * leverage;
            return freer.cornerPx() * freer.cornerPx() < allowed;
        }

        private static double leverage(Fit fit) {
            Scene scene = fit.scene();
            double[] centroid = new double[2];
            double beads = 0;
            for (int o = 0; o < scene.tracks.size; o++) {
                double w = fit.weight(o);
                beads += w;
                centroid[0] += w * scene.point[scene.tracks.point[o]][0];
                centroid[1] += w * scene.point[scene.tracks.point[o]][1];
            }
            centroid[0] /= beads;
            centroid[1] /= beads;
            double near = 0;
            for (int o = 0; o < scene.tracks.size; o++) {
                double[] at = scene.point[scene.tracks.point[o]];
                near += fit.weight(o) * (square(at[0] - centroid[0]) + square(at[1] - centroid[1])) / beads;
            }
            double far =
                    square(fit.input().widthPx() / 2.0) + square(fit.input().heightPx() / 2.0);
            far += square(centroid[0]) + square(centroid[1]);
            return Math.max(1, far / Math.max(near, 1));
        }

        private static double square(double value) {
            return value * value;
        }
    }

    private static double rootMeanSquare(double[] errors) {
        double sum = 0;
        int count = 0;
        for (double error : errors) {
            if (Double.isFinite(error)) {
                sum += error * error;
                count++;
            }
        }
        return count == 0 ? Double.NaN : Math.sqrt(sum / count);
    }
}
