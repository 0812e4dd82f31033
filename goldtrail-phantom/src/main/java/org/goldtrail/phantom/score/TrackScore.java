package org.goldtrail.phantom.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.goldtrail.markers.Observation;
import org.goldtrail.phantom.Truth;
import org.goldtrail.phantom.ViewStatus;

/**
 * Whether trails follow one bead each (purity) and as far as it is clearly seen (completeness). A trail belongs to the
 * bead that most of its observations lie on.
 *
 * @param tolerancePx an observation lies on a bead within this distance
 * @param tracks number of trails
 * @param observations in all trails
 * @param correct observations that lie on their trail's bead
 * @param observationPurity correct / observations
 * @param tracksPure trails without a wrong observation
 * @param tracksBelow90 trails with more than 10 % wrong ones
 * @param tracksOnNothing trails that never lie on a bead
 * @param beadsTracked beads that have a trail
 * @param beadsSeen3OrMore beads clearly seen in three views or more
 * @param beadsTrackedTwice trails by bead, where there are several
 * @param clearObservationsCovered part of all clear observations in good views that a trail has
 * @param meanCompleteness mean over the trails
 * @param localisationPx distances of the correct observations
 */
public record TrackScore(
        String caseName,
        double tolerancePx,
        int tracks,
        int observations,
        int correct,
        double observationPurity,
        int tracksPure,
        int tracksBelow90,
        int tracksOnNothing,
        int beadsTracked,
        int beadsSeen3OrMore,
        Map<Integer, List<Integer>> beadsTrackedTwice,
        double clearObservationsCovered,
        double meanCompleteness,
        ResidualStatistics localisationPx,
        List<Track> perTrack) {
    /**
     * One trail.
     *
     * @param bead -1 where it lies on none
     * @param completeness part of the good views that show its bead clearly; NaN where none does
     * @param rmsPx of its correct observations, NaN where there is none
     */
    public record Track(int marker, int bead, int observations, double purity, double completeness, double rmsPx) {}

    /** With the usual tolerance of 0.4 bead diameters, at least 2 px. */
    public static TrackScore of(Truth truth, List<Observation> observations) {
        return of(truth, observations, truth.tolerancePx());
    }

    /**
     * @param observations in raw pixel-index coordinates
     */
    public static TrackScore of(Truth truth, List<Observation> observations, double tolerancePx) {
        TreeMap<Integer, List<Observation>> trails = new TreeMap<>();
        for (Observation o : observations) {
            trails.computeIfAbsent(o.marker(), k -> new ArrayList<>()).add(o);
        }
        Collector c = new Collector(truth, tolerancePx);
        trails.forEach(c::add);
        return c.score(observations.size());
    }

    private static final class Collector {
        private final Truth truth;
        private final double tolerance;
        private final List<Track> tracks = new ArrayList<>();
        private final List<Double> errors = new ArrayList<>();
        private final TreeMap<Integer, List<Integer>> markersOfBead = new TreeMap<>();
        private int clearCovered;

        Collector(Truth truth, double tolerance) {
            this.truth = truth;
            this.tolerance = tolerance;
        }

        void add(int marker, List<Observation> trail) {
            int[] votes = new int[truth.beads().count()];
            int best = -1;
            for (Observation o : trail) {
                int bead = beadUnder(o);
                if (bead >= 0) {
                    votes[bead]++;
                }
            }
            for (int b = 0; b < votes.length; b++) {
                if (votes[b] > 0 && (best < 0 || votes[b] > votes[best])) {
                    best = b;
                }
            }
            if (best < 0) {
                tracks.add(new Track(marker, -1, trail.size(), 0, 0, Double.NaN));
                return;
            }
            Set<Integer> views = new HashSet<>();
            double squares = 0;
            for (Observation o : trail) {
                if (isVisible(o.tilt(), best)) {
                    double d = distance(o, best);
                    if (d <= tolerance && views.add(o.tilt())) {
                        errors.add(d);
                        squares += d * d;
                    }
                }
            }
            int possible = 0;
            int covered = 0;
            for (int i = 0; i < truth.nz(); i++) {
                if (isClearAndGood(i, best)) {
                    possible++;
                    covered += views.contains(i) ? 1 : 0;
                }
            }
            List<Integer> markers = markersOfBead.computeIfAbsent(best, k -> new ArrayList<>());
            clearCovered += markers.isEmpty() ? covered : 0;
            markers.add(marker);
            tracks.add(new Track(
                    marker,
                    best,
                    trail.size(),
                    views.size() / (double) trail.size(),
                    possible == 0 ? Double.NaN : covered / (double) possible,
                    views.isEmpty() ? Double.NaN : Math.sqrt(squares / views.size())));
        }

        private boolean isVisible(int tilt, int bead) {
            return tilt >= 0
                    && tilt < truth.nz()
                    && !truth.tilts().get(tilt).viewStatus().isBlank()
                    && truth.beads().vis()[tilt][bead] != Truth.NOT_SEEN;
        }

        private boolean isClearAndGood(int tilt, int bead) {
            return truth.beads().vis()[tilt][bead] == Truth.CLEAR
                    && truth.tilts().get(tilt).viewStatus() == ViewStatus.GOOD;
        }

        private double distance(Observation o, int bead) {
            return Math.hypot(
                    truth.beads().x()[o.tilt()][bead] - o.x(), truth.beads().y()[o.tilt()][bead] - o.y());
        }

        private int beadUnder(Observation o) {
            int nearest = -1;
            double least = tolerance;
            for (int b = 0; b < truth.beads().count(); b++) {
                if (isVisible(o.tilt(), b)) {
                    double d = distance(o, b);
                    if (d < least || (d == least && nearest < 0)) {
                        least = d;
                        nearest = b;
                    }
                }
            }
            return nearest;
        }

        TrackScore score(int observations) {
            int clear = 0;
            int often = 0;
            for (int b = 0; b < truth.beads().count(); b++) {
                int views = 0;
                for (int i = 0; i < truth.nz(); i++) {
                    views += truth.beads().vis()[i][b] == Truth.CLEAR ? 1 : 0;
                    clear += isClearAndGood(i, b) ? 1 : 0;
                }
                often += views >= 3 ? 1 : 0;
            }
            TreeMap<Integer, List<Integer>> twice = new TreeMap<>(markersOfBead);
            twice.values().removeIf(m -> m.size() < 2);
            return new TrackScore(
                    truth.caseName(),
                    tolerance,
                    tracks.size(),
                    observations,
                    errors.size(),
                    errors.size() / (double) Math.max(1, observations),
                    (int) tracks.stream().filter(t -> t.purity == 1).count(),
                    (int) tracks.stream().filter(t -> t.purity < 0.9).count(),
                    (int) tracks.stream().filter(t -> t.bead < 0).count(),
                    markersOfBead.size(),
                    often,
                    twice,
                    clearCovered / (double) Math.max(1, clear),
                    tracks.stream()
                            .filter(t -> t.bead >= 0 && !Double.isNaN(t.completeness))
                            .mapToDouble(Track::completeness)
                            .average()
                            .orElse(0),
                    ResidualStatistics.of(
                            errors.stream().mapToDouble(Double::doubleValue).toArray()),
                    List.copyOf(tracks));
        }
    }

    /** A few lines for people. */
    public String report() {
        return String.format(
                Locale.ROOT,
                """
                trails in %s: %d with %d observations, on a bead within %.1f px
                  correct observations %d: purity %.4f; trails pure %d, below 90 %% %d, on nothing %d
                  beads followed %d of %d that are seen often enough; followed twice: %s
                  clear observations covered %.4f, mean completeness %.4f
                  localisation: rms %.4f  median %.4f  95%% %.4f  max %.4f px
                """,
                caseName,
                tracks,
                observations,
                tolerancePx,
                correct,
                observationPurity,
                tracksPure,
                tracksBelow90,
                tracksOnNothing,
                beadsTracked,
                beadsSeen3OrMore,
                beadsTrackedTwice,
                clearObservationsCovered,
                meanCompleteness,
                localisationPx.rms(),
                localisationPx.median(),
                localisationPx.p95(),
                localisationPx.max());
    }
}
