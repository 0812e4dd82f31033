package org.goldtrail.fitting;

import static org.goldtrail.fitting.ViewVariable.AXIS;
import static org.goldtrail.fitting.ViewVariable.SHIFT_X;
import static org.goldtrail.fitting.ViewVariable.SHIFT_Y;
import static org.goldtrail.fitting.ViewVariable.TILT;

import java.util.Arrays;
import java.util.List;
import org.goldtrail.NoAlignmentException;

/**
 * Shifts and 3-D bead positions with one axis for all views and tilt angles as given: the fast fit that needs no start.
 *
 * <p>In the frame of the axis, {@code u = R(-rho) q}, the problem falls apart into two linear ones (see {@link
 * ShiftSystem}), {@code u_x = x cos(theta) + z sin(theta) + s_x} and {@code u_y = y + s_y}, whose matrices do not depend on
 * rho. The least sum of squares is therefore a quadratic form in {@code (cos rho, sin rho)},
 *
 * <pre>
 *   E(rho) = E0 + C cos(2 rho) + S sin(2 rho)
 * </pre>
 *
 * so that the best axis is {@code rho = atan2(-S, -C) / 2}: the one minimum in 180°, found without a search. Outliers are
 * met by repeated weighting, {@code 1/(1 + r/median)} four times, then {@linkplain TukeyWeights Tukey's} weights.
 */
public final class LinearFit {
    private static final int SOFT_ROUNDS = 4;
    private static final int TUKEY_ROUNDS = 5;

    private LinearFit() {}

    /**
     * The fit with the axis that suits the trails best, in (-90°, 90°]; it is not changed by the hand, see {@link Hand}.
     *
     * @throws NoAlignmentException if the trails tie fewer than three views together, or all angles are alike
     */
    public static Fit findAxis(FitInput input, boolean robust) {
        return solve(input, Double.NaN, robust);
    }

    /**
     * The fit about a known axis.
     *
     * @throws NoAlignmentException if the trails tie fewer than three views together, or all angles are alike
     */
    public static Fit aboutAxis(FitInput input, double axisDeg, boolean robust) {
        return solve(input, axisDeg, robust);
    }

    private static Fit solve(FitInput input, double axisDeg, boolean robust) {
        Tracks tracks = new Tracks(input);
        boolean[] connected = connectedViews(tracks);
        double[] base = baseWeights(tracks, connected);
        double[] weight = base.clone();
        Scene scene = fit(tracks, base, weight, axisDeg);
        for (int round = 0; robust && round < SOFT_ROUNDS + TUKEY_ROUNDS; round++) {
            double[] length = scene.residualLengths();
            weight = round < SOFT_ROUNDS ? soft(length, base) : TukeyWeights.together(tracks, length, base);
            scene = fit(tracks, base, weight, axisDeg);
        }
        int views = count(connected);
        int unknowns = 2 * views - 3 + (Double.isNaN(axisDeg) ? 1 : 0);
        return Gauge.settle(
                input,
                FitModel.SIMPLE,
                scene,
                connected,
                base,
                weight,
                FitPriors.NONE,
                unknowns,
                new Convergence(1, true),
                List.of());
    }

    /**
     * The views that the trails tie together.
     *
     * @throws NoAlignmentException if these are fewer than three
     */
    static boolean[] connectedViews(Tracks tracks) {
        boolean[] connected = connectedViews(tracks, tracks.unitWeights(2));
        if (count(connected) < 3) {
            throw new NoAlignmentException(
                    "the trails of " + tracks.pointCount + " beads tie no three views together",
                    "",
                    "beads have to be followed through at least three views of different tilt");
        }
        return connected;
    }

    /** The views that observations of positive weight tie together; none if they are fewer than three. */
    static boolean[] connectedViews(Tracks tracks, double[] weight) {
        ShiftSystem across = new ShiftSystem(tracks, weight, acrossBasis(tracks));
        int[] seen = tracks.perView(weight);
        if (across.factorise() && across.surelyDetermined()) {
            boolean[] all = new boolean[seen.length];
            for (int v = 0; v < seen.length; v++) {
                all[v] = seen[v] > 0;
            }
            if (count(all) >= 3) {
                return all;
            }
        }
        return ViewLinks.largestPiece(across.nullSpace(), tracks.tilt, seen);
    }

    /** Weight 1 for each observation that takes part: in a connected view, of a bead seen in at least two of them. */
    static double[] baseWeights(Tracks tracks, boolean[] connected) {
        return restrict(tracks, tracks.unitWeights(2), connected);
    }

    /** The weights without observations in other views, and without beads then seen in fewer than two. */
    static double[] restrict(Tracks tracks, double[] weight, boolean[] connected) {
        double[] restricted = new double[tracks.size];
        for (int p = 0; p < tracks.pointCount; p++) {
            int seen = 0;
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                seen += weight[o] > 0 && connected[tracks.view[o]] ? 1 : 0;
            }
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                restricted[o] = seen >= 2 && connected[tracks.view[o]] ? weight[o] : 0;
            }
        }
        return restricted;
    }

    private static Scene fit(Tracks tracks, double[] base, double[] weight, double axisDeg) {
        ShiftSystem across = new ShiftSystem(tracks, weight, acrossBasis(tracks));
        double[][] ones = new double[tracks.viewCount][];
        Arrays.fill(ones, new double[] {1});
        ShiftSystem along = new ShiftSystem(tracks, weight, ones);
        if (!across.factorise() || !along.factorise()) {
            throw new NoAlignmentException(
                    "the trails tie the views together too weakly to be solved",
                    "",
                    "longer trails are needed, or fewer views");
        }
        double axis = Double.isNaN(axisDeg) ? bestAxis(tracks, across, along) : Math.toRadians(axisDeg);
        double cos = Math.cos(axis);
        double sin = Math.sin(axis);
        double[] shiftAcross = across.shifts(combine(cos, tracks.x, sin, tracks.y));
        double[] shiftAlong = along.shifts(combine(-sin, tracks.x, cos, tracks.y));
        double[][] view = new double[tracks.viewCount][ViewVariable.COUNT];
        for (int v = 0; v < view.length; v++) {
            view[v][AXIS.index] = axis;
            view[v][TILT.index] = tracks.tilt[v];
            view[v][SHIFT_X.index] = cos * shiftAcross[v] - sin * shiftAlong[v];
            view[v][SHIFT_Y.index] = sin * shiftAcross[v] + cos * shiftAlong[v];
        }
        return new Scene(tracks, view, base, weight);
    }

    private static double bestAxis(Tracks tracks, ShiftSystem across, ShiftSystem along) {
        double[] acrossX = across.shifts(tracks.x);
        double[] acrossY = across.shifts(tracks.y);
        double[] alongX = along.shifts(tracks.x);
        double[] alongY = along.shifts(tracks.y);
        // E = c^2 Axx + 2cs Axy + s^2 Ayy + s^2 Bxx - 2cs Bxy + c^2 Byy
        double cosTerm = across.minimum(tracks.x, tracks.x, acrossX)
                + along.minimum(tracks.y, tracks.y, alongY)
                - across.minimum(tracks.y, tracks.y, acrossY)
                - along.minimum(tracks.x, tracks.x, alongX);
        double sinTerm = 2 * (across.minimum(tracks.x, tracks.y, acrossY) - along.minimum(tracks.x, tracks.y, alongY));
        return Math.atan2(-sinTerm, -cosTerm) / 2;
    }

    private static double[][] acrossBasis(Tracks tracks) {
        double[][] basis = new double[tracks.viewCount][];
        for (int v = 0; v < basis.length; v++) {
            basis[v] = new double[] {Math.cos(tracks.tilt[v]), Math.sin(tracks.tilt[v])};
        }
        return basis;
    }

    private static double[] combine(double a, double[] x, double b, double[] y) {
        double[] sum = new double[x.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a * x[i] + b * y[i];
        }
        return sum;
    }

    private static double[] soft(double[] length, double[] base) {
        double[] used = new double[length.length];
        int count = 0;
        for (int i = 0; i < length.length; i++) {
            if (base[i] > 0) {
                used[count++] = length[i];
            }
        }
        double median = Math.max(TukeyWeights.median(Arrays.copyOf(used, count)), 1e-9);
        double[] weight = new double[length.length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = base[i] > 0 ? 1 / (1 + length[i] / median) : 0;
        }
        return weight;
    }

    static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
