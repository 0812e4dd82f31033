package org.goldtrail.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/** Bead trails with known truth, and the error of a fit over the whole field, gauge-free as tools/score.py measures it. */
final class SyntheticTracks {
    final int width;
    final int height;
    final double[] nominalTilt;
    final List<ViewGeometry> truth = new ArrayList<>();
    final List<double[]> beads = new ArrayList<>();
    final FitInput input;

    private SyntheticTracks(Builder b) {
        Random random = new Random(b.seed);
        width = b.width;
        height = b.height;
        nominalTilt = new double[b.views];
        for (int v = 0; v < b.views; v++) {
            nominalTilt[v] = -b.maxTilt + 2.0 * b.maxTilt * v / (b.views - 1);
            truth.add(new ViewGeometry(
                    b.axis + b.axisSd * random.nextGaussian(),
                    nominalTilt[v] + b.tiltSd * random.nextGaussian(),
                    0,
                    Math.exp(b.magSd * random.nextGaussian()),
                    b.shiftSd * random.nextGaussian(),
                    b.shiftSd * random.nextGaussian()));
        }
        for (int i = 0; i < b.beads; i++) {
            double x = (random.nextDouble() - 0.5) * width;
            double y = (random.nextDouble() - 0.5) * height;
            if (b.oneSided) {
                x = (random.nextDouble() * 0.4 - 0.5) * width;
                y = (random.nextDouble() * 0.5 - 0.5) * height;
            }
            double z = (random.nextInt(2) - 0.5) * b.thickness;
            beads.add(new double[] {x, y, z + 0.05 * b.thickness * random.nextGaussian() + x * b.slope});
        }
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < b.beads; i++) {
            double[] at = beads.get(i);
            for (int v = 0; v < b.views; v++) {
                ViewGeometry view = truth.get(v);
                double x = view.projectX(at[0], at[1], at[2]) + (width - 1) / 2.0 + b.noise * random.nextGaussian();
                double y = view.projectY(at[0], at[1], at[2]) + (height - 1) / 2.0 + b.noise * random.nextGaussian();
                double chance = random.nextDouble();
                if (random.nextDouble() < b.outliers) {
                    x += 10 * random.nextGaussian();
                    y += 10 * random.nextGaussian();
                }
                if (chance >= b.missing && x > 0 && y > 0 && x < width && y < height) {
                    seen.add(new Observation(i, v, x, y));
                }
            }
        }
        input = new FitInput(new MarkerSet(b.views, seen), nominalTilt, width, height);
    }

    /** Root mean square error over the field at zero tilt, corners included, and a slab of depth 200 px. */
    double fieldErrorPx(Fit fit) {
        List<Observation> exact = new ArrayList<>();
        int marker = 0;
        for (int gx = -2; gx <= 2; gx++) {
            for (int gy = -2; gy <= 2; gy++) {
                for (int gz = -1; gz <= 1; gz += 2) {
                    for (int v = 0; v < truth.size(); v++) {
                        ViewGeometry view = truth.get(v);
                        double x = gx / 4.0 * width;
                        double y = gy / 4.0 * height;
                        exact.add(new Observation(
                                marker,
                                v,
                                view.projectX(x, y, 100 * gz) + (width - 1) / 2.0,
                                view.projectY(x, y, 100 * gz) + (height - 1) / 2.0));
                    }
                    marker++;
                }
            }
        }
        Tracks points = new Tracks(input.withMarkers(new MarkerSet(truth.size(), exact)));
        double[] ones = points.unitWeights(1);
        for (int o = 0; o < points.size; o++) {
            ones[o] = fit.connected(points.view[o]) ? 1 : 0;
        }
        Scene scene = new Scene(points, fit.scene().view, ones, ones);
        double count = 0;
        for (double one : ones) {
            count += one;
        }
        return Math.sqrt(scene.cost / count);
    }

    static Builder beads(int count) {
        return new Builder(count);
    }

    /** What a series is like; the defaults are an ordinary one of 41 views of 1000 x 1000 px. */
    static final class Builder {
        private final int beads;
        private long seed = 1;
        private int width = 1000;
        private int height = 1000;
        private int views = 41;
        private double maxTilt = 60;
        private double axis = 85.3;
        private double axisSd;
        private double tiltSd;
        private double magSd;
        private double shiftSd = 30;
        private double thickness = 200;
        private double slope;
        private double noise = 0.3;
        private double outliers;
        private double missing = 0.1;
        private boolean oneSided;

        private Builder(int beads) {
            this.beads = beads;
        }

        Builder seed(long value) {
            seed = value;
            return this;
        }

        Builder size(int newWidth, int newHeight) {
            width = newWidth;
            height = newHeight;
            return this;
        }

        Builder views(int count, double highestTiltDeg) {
            views = count;
            maxTilt = highestTiltDeg;
            return this;
        }

        /** Standard deviations of the views' true geometry. */
        Builder varying(double axisDeg, double magnification, double tiltDeg) {
            axisSd = axisDeg;
            magSd = magnification;
            tiltSd = tiltDeg;
            return this;
        }

        Builder axis(double deg) {
            axis = deg;
            return this;
        }

        Builder thickness(double px) {
            thickness = px;
            return this;
        }

        Builder slope(double dzdx) {
            slope = dzdx;
            return this;
        }

        Builder noise(double px) {
            noise = px;
            return this;
        }

        Builder outliers(double share) {
            outliers = share;
            return this;
        }

        Builder missing(double share) {
            missing = share;
            return this;
        }

        /** All beads in one corner that is 40 % x 50 % of the field. */
        Builder oneSided() {
            oneSided = true;
            return this;
        }

        SyntheticTracks make() {
            return new SyntheticTracks(this);
        }
    }
}
