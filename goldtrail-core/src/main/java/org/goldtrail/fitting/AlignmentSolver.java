package org.goldtrail.fitting;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;
import org.jspecify.annotations.Nullable;

/**
 * Solves a tilt series: the geometry of the views and the 3-D positions of the beads that together explain the observed
 * positions best. Bundle adjustment by Levenberg-Marquardt with the beads eliminated (Triggs et al., "Bundle adjustment, a
 * modern synthesis", 2000), started from {@link LinearFit}.
 */
public final class AlignmentSolver {
    private static final int ROBUST_ROUNDS = 20;
    private static final double TOLERANCE = 1e-7;

    private AlignmentSolver() {}

    /**
     * @throws GoldtrailException if the trails tie fewer than three views together, if the start does not fit the series, or
     *     if the model is more than the beads determine and the options hold no expectations to keep it in bounds
     */
    public static Fit solve(FitInput input, FitModel model, FitOptions options) {
        Tracks tracks = new Tracks(input);
        boolean[] connected = LinearFit.connectedViews(tracks);
        double[] base = LinearFit.baseWeights(tracks, connected);
        double[] weight = base;
        double[][] start;
        List<ViewGeometry> given = options.start();
        if (given == null) {
            Fit linear = LinearFit.findAxis(input, options.robust());
            start = linear.scene().view;
            weight = linear.weights();
        } else {
            start = startingViews(input, given, options.startDistortion());
        }
        UnknownMap map = new UnknownMap(model, tracks, start, connected, tracks.perView(base));
        BundleAdjustment adjustment = new BundleAdjustment(tracks, map, options.priors(), base, weight);
        boolean converged = adjustment.minimise(options.maxIterations(), TOLERANCE);
        if (options.robust()) {
            converged = reweigh(adjustment, tracks, base, options.maxIterations());
        }
        Fit fit = settle(input, model, adjustment, connected, base, converged);
        List<String> notes = new ArrayList<>();
        noteUnconnected(input, connected, notes);
        Determinacy.check(fit, notes);
        return fit.withNotes(notes);
    }

    /**
     * The fit to a part of the observations of another, with that fit's model, expectations and robust weights, starting
     * from it.
     *
     * @param keep false for observations to leave out
     * @param keep for each observation of the fit
     * @param limit of Gauss-Newton steps
     * @return null if the rest ties no three views together
     */
    public static @Nullable Fit resolve(Fit from, boolean[] keep, int limit) {
        Tracks tracks = from.scene().tracks;
        double[] masked = from.base().clone();
        for (int o = 0; o < masked.length; o++) {
            masked[o] = keep[o] ? masked[o] : 0;
        }
        boolean[] connected = LinearFit.connectedViews(tracks, masked);
        if (LinearFit.count(connected) < 3) {
            return null;
        }
        double[] base = LinearFit.restrict(tracks, masked, connected);
        double[] weight = from.weights().clone();
        for (int o = 0; o < weight.length; o++) {
            weight[o] = base[o] > 0 ? weight[o] : 0;
        }
        UnknownMap map = new UnknownMap(from.model(), tracks, from.scene().view, connected, tracks.perView(base));
        BundleAdjustment adjustment = new BundleAdjustment(tracks, map, from.priors(), base, weight);
        boolean converged = adjustment.minimise(limit, 1e-5);
        return settle(from.input(), from.model(), adjustment, connected, base, converged);
    }

    static Fit settle(
            FitInput input,
            FitModel model,
            BundleAdjustment adjustment,
            boolean[] connected,
            double[] base,
            boolean converged) {
        return Gauge.settle(
                input,
                model,
                adjustment.scene(),
                connected,
                base,
                adjustment.weight(),
                adjustment.priors(),
                adjustment.countedUnknowns(),
                new Convergence(adjustment.iterations(), converged),
                List.of());
    }

    private static boolean reweigh(BundleAdjustment adjustment, Tracks tracks, double[] base, int limit) {
        for (int round = 0; round < ROBUST_ROUNDS; round++) {
            double[] weight = TukeyWeights.byView(tracks, adjustment.scene().residualLengths(), base);
            double change = 0;
            double sum = 0;
            for (int o = 0; o < weight.length; o++) {
                change += Math.abs(weight[o] - adjustment.weight()[o]);
                sum += base[o];
            }
            adjustment.setWeight(weight);
            boolean settled = change < 1e-3 * sum;
            boolean converged = adjustment.minimise(settled ? limit : 3, settled ? TOLERANCE : 1e-4);
            if (settled) {
                return converged;
            }
        }
        return adjustment.minimise(limit, TOLERANCE);
    }

    private static double[][] startingViews(
            FitInput input, List<ViewGeometry> views, @Nullable List<SpecimenDistortion> distortions) {
        if (views.size() != input.tiltCount()) {
            throw new GoldtrailException(
                    "a start of " + views.size() + " views does not fit " + input.tiltCount() + " views",
                    "",
                    "give the geometry of every section");
        }
        double[][] start = new double[views.size()][];
        for (int v = 0; v < start.length; v++) {
            start[v] =
                    ViewVariable.of(views.get(v), distortions == null ? SpecimenDistortion.NONE : distortions.get(v));
        }
        return start;
    }

    private static void noteUnconnected(FitInput input, boolean[] connected, List<String> notes) {
        List<String> names = new ArrayList<>();
        for (int v = 0; v < connected.length; v++) {
            if (!connected[v]) {
                names.add(input.viewName(v));
            }
        }
        if (!names.isEmpty()) {
            notes.add("no trail ties " + String.join(", ", names) + " to the other views; "
                    + (names.size() == 1 ? "its" : "their") + " geometry is interpolated");
        }
    }
}
