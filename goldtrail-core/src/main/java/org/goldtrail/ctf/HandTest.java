package org.goldtrail.ctf;

/**
 * Which way the defocus runs across the tilted views.
 *
 * @param hand +1 if the defocus at X is {@code D - hand z'} with hand +1, -1 for the opposite, 0 if it cannot be told
 * @param logOdds logarithm of how much better the hand explains the spectra than its opposite, all views together;
 *     positive for +1
 * @param z logOdds beside its scatter from view to view, in standard deviations
 */
public record HandTest(int hand, double logOdds, double z) {
    private static final double SMALLEST_ODDS = 5;
    private static final double SMALLEST_Z = 2.5;

    /** Decides from the evidence of each view, positive for +1. */
    static HandTest of(double[] evidence) {
        double sum = 0;
        double squares = 0;
        for (double e : evidence) {
            sum += e;
            squares += e * e;
        }
        double z = squares > 0 ? sum / Math.sqrt(squares) : 0;
        boolean sure = Math.abs(sum) >= SMALLEST_ODDS && Math.abs(z) >= SMALLEST_Z;
        return new HandTest(sure ? (int) Math.signum(sum) : 0, sum, z);
    }

    /** Probability that the hand is right, 0.5 if nothing is known: of the smaller of both kinds of evidence. */
    public double confidence() {
        double odds = Math.min(Math.abs(logOdds), 0.5 * z * z);
        return 1 / (1 + Math.exp(-odds));
    }
}
