package org.goldtrail.detection;

import java.util.ArrayList;
import java.util.List;

/**
 * The step "peak selection": of the two populations that the peaks of all views together form in the space of their
 * features, the better one is kept. The populations are found by a mixture of two Gaussian clouds (expectation
 * maximisation, A. Dempster et al., J. R. Stat. Soc. B 39 (1977)), started at several guesses of how many peaks are beads
 * (2 % to 98 %); the most likely solution counts, and a peak is kept while it may well be a bead. No threshold is fixed.
 */
public final class PeakSelection {
    /** A peak is kept if it belongs to the beads with at least this probability: in doubt keep. */
    public static final double LEAST_PROBABILITY = 0.1;

    private PeakSelection() {}

    /**
     * The outcome of a selection.
     *
     * @param probability for each view, for each peak, that it is a bead
     * @param selected for each view, for each peak, whether it is kept
     * @param separation distance of the two populations' means over their pooled standard deviation along the line that
     *     joins them (Ashman's D); under 2 they are hardly two
     * @param share fraction of all peaks that are beads
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Result(List<double[]> probability, List<boolean[]> selected, double separation, double share) {

        /** The selected peaks of each view. */
        public List<List<Peak>> of(List<List<Peak>> peaks) {
            List<List<Peak>> out = new ArrayList<>();
            for (int v = 0; v < peaks.size(); v++) {
                List<Peak> kept = new ArrayList<>();
                for (int i = 0; i < peaks.get(v).size(); i++) {
                    if (selected.get(v)[i]) {
                        kept.add(peaks.get(v).get(i));
                    }
                }
                out.add(kept);
            }
            return out;
        }
    }

    /**
     * Which features take part beside correlation and contrast.
     *
     * @param edge the edge merit (Sobel)
     * @param symmetry the rotational merit
     */
    public record Features(boolean edge, boolean symmetry) {
        /** All of them. */
        public static final Features ALL = new Features(true, true);
    }

    /** Selects among the peaks of all views by all features. */
    public static Result select(List<List<Peak>> peaks) {
        return select(peaks, Features.ALL);
    }

    /** Selects among the peaks of all views. */
    public static Result select(List<List<Peak>> peaks, Features chosen) {
        PeakPopulations populations = PeakPopulations.of(peaks, chosen);
        List<double[]> probability = new ArrayList<>();
        List<boolean[]> selected = new ArrayList<>();
        int k = 0;
        double sum = 0;
        for (List<Peak> inView : peaks) {
            double[] p = new double[inView.size()];
            boolean[] keep = new boolean[inView.size()];
            for (int i = 0; i < p.length; i++) {
                p[i] = populations.probability(k);
                p[i] = populations.areAllBeads() ? Math.max(p[i], 0.5) : p[i];
                keep[i] = p[i] >= LEAST_PROBABILITY && inView.get(i).contrast() > 0;
                sum += p[i];
                k++;
            }
            probability.add(p);
            selected.add(keep);
        }
        return new Result(probability, selected, populations.separation(), k == 0 ? 0 : sum / k);
    }
}
