package org.goldtrail.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;

/**
 * A specimen of known density whose projections are known without numerical integration: hollow balls as vesicles, small
 * Gaussian blobs as proteins and one sharp dark blob as a bead. Matter is dark: density and images go down.
 */
final class DensityScene {
    static final int WIDTH = 200;
    static final int HEIGHT = 160;
    static final int DEPTH = 72;

    /** Where the bead whose width is measured lies. */
    static final double[] BEAD = {4, -37, 6};

    private static final double BEAD_SIGMA = 1.5;
    private static final double BEAD_DENSITY = 25;
    private static final double NOISE_SD = 4;
    private static final double BACKGROUND = 400;

    private record Blob(double x, double y, double z, double sigma, double density) {}

    /** A ball; the wall of a vesicle is one less a smaller one. */
    private record Ball(double x, double y, double z, double radius, double density) {}

    private final List<Blob> blobs = new ArrayList<>();
    private final List<Ball> balls = new ArrayList<>();

    DensityScene() {
        Random random = new Random(11);
        double[][] vesicles = {{-38, 20, 2, 22}, {35, 30, -5, 18}, {30, -20, 4, 25}, {-45, -38, -3, 16}};
        for (double[] v : vesicles) {
            balls.add(new Ball(v[0], v[1], v[2], v[3], 1));
            balls.add(new Ball(v[0], v[1], v[2], v[3] - 3.5, -1));
        }
        for (int i = 0; i < 60; i++) {
            blobs.add(new Blob(
                    random.nextDouble(-130, 130),
                    random.nextDouble(-85, 85),
                    random.nextDouble(-28, 28),
                    1.8 + random.nextDouble(),
                    2));
        }
        blobs.add(new Blob(BEAD[0], BEAD[1], BEAD[2], BEAD_SIGMA, BEAD_DENSITY));
    }

    /** Full width at half maximum of the bead, voxels. */
    static double beadWidth() {
        return 2 * Math.sqrt(2 * Math.log(2)) * BEAD_SIGMA;
    }

    double density(double x, double y, double z) {
        double sum = 0;
        for (Blob b : blobs) {
            double r2 = square(x - b.x) + square(y - b.y) + square(z - b.z);
            if (r2 < 40 * b.sigma * b.sigma) {
                sum -= b.density * Math.exp(-r2 / (2 * b.sigma * b.sigma));
            }
        }
        for (Ball b : balls) {
            double r = Math.sqrt(square(x - b.x) + square(y - b.y) + square(z - b.z));
            sum -= b.density * Math.clamp(b.radius - r + 0.5, 0, 1);
        }
        return sum;
    }

    /** A raw view with noise that depends on the section only. */
    Image view(int section, ViewGeometry geometry, int width, int height) {
        Image image = new Image(width, height);
        double[] p = geometry.projectionMatrix();
        Random random = new Random(1000 + section);
        double m2 = square(geometry.magnification());
        for (int i = 0; i < image.pixels().length; i++) {
            double x = i % width - image.centreX() - geometry.shiftXPx();
            double y = i / width - image.centreY() - geometry.shiftYPx();
            double sum = BACKGROUND;
            for (Blob b : blobs) {
                double r2 = distance2(p, b.x, b.y, b.z, x, y) / m2;
                if (r2 < 40 * b.sigma * b.sigma) {
                    double integral = Math.sqrt(2 * Math.PI) * b.sigma * b.density;
                    sum -= integral * Math.exp(-r2 / (2 * b.sigma * b.sigma));
                }
            }
            for (Ball b : balls) {
                double h2 = b.radius * b.radius - distance2(p, b.x, b.y, b.z, x, y) / m2;
                sum -= h2 > 0 ? 2 * b.density * Math.sqrt(h2) : 0;
            }
            image.pixels()[i] = (float) (sum + NOISE_SD * random.nextGaussian());
        }
        return image;
    }

    private static double distance2(double[] p, double bx, double by, double bz, double x, double y) {
        return square(x - p[0] * bx - p[1] * by - p[2] * bz) + square(y - p[3] * bx - p[4] * by - p[5] * bz);
    }

    private static double square(double v) {
        return v * v;
    }
}
