package org.goldtrail.fitting;

import java.util.Arrays;
import java.util.List;
import org.goldtrail.markers.Observation;

/**
 * The observations as plain arrays, in the order of the marker set (so each bead's lie together), coordinates relative to
 * the image centre. Beads are numbered 0, 1, 2 ... in the order of their marker numbers.
 */
final class Tracks {
    final int viewCount;
    final int pointCount;
    final int size;
    final int[] view;
    final int[] point;
    final double[] x;
    final double[] y;
    /** Marker number of each bead. */
    final int[] marker;
    /** First observation of each bead, and the number of observations as last entry. */
    final int[] first;
    /** Nominal tilt angles, radians. */
    final double[] tilt;

    Tracks(FitInput input) {
        List<Observation> observations = input.observations();
        size = observations.size();
        viewCount = input.tiltCount();
        view = new int[size];
        point = new int[size];
        x = new double[size];
        y = new double[size];
        double centreX = (input.widthPx() - 1) / 2.0;
        double centreY = (input.heightPx() - 1) / 2.0;
        int[] markers = new int[size];
        int[] starts = new int[size + 1];
        int points = 0;
        for (int i = 0; i < size; i++) {
            Observation o = observations.get(i);
            if (i == 0 || o.marker() != markers[points - 1]) {
                markers[points] = o.marker();
                starts[points++] = i;
            }
            view[i] = o.tilt();
            point[i] = points - 1;
            x[i] = o.x() - centreX;
            y[i] = o.y() - centreY;
        }
        starts[points] = size;
        pointCount = points;
        marker = Arrays.copyOf(markers, points);
        first = Arrays.copyOf(starts, points + 1);
        tilt = new double[viewCount];
        for (int v = 0; v < viewCount; v++) {
            tilt[v] = Math.toRadians(input.tiltDeg(v));
        }
    }

    /** Number of observations of positive weight in each view. */
    int[] perView(double[] weight) {
        int[] counts = new int[viewCount];
        for (int i = 0; i < size; i++) {
            if (weight[i] > 0) {
                counts[view[i]]++;
            }
        }
        return counts;
    }

    /** Weight 1 for all observations of beads seen at least so often, else 0. */
    double[] unitWeights(int leastViews) {
        double[] weight = new double[size];
        for (int p = 0; p < pointCount; p++) {
            if (first[p + 1] - first[p] >= leastViews) {
                Arrays.fill(weight, first[p], first[p + 1], 1);
            }
        }
        return weight;
    }
}
