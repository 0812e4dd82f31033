package org.goldtrail.interchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;

/** Made-up alignments. */
final class Series {
    private Series() {}

    /** A dose-symmetric series of 21 views, three of which take no part. */
    static SeriesAlignment of(int width, int height, double axisDeg, boolean magnified, double xTiltDeg) {
        Random random = new Random(7);
        List<AlignedView> views = new ArrayList<>();
        for (int v = 0; v < 21; v++) {
            double nominal = (v % 2 == 0 ? 1 : -1) * 3.0 * ((v + 1) / 2);
            ViewGeometry g = new ViewGeometry(
                    axisDeg + 0.3 * random.nextGaussian(),
                    nominal + 0.2 * random.nextGaussian(),
                    xTiltDeg,
                    magnified ? 1 + 0.004 * random.nextGaussian() : 1,
                    40 * random.nextGaussian(),
                    40 * random.nextGaussian());
            AlignedView.Nominal n = new AlignedView.Nominal(
                    OptionalDouble.of(nominal),
                    OptionalDouble.of(3.1 * v),
                    OptionalDouble.of(3.1),
                    Optional.of(new DefocusRow(v, nominal, 30000 + 10 * v, 29000, 33.5, 0, 0.1, 8)),
                    "");
            SpecimenDistortion s = magnified
                    ? new SpecimenDistortion(0.01 * random.nextGaussian(), 0.2 * random.nextGaussian())
                    : SpecimenDistortion.NONE;
            AlignedView view = new AlignedView(true, "", g, s, n);
            views.add(v == 4 || v == 5 || v == 20 ? view.unused("blank") : view);
        }
        return new SeriesAlignment(
                "TS_01",
                width,
                height,
                OptionalDouble.of(1.35),
                views,
                Optional.of(new Optics(300, 2.7, 0.07)),
                OptionalInt.of(1),
                true,
                "test",
                List.of());
    }

    static double worstDifferencePx(SeriesAlignment a, SeriesAlignment b) {
        double worst = 0;
        for (int v : a.usedSections()) {
            worst = Math.max(
                    worst,
                    Projection.largestDifferencePx(a.views().get(v), b.views().get(v), a.width(), a.height()));
        }
        return worst;
    }
}
