package org.goldtrail.indexing;

import java.util.Arrays;

/**
 * The shift that makes the most predicted places match observations: every pair of a prediction and an observation
 * votes for its difference, and the fullest cells of the vote are refined and counted one-to-one.
 */
final class ShiftVote {
    private static final int CELLS_REFINED = 12;

    /** Where chance alone gives a prediction so many matches, matching tells nothing. */
    private static final double MOST_EXPECTED_MATCHES = 1;

    private final double tolerance;
    private final double reach;
    private final int side;
    private final float[] votes;

    /**
     * @param tolerancePx distance at which a prediction and an observation match
     * @param reachPx largest shift searched, in x and in y
     */
    ShiftVote(double tolerancePx, double reachPx) {
        this.tolerance = tolerancePx;
        this.reach = reachPx;
        this.side = (int) Math.ceil(2 * reachPx / tolerancePx) + 3;
        this.votes = new float[side * side];
    }

    /**
     * A shift and what speaks for it.
     *
     * @param shiftX to be added to predictions
     * @param shiftY to be added to predictions
     * @param matches number of one-to-one matches
     * @param expected number of matches that chance gives at a random shift
     * @param logChance natural logarithm of the probability that chance alone gives so many at the best of all shifts
     *     searched
     */
    record Outcome(double shiftX, double shiftY, int matches, double expected, double logChance) {
        static final Outcome NONE = new Outcome(0, 0, 0, 0, 0);
    }

    /**
     * Finds the best shift. Predictions so uncertain that some observation is always near take no part.
     *
     * @param predictedX predicted x, NaN for none; not modified, as all arguments
     * @param py predicted y
     * @param spread for each prediction, how uncertain it is beyond the tolerance
     * @param weight for each prediction, the weight of its vote
     * @param ox observed x
     * @param oy observed y
     * @param observedWeight for each observation, the weight of its vote
     * @param inField whether a shifted prediction would be seen
     * @param density observations per square pixel
     */
    Outcome find(
            double[] predictedX,
            double[] py,
            double[] spread,
            double[] weight,
            double[] ox,
            double[] oy,
            double[] observedWeight,
            FieldTest inField,
            double density) {
        Arrays.fill(votes, 0);
        double[] px = predictedX.clone();
        for (int i = 0; i < px.length; i++) {
            double limit = tolerance + spread[i];
            if (!(density * Math.PI * limit * limit < MOST_EXPECTED_MATCHES)) {
                px[i] = Double.NaN;
            }
            if (Double.isNaN(px[i])) {
                continue;
            }
            // An uncertain prediction says less about the shift.
            double w = weight[i] * tolerance / (tolerance + spread[i]);
            for (int j = 0; j < ox.length; j++) {
                double dx = ox[j] - px[i] + reach;
                double dy = oy[j] - py[i] + reach;
                if (dx >= 0 && dy >= 0 && dx <= 2 * reach && dy <= 2 * reach) {
                    int cx = 1 + (int) (dx / tolerance);
                    int cy = 1 + (int) (dy / tolerance);
                    votes[cy * side + cx] += (float) (w * observedWeight[j]);
                }
            }
        }
        Outcome best = Outcome.NONE;
        Places observed = new Places(ox, oy);
        for (int[] cell : fullestCells()) {
            double[] shift = centroid(cell[0], cell[1]);
            Outcome outcome = refine(px, py, spread, observed, ox, oy, shift[0], shift[1], inField, density);
            if (outcome.logChance < best.logChance) {
                best = outcome;
            }
        }
        return best;
    }

    /** Whether a place is in the field of view. */
    interface FieldTest {
        boolean test(double x, double y);
    }

    /**
     * Mean shift of the votes in the 3 x 3 neighbourhood of a cell. The cell's own centre would not do: where few vote,
     * the neighbourhoods of several cells hold the same votes, and the cell that stands for them may be more than the
     * tolerance away.
     */
    private double[] centroid(int cellX, int cellY) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int cy = cellY - 1; cy <= cellY + 1; cy++) {
            for (int cx = cellX - 1; cx <= cellX + 1; cx++) {
                double vote = votes[cy * side + cx];
                sum += vote;
                x += vote * cx;
                y += vote * cy;
            }
        }
        return new double[] {(x / sum - 0.5) * tolerance - reach, (y / sum - 0.5) * tolerance - reach};
    }

    /** The cells with the most votes in their 3 x 3 neighbourhoods, none beside a fuller one, fullest first. */
    private int[][] fullestCells() {
        float[] rows = new float[votes.length];
        for (int i = 1; i < votes.length - 1; i++) {
            rows[i] = votes[i - 1] + votes[i] + votes[i + 1];
        }
        float[] smooth = new float[votes.length];
        for (int i = side; i < votes.length - side; i++) {
            smooth[i] = rows[i - side] + rows[i] + rows[i + side];
        }
        int[] best = new int[CELLS_REFINED];
        int n = 0;
        for (int y = 1; y < side - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                int i = y * side + x;
                float v = smooth[i];
                if (v <= 0 || (n == CELLS_REFINED && v <= smooth[best[n - 1]]) || !isTop(smooth, i)) {
                    continue;
                }
                int k = n < CELLS_REFINED ? n++ : n - 1;
                for (; k > 0 && smooth[best[k - 1]] < v; k--) {
                    best[k] = best[k - 1];
                }
                best[k] = i;
            }
        }
        int[][] cells = new int[n][];
        for (int k = 0; k < n; k++) {
            cells[k] = new int[] {best[k] % side, best[k] / side};
        }
        return cells;
    }

    private boolean isTop(float[] smooth, int i) {
        for (int d : new int[] {-side - 1, -side, -side + 1, -1}) {
            if (smooth[i + d] >= smooth[i] || smooth[i - d] > smooth[i]) {
                return false;
            }
        }
        return true;
    }

    private Outcome refine(
            double[] px,
            double[] py,
            double[] spread,
            Places observed,
            double[] ox,
            double[] oy,
            double startX,
            double startY,
            FieldTest inField,
            double density) {
        double sx = startX;
        double sy = startY;
        double[] mx = new double[px.length];
        double[] my = new double[px.length];
        double[] limit = new double[px.length];
        int matches = 0;
        double expected = 0;
        for (int round = 0; round < 4; round++) {
            double widen = round == 0 ? 1.5 : 1;
            expected = 0;
            for (int i = 0; i < px.length; i++) {
                boolean seen = !Double.isNaN(px[i]) && inField.test(px[i] + sx, py[i] + sy);
                mx[i] = seen ? px[i] + sx : Double.NaN;
                my[i] = py[i] + sy;
                limit[i] = widen * (tolerance + spread[i]);
                expected += seen ? density * Math.PI * limit[i] * limit[i] : 0;
            }
            int[] match = Matching.nearest(mx, my, limit, observed);
            double[] dx = new double[px.length];
            double[] dy = new double[px.length];
            matches = 0;
            for (int i = 0; i < px.length; i++) {
                if (match[i] >= 0) {
                    dx[matches] = ox[match[i]] - mx[i];
                    dy[matches++] = oy[match[i]] - my[i];
                }
            }
            if (matches == 0) {
                return Outcome.NONE;
            }
            if (round < 3) {
                sx += org.goldtrail.image.Statistics.median(Arrays.copyOf(dx, matches));
                sy += org.goldtrail.image.Statistics.median(Arrays.copyOf(dy, matches));
            }
        }
        double cells = Math.max(1, 4 * reach * reach / (Math.PI * tolerance * tolerance));
        return new Outcome(sx, sy, matches, expected, Chance.logTail(matches, expected) + Math.log(cells));
    }
}
