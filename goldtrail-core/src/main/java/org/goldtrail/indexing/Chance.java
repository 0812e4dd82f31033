package org.goldtrail.indexing;

/** Probabilities of coincidences. */
final class Chance {
    private Chance() {}

    /**
     * Natural logarithm of the probability that a Poisson variable of the given mean is at least {@code count}:
     *
     * <pre>
     *   P = sum_{k >= count} e^-m m^k / k!
     * </pre>
     */
    static double logTail(int count, double mean) {
        if (count <= 0) {
            return 0;
        }
        if (!(mean > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        if (count <= mean) {
            return 0;
        }
        double logTerm = -mean + count * Math.log(mean);
        for (int k = 2; k <= count; k++) {
            logTerm -= Math.log(k);
        }
        double sum = 1;
        double ratio = 1;
        for (int k = count + 1; k < count + 500 && ratio > 1e-12; k++) {
            ratio *= mean / k;
            sum += ratio;
        }
        return Math.min(0, logTerm + Math.log(sum));
    }
}
