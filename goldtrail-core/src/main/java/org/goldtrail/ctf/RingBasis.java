package org.goldtrail.ctf;

/**
 * The functions of frequency of which background b(k) and ring amplitude a(k) are made: a constant, a slope, a bend and
 * Gaussians for the background, Gaussians for the amplitude, which falls as envelopes do. Only rings of the fit range
 * count.
 */
final class RingBasis {
    /** Unknowns of the background. */
    static final int BACKGROUND = 5;

    /** Unknowns in all. */
    static final int UNKNOWNS = 9;

    /** The Gaussians exp(-k^2 w^2 / 2), w in Å. */
    private static final double[] BACKGROUND_WIDTHS = {25, 40};

    private static final double[] AMPLITUDE_WIDTHS = {8, 14, 22, 36};

    private final PolarGrid grid;
    private final int firstRing;
    private final int endRing;
    private final double[] values;

    /**
     * @param lowest lowest frequency of the fit range, 1/Å
     * @param highest highest frequency of the fit range, 1/Å
     */
    RingBasis(PolarGrid grid, double lowest, double highest) {
        this.grid = grid;
        int first = 0;
        while (first < grid.rings() - 1 && grid.frequency(first) < lowest) {
            first++;
        }
        int end = grid.rings();
        while (end > first + 1 && grid.frequency(end - 1) > highest) {
            end--;
        }
        this.firstRing = first;
        this.endRing = end;
        this.values = new double[grid.rings() * UNKNOWNS];
        double bottom = grid.frequency(first);
        double top = grid.frequency(end - 1);
        for (int r = 0; r < grid.rings(); r++) {
            double k = grid.frequency(r);
            double x = top > bottom ? 2 * (k - bottom) / (top - bottom) - 1 : 0;
            int i = r * UNKNOWNS;
            values[i++] = 1;
            values[i++] = x;
            values[i++] = 2 * x * x - 1;
            for (double w : BACKGROUND_WIDTHS) {
                values[i++] = Math.exp(-0.5 * k * k * w * w);
            }
            for (double w : AMPLITUDE_WIDTHS) {
                values[i++] = Math.exp(-0.5 * k * k * w * w);
            }
        }
    }

    PolarGrid grid() {
        return grid;
    }

    int firstRing() {
        return firstRing;
    }

    /** Ring after the last one of the fit range. */
    int endRing() {
        return endRing;
    }

    double value(int ring, int unknown) {
        return values[ring * UNKNOWNS + unknown];
    }

    /** The background of a set of unknowns, by ring. */
    double[] background(double[] x) {
        return sum(x, 0, BACKGROUND);
    }

    /** The ring amplitude of a set of unknowns, by ring. */
    double[] amplitude(double[] x) {
        return sum(x, BACKGROUND, UNKNOWNS);
    }

    private double[] sum(double[] x, int from, int to) {
        double[] curve = new double[grid.rings()];
        for (int r = 0; r < curve.length; r++) {
            for (int i = from; i < to; i++) {
                curve[r] += values[r * UNKNOWNS + i] * x[i];
            }
        }
        return curve;
    }
}
