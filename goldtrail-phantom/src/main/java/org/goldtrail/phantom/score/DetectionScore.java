package org.goldtrail.phantom.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.goldtrail.formats.LeastCostPairing;
import org.goldtrail.markers.Observation;
import org.goldtrail.phantom.Truth;
import org.goldtrail.phantom.ViewStatus;

/**
 * How many of the beads were detected, and how well. Only beads that are clearly visible must be found; one detection
 * of a cut, merged or hidden bead is neither right nor wrong. Blurred views stay out of the totals; detections in blank
 * views are counted apart.
 *
 * @param tolerancePx a detection belongs to a bead within this distance
 * @param detections number of detections given
 * @param truePositive clear beads found
 * @param falsePositive detections that belong to no bead, duplicates among them
 * @param duplicates detections of a bead that has been found already
 * @param missed clear beads not found
 * @param onBlankViews detections in views that show nothing
 * @param falseOnBlurredViews false ones in blurred views
 * @param precision truePositive / (truePositive + falsePositive)
 * @param recall truePositive / (truePositive + missed)
 * @param localisationPx distances of the clear beads found
 * @param biasXPx mean of detection minus truth, NaN if nothing was found
 * @param biasYPx mean of detection minus truth, NaN if nothing was found
 */
public record DetectionScore(
        String caseName,
        double tolerancePx,
        int detections,
        int truePositive,
        int falsePositive,
        int duplicates,
        int missed,
        int onBlankViews,
        int falseOnBlurredViews,
        double precision,
        double recall,
        ResidualStatistics localisationPx,
        double biasXPx,
        double biasYPx,
        List<ViewDetections> views) {
    /** Counts of one view. */
    public record ViewDetections(int tilt, double thetaDeg, String status, int found, int falseFound, int missed) {}

    /** With the usual tolerance of 0.4 bead diameters, at least 2 px. */
    public static DetectionScore of(Truth truth, List<Observation> detections) {
        return of(truth, detections, truth.tolerancePx());
    }

    /**
     * @param detections in raw pixel-index coordinates; marker numbers are not looked at
     */
    public static DetectionScore of(Truth truth, List<Observation> detections, double tolerancePx) {
        Totals totals = new Totals();
        List<ViewDetections> views = new ArrayList<>();
        for (int tilt = 0; tilt < truth.nz(); tilt++) {
            int section = tilt;
            List<Observation> here =
                    detections.stream().filter(o -> o.tilt() == section).toList();
            ViewStatus status = truth.tilts().get(tilt).viewStatus();
            if (status.isBlank()) {
                totals.onBlank += here.size();
                continue;
            }
            Match match = match(truth, tilt, here, tolerancePx);
            if (status == ViewStatus.BLURRED) {
                totals.falseOnBlurred += match.falseFound;
            } else {
                totals.add(match);
            }
            Truth.TiltTruth t = truth.tilts().get(tilt);
            views.add(new ViewDetections(
                    tilt, t.theta(), t.status(), match.offsets.size(), match.falseFound, match.missed));
        }
        return totals.score(truth, tolerancePx, detections.size(), views);
    }

    private record Match(List<double[]> offsets, int falseFound, int duplicates, int missed) {}

    private static Match match(Truth truth, int tilt, List<Observation> here, double tolerance) {
        int[] vis = truth.beads().vis()[tilt];
        int[] seen = IntStream.range(0, vis.length).filter(b -> vis[b] > 0).toArray();
        double[][] distance = new double[here.size()][seen.length];
        double[][] cost = new double[here.size()][seen.length];
        for (int i = 0; i < here.size(); i++) {
            for (int k = 0; k < seen.length; k++) {
                double[] d = offset(truth, tilt, here.get(i), seen[k]);
                distance[i][k] = Math.hypot(d[0], d[1]);
                double preference = vis[seen[k]] == Truth.CLEAR ? 1e-3 : 0;
                cost[i][k] = (distance[i][k] <= tolerance ? distance[i][k] : 1e4) - preference;
            }
        }
        int[] assigned = LeastCostPairing.solve(cost);
        boolean[] hit = new boolean[seen.length];
        List<double[]> offsets = new ArrayList<>();
        int falseFound = 0;
        int duplicates = 0;
        for (int i = 0; i < here.size(); i++) {
            int k = assigned[i];
            if (k >= 0 && distance[i][k] <= tolerance) {
                hit[k] = true;
                if (vis[seen[k]] == Truth.CLEAR) {
                    offsets.add(offset(truth, tilt, here.get(i), seen[k]));
                }
            } else {
                falseFound++;
                duplicates += Arrays.stream(distance[i]).anyMatch(d -> d <= tolerance) ? 1 : 0;
            }
        }
        int missed = 0;
        for (int k = 0; k < seen.length; k++) {
            missed += vis[seen[k]] == Truth.CLEAR && !hit[k] ? 1 : 0;
        }
        return new Match(offsets, falseFound, duplicates, missed);
    }

    private static double[] offset(Truth truth, int tilt, Observation o, int bead) {
        return new double[] {
            o.x() - truth.beads().x()[tilt][bead], o.y() - truth.beads().y()[tilt][bead]
        };
    }

    private static final class Totals {
        private final List<double[]> offsets = new ArrayList<>();
        private int falseFound;
        private int duplicates;
        private int missed;
        private int onBlank;
        private int falseOnBlurred;

        void add(Match match) {
            offsets.addAll(match.offsets);
            falseFound += match.falseFound;
            duplicates += match.duplicates;
            missed += match.missed;
        }

        DetectionScore score(Truth truth, double tolerance, int detections, List<ViewDetections> views) {
            int found = offsets.size();
            return new DetectionScore(
                    truth.caseName(),
                    tolerance,
                    detections,
                    found,
                    falseFound,
                    duplicates,
                    missed,
                    onBlank,
                    falseOnBlurred,
                    found / (double) Math.max(1, found + falseFound),
                    found / (double) Math.max(1, found + missed),
                    ResidualStatistics.of(offsets.stream()
                            .mapToDouble(d -> Math.hypot(d[0], d[1]))
                            .toArray()),
                    offsets.stream().mapToDouble(d -> d[0]).average().orElse(Double.NaN),
                    offsets.stream().mapToDouble(d -> d[1]).average().orElse(Double.NaN),
                    List.copyOf(views));
        }
    }

    /** A few lines for people. */
    public String report() {
        return String.format(
                Locale.ROOT,
                """
                detection in %s: %d detections, a bead's own within %.1f px
                  clear beads found %d, missed %d: recall %.4f
                  false %d (of them %d of a bead found already): precision %.4f
                  on blank views %d, false on blurred views %d
                  localisation: rms %.4f  median %.4f  95%% %.4f  max %.4f px; bias (%.4f, %.4f) px
                """,
                caseName,
                detections,
                tolerancePx,
                truePositive,
                missed,
                recall,
                falsePositive,
                duplicates,
                precision,
                onBlankViews,
                falseOnBlurredViews,
                localisationPx.rms(),
                localisationPx.median(),
                localisationPx.p95(),
                localisationPx.max(),
                biasXPx,
                biasYPx);
    }
}
