package org.goldtrail.refinement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.goldtrail.fitting.AlignmentSolver;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitInput;
import org.goldtrail.fitting.FitModel;
import org.goldtrail.fitting.FitOptions;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.TestImages;
import org.goldtrail.image.ValidMask;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.jspecify.annotations.Nullable;

/** A small series of pictures of beads at known places. */
final class SyntheticViews implements RefinementViews {
    static final int WIDTH = 220;
    static final int HEIGHT = 200;
    static final double DIAMETER_PX = 10;
    static final double DEPTH = -30;
    static final double[] TILTS = {-50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 50};

    final RefinementParameters parameters = RefinementParameters.of(DIAMETER_PX, true);
    final MarkerSet truth;
    final List<ViewGeometry> geometry = new ArrayList<>();
    private final List<Image> images = new ArrayList<>();

    /**
     * @param beads specimen points
     * @param invisible beads that are not drawn, as "marker@view"
     */
    SyntheticViews(List<double[]> beads, double noise, Set<String> invisible) {
        Random random = new Random(7);
        List<Observation> all = new ArrayList<>();
        for (int v = 0; v < TILTS.length; v++) {
            ViewGeometry view =
                    new ViewGeometry(85.3, TILTS[v], 0, 1, 3 * random.nextGaussian(), 3 * random.nextGaussian());
            geometry.add(view);
            Image image = TestImages.noise(WIDTH, HEIGHT, 100, noise, 100 + v);
            for (int b = 0; b < beads.size(); b++) {
                double[] at = beads.get(b);
                double x = view.projectX(at[0], at[1], at[2]) + (WIDTH - 1) / 2.0;
                double y = view.projectY(at[0], at[1], at[2]) + (HEIGHT - 1) / 2.0;
                if (!invisible.contains(b + "@" + v)) {
                    TestImages.addDisc(image, x, y, DIAMETER_PX, DEPTH, 3);
                }
                all.add(new Observation(b, v, x, y, 0.9));
            }
            images.add(image);
        }
        truth = new MarkerSet(TILTS.length, all);
    }

    /** Twelve beads on two surfaces, none near another. */
    static List<double[]> beads() {
        Random random = new Random(3);
        List<double[]> beads = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            beads.add(new double[] {
                -66 + 44 * (k % 4) + 8 * random.nextDouble(),
                -60 + 56 * (k / 4) + 8 * random.nextDouble(),
                (k % 2 == 0 ? 12 : -12) + 4 * random.nextDouble()
            });
        }
        return beads;
    }

    Fit fit(MarkerSet markers) {
        return AlignmentSolver.solve(
                new FitInput(markers, TILTS, WIDTH, HEIGHT),
                FitModel.PER_VIEW,
                FitOptions.ROBUST.startingFrom(geometry));
    }

    /** The true markers, each observation moved by up to so much. */
    MarkerSet moved(double px, long seed) {
        Random random = new Random(seed);
        return new MarkerSet(
                TILTS.length,
                truth.observations().stream()
                        .map(o -> o.at(
                                o.x() + px * (2 * random.nextDouble() - 1), o.y() + px * (2 * random.nextDouble() - 1)))
                        .toList());
    }

    MarkerSet without(int marker, int view) {
        return truth.where(o -> o.marker() != marker || o.tilt() != view);
    }

    static Set<String> pairs(int... markerAndView) {
        Set<String> out = new HashSet<>();
        for (int k = 0; k < markerAndView.length; k += 2) {
            out.add(markerAndView[k] + "@" + markerAndView[k + 1]);
        }
        return out;
    }

    @Override
    public int viewCount() {
        return TILTS.length;
    }

    @Override
    public @Nullable RefinementView view(int section) {
        return new RefinementView(images.get(section), ValidMask.all(WIDTH, HEIGHT));
    }
}
