package org.goldtrail.detection;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.image.Statistics;

/**
 * The step "peak selection": of the two populations that the peaks of all views together form in the space of their
 * features, the better one is kept. The populations are found by a mixture of two Gaussian clouds (expectation
 * maximisation, A. Dempster et al., J. R. Stat. Soc. B 39 (1977)), started at several guesses of how many peaks are beads
 * (2 % to 98 %); the most likely solution counts, and a peak is kept while it may well be a bead. No threshold is fixed.
 */
public final class PeakSelection {
    /** A peak is kept if it belongs to the beads with at least this probability: in doubt keep. */
    private static final double LEAST_PROBABILITY = 0.1;

    /** Ashman's D of two populations that can be told apart. */
    private static final double HARDLY_TWO = 2;

    private static final double[] STARTING_SHARES = {0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.9, 0.97};

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
        List<double[]> all = new ArrayList<>();
        for (List<Peak> inView : peaks) {
            for (Peak p : inView) {
                all.add(features(p, chosen));
            }
        }
        TwoClouds best = null;
        if (all.size() >= 20) {
            if (standardise(all)) {
                for (double share : STARTING_SHARES) {
                    TwoClouds fit = TwoClouds.fit(all, share);
                    if (fit != null && (best == null || fit.logLikelihood() > best.logLikelihood())) {
                        best = fit;
                    }
                }
            }
        }
        List<double[]> probability = new ArrayList<>();
        List<boolean[]> selected = new ArrayList<>();
        int k = 0;
        double sum = 0;
        // Where the two are hardly two and most is the better one, the worse one is its tail: beads at high tilt.
        boolean allBeads = best != null && best.separation() < HARDLY_TWO && best.upperShare() > 0.5;
        for (List<Peak> inView : peaks) {
            double[] p = new double[inView.size()];
            boolean[] keep = new boolean[inView.size()];
            for (int i = 0; i < p.length; i++) {
                p[i] = best == null ? 1 : best.probability(all.get(k));
                p[i] = allBeads ? Math.max(p[i], 0.5) : p[i];
                keep[i] = p[i] >= LEAST_PROBABILITY && inView.get(i).contrast() > 0;
                sum += p[i];
                k++;
            }
            probability.add(p);
            selected.add(keep);
        }
        return new Result(probability, selected, best == null ? 0 : best.separation(), k == 0 ? 0 : sum / k);
    }

    /** Fisher's z of correlations, logarithm of the contrast: scales on which the clouds are near Gaussian. */
    private static double[] features(Peak p, Features chosen) {
        double depth = Math.log1p(Math.max(0, p.contrast())) + (chosen.edge ? 0.5 * fisher(p.edgeMerit()) : 0);
        return chosen.symmetry
                ? new double[] {fisher(p.cc()), fisher(p.rotationalMerit()), depth}
                : new double[] {fisher(p.cc()), depth};
    }

    private static double fisher(double correlation) {
        double c = Math.clamp(correlation, -0.999, 0.999);
        return 0.5 * Math.log((1 + c) / (1 - c));
    }

    /** Brings each feature to robust unit scale, in place; false if a feature does not vary. */
    private static boolean standardise(List<double[]> all) {
        for (int f = 0; f < all.getFirst().length; f++) {
            int feature = f;
            double[] values = all.stream().mapToDouble(v -> v[feature]).toArray();
            double centre = Statistics.median(values);
            double scale = Math.max(
                    Statistics.robustSd(values),
                    0.2 * (Statistics.quantile(values, 0.98) - Statistics.quantile(values, 0.02)));
            if (!(scale > 0)) {
                return false;
            }
            for (double[] v : all) {
                v[f] = (v[f] - centre) / scale;
            }
        }
        return true;
    }
}
