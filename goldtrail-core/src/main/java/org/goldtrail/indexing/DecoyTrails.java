package org.goldtrail.indexing;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.goldtrail.task.Progress;

/**
 * What the rough alignment makes of observations that cannot belong together: each view is mirrored at random and moved
 * around itself, which keeps the number of observations and their spacing but destroys every trail. Trails that are no
 * better than those of such decoys are coincidences.
 */
public final class DecoyTrails {
    private static final long SEED = 7_046_029;

    private DecoyTrails() {}

    /** The score of the decoys, to be compared with {@link RoughAlignment.Result#score()}; the best of some axes. */
    public static double score(
            ObservationCloud cloud,
            double[] tiltDeg,
            boolean[] usable,
            double axisDeg,
            RoughAlignmentParameters parameters,
            Progress progress) {
        ObservationCloud decoys = scrambled(cloud);
        double best = 0;
        double[] axes = {axisDeg, axisDeg + 60, axisDeg + 120};
        for (int k = 0; k < axes.length; k++) {
            best = Math.max(
                    best,
                    RoughAlignment.align(
                                    decoys,
                                    tiltDeg,
                                    usable,
                                    OptionalDouble.of(axes[k]),
                                    parameters,
                                    progress.part(k / (double) axes.length, (k + 1.0) / axes.length))
                            .score());
        }
        return best;
    }

    static ObservationCloud scrambled(ObservationCloud cloud) {
        Random random = new Random(SEED);
        List<double[]> xs = new ArrayList<>();
        List<double[]> ys = new ArrayList<>();
        for (int v = 0; v < cloud.viewCount(); v++) {
            double signX = random.nextBoolean() ? 1 : -1;
            double signY = random.nextBoolean() ? 1 : -1;
            double moveX = random.nextDouble() * cloud.width();
            double moveY = random.nextDouble() * cloud.height();
            double[] x = new double[cloud.count(v)];
            double[] y = new double[cloud.count(v)];
            for (int i = 0; i < x.length; i++) {
                x[i] = around(signX * cloud.x(v, i) + moveX, cloud.width());
                y[i] = around(signY * cloud.y(v, i) + moveY, cloud.height());
            }
            xs.add(x);
            ys.add(y);
        }
        return new ObservationCloud(cloud.width(), cloud.height(), xs, ys, cloud.weight());
    }

    private static double around(double value, double size) {
        return value - size * Math.floor(value / size + 0.5);
    }
}
