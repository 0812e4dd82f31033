package org.goldtrail.detection;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.image.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The two populations that the peaks of all views form in the space of their features: a mixture of two Gaussian clouds, in
 * features brought to scales on which the clouds are near Gaussian (Fisher's z of correlations, logarithm of the contrast). The
 * same peaks always give the same populations.
 */
public final class PeakPopulations {
    /** Ashman's D of two populations that can be told apart. */
    private static final double HARDLY_TWO = 2;

    private static final int LEAST_PEAKS = 20;
    private static final double[] STARTING_SHARES = {0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.9, 0.97};

    private final List<double[]> points;
    private final @Nullable TwoClouds clouds;

    private PeakPopulations(List<double[]> points, @Nullable TwoClouds clouds) {
        this.points = points;
        this.clouds = clouds;
    }

    /**
     * Finds the populations.
     *
     * @param peaks of each view
     * @param chosen features that take part
     */
    public static PeakPopulations of(List<List<Peak>> peaks, PeakSelection.Features chosen) {
        List<double[]> all = new ArrayList<>();
        for (List<Peak> inView : peaks) {
            for (Peak p : inView) {
                all.add(features(p, chosen));
            }
        }
        TwoClouds best = null;
        if (all.size() >= LEAST_PEAKS && standardise(all)) {
            for (double share : STARTING_SHARES) {
                TwoClouds fit = TwoClouds.fit(all, share);
                if (fit != null && (best == null || fit.logLikelihood() > best.logLikelihood())) {
                    best = fit;
                }
            }
        }
        return new PeakPopulations(all, best);
    }

    /** Number of peaks. */
    public int size() {
        return points.size();
    }

    /** False where there are too few peaks for two populations, or they do not differ. */
    public boolean areTwo() {
        return clouds != null;
    }

    /** Where the two are hardly two and most is the better one, the worse one is its tail: beads at high tilt. */
    public boolean areAllBeads() {
        return clouds != null && clouds.separation() < HARDLY_TWO && clouds.upperShare() > 0.5;
    }

    /** Ashman's D of the two; 0 where there are none. */
    public double separation() {
        return clouds == null ? 0 : clouds.separation();
    }

    /**
     * Probability that a peak is a bead; 1 where there are no two populations.
     *
     * @param peak counted through all views
     */
    public double probability(int peak) {
        return clouds == null ? 1 : clouds.probability(points.get(peak));
    }

    /**
     * Natural logarithm of the odds that a peak is a bead: 0 where both populations are equally likely; infinite where there are
     * no two populations.
     *
     * @param peak counted through all views
     */
    public double logOdds(int peak) {
        return clouds == null ? Double.POSITIVE_INFINITY : clouds.logOdds(points.get(peak));
    }

    /** Fisher's z of correlations, logarithm of the contrast: scales on which the clouds are near Gaussian. */
    private static double[] features(Peak p, PeakSelection.Features chosen) {
        double depth = Math.log1p(Math.max(0, p.contrast())) + (chosen.edge() ? 0.5 * fisher(p.edgeMerit()) : 0);
        return chosen.symmetry()
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
