package org.goldtrail.ctf;

/**
 * The functions of frequency of which background b(k) and ring amplitude a(k) are made: a constant, a slope, a bend and
 * Gaussians for the background, Gaussians for the amplitude, which falls as envelopes do. Only rings of the fit range
 * count.
 *
 * <p>Where hardly two rings lie in the range, such a background imitates them, and a side lobe explains a view as well as
 * the truth. Then background and amplitude are coupled, as physics has it: white noise, and above it matter whose power is
 * {@code 2 a sin^2 chi = a (1 - cos 2 chi)}, down to nothing at every zero.
 */
final class RingBasis {
    /** Unknowns of a background that is not coupled. */
    static final int BACKGROUND = 5;

    /** Unknowns in all. */
    static final int UNKNOWNS = 9;

    /** The Gaussians exp(-k^2 w^2 / 2), w in Å. */
    private static final double[] BACKGROUND_WIDTHS = {25, 40};

    private static final double[] AMPLITUDE_WIDTHS = {8, 14, 22, 36};

    /** Little more than noise: what matter at other heights leaves in the zeros. */
    private static final double[] COUPLED_BACKGROUND_WIDTHS = {14};

    /** The slope of the specimen's own structure is in these, too. */
    private static final double[] COUPLED_AMPLITUDE_WIDTHS = {8, 14, 22, 36, 60};

    private final PolarGrid grid;
    private final int firstRing;
    private final int endRing;
    private final double[] values;
    private final boolean coupled;
    private final int backgroundUnknowns;

    /** A basis whose background is free. */
    RingBasis(PolarGrid grid, double lowest, double highest) {
        this(grid, lowest, highest, false);
    }

    /**
     * @param lowest lowest frequency of the fit range, 1/Å
     * @param highest highest frequency of the fit range, 1/Å
     * @param coupled whether the background is white noise and the amplitude
     */
    RingBasis(PolarGrid grid, double lowest, double highest, boolean coupled) {
        this.grid = grid;
        this.coupled = coupled;
        double[] backgroundWidths = coupled ? COUPLED_BACKGROUND_WIDTHS : BACKGROUND_WIDTHS;
        this.backgroundUnknowns = 3 + backgroundWidths.length;
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
            for (double w : backgroundWidths) {
                values[i++] = Math.exp(-0.5 * k * k * w * w);
            }
            for (double w : coupled ? COUPLED_AMPLITUDE_WIDTHS : AMPLITUDE_WIDTHS) {
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

    boolean isCoupled() {
        return coupled;
    }

    /** The unknowns below this one belong to the background, the others to the amplitude. */
    int backgroundUnknowns() {
        return backgroundUnknowns;
    }
}
