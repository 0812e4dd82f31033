package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.goldtrail.fitting.Fit;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.task.Progress;

/**
 * The step "iterative reindexing": the 3-D model is projected on each view, observations nearest to a reprojection are
 * assigned to its bead, the model is fitted again, and so on until nothing changes.
 */
public final class IterativeReindexing {
    /** Observations farther from their reprojection than so many standard deviations of the residual are mistakes. */
    private static final double TOLERANCE_SD = 5;

    private IterativeReindexing() {}

    /** Reindexes from a model; views it does not place take no part. */
    public static IndexedSeries run(
            ObservationCloud cloud,
            double[] tiltDeg,
            IndexedSeries start,
            IndexingParameters parameters,
            Progress progress) {
        IndexedSeries present = start;
        double tolerance = parameters.coarseTolerancePx();
        for (int round = 0; round < parameters.rounds(); round++) {
            progress.checkCancelled();
            progress.report(round / (double) parameters.rounds());
            boolean[] takesPart = new boolean[cloud.viewCount()];
            List<ViewGeometry> views = new ArrayList<>();
            for (int v = 0; v < takesPart.length; v++) {
                takesPart[v] = present.isPlaced(v);
                views.add(present.fit().view(v));
            }
            List<double[]> beads = thin(BeadImages.beads(present.fit()), occupancies(present.markers()), parameters);
            MarkerSet markers = BeadImages.nearest(cloud, views, takesPart, beads, tolerance)
                    .toMarkers(parameters.minimumOccupancy());
            if (markers.markerCount() == 0) {
                return present;
            }
            boolean same = markers.observations().equals(present.markers().observations());
            Fit fit = ModelFit.solve(markers, tiltDeg, cloud.width(), cloud.height(), views);
            present = new IndexedSeries(markers, fit);
            double next = tolerance(fit, parameters);
            if (same && next >= 0.95 * tolerance) {
                break;
            }
            tolerance = Math.min(tolerance, next);
        }
        progress.report(1);
        return present;
    }

    /** How far an observation may lie from its reprojection, given how well the model fits. */
    static double tolerance(Fit fit, IndexingParameters parameters) {
        double[] residuals = fit.usedResidualsPx();
        // The median length of a two-dimensional normal deviation is 1.1774 standard deviations.
        double sd = Statistics.median(residuals) / 1.1774;
        return Math.clamp(TOLERANCE_SD * sd, parameters.fineTolerancePx(), parameters.coarseTolerancePx());
    }

    private static int[] occupancies(MarkerSet markers) {
        return markers.byMarker().values().stream().mapToInt(List::size).toArray();
    }

    /** Of beads too close to each other to be two, the one seen in most views. */
    private static List<double[]> thin(List<double[]> beads, int[] occupancy, IndexingParameters parameters) {
        double limit = parameters.thinningPx() * parameters.thinningPx();
        List<Integer> order = IntStream.range(0, beads.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer b) -> occupancy[b]).reversed())
                .toList();
        List<Integer> kept = new ArrayList<>();
        for (int b : order) {
            boolean free = true;
            for (int k : kept) {
                double dx = beads.get(b)[0] - beads.get(k)[0];
                double dy = beads.get(b)[1] - beads.get(k)[1];
                double dz = beads.get(b)[2] - beads.get(k)[2];
                if (dx * dx + dy * dy + dz * dz < limit) {
                    free = false;
                    break;
                }
            }
            if (free) {
                kept.add(b);
            }
        }
        return kept.stream().sorted().map(beads::get).toList();
    }
}
