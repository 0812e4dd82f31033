package org.goldtrail.phantom;

import java.nio.file.Path;
import org.goldtrail.task.Progress;

/** Small series for tests, made in a second or two. */
public final class TestSeries {
    private TestSeries() {}

    /** 240 x 224 pixels, 13 views by 10°, 14 beads. */
    public static PhantomParameters small(String name) {
        PhantomParameters p = PhantomParameters.standard(name);
        return p.withSize(240, 224)
                .with(p.tilts().withRange(-60, 60, 10))
                .with(p.gold().withCount(14))
                .with(p.specimen().withVlps(1));
    }

    public static Truth simulate(PhantomParameters parameters, long seed, Path folder) {
        return Phantom.simulate(parameters, seed, folder, Progress.SILENT);
    }

    /** The lines of an ideal .xf file. */
    public static double[][] idealXf(Truth truth) {
        return truth.tilts().stream().map(t -> t.xf().clone()).toArray(double[][]::new);
    }

    public static double[] idealAngles(Truth truth) {
        return truth.tilts().stream().mapToDouble(Truth.TiltTruth::theta).toArray();
    }
}
