package org.goldtrail.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.goldtrail.image.Image;

/**
 * Takes gold beads out of a tilt image. A disc about each bead becomes what surrounds it: a surface of second degree
 * fitted to a ring about the disc, plus the fine structure of a bead-free piece of the same image nearby, brought to the
 * strength it has in the ring. So the filled disc is as bright and as noisy as its surroundings, with noise of the same
 * spectrum, and its edge does not show.
 *
 * @param radiusPx of the disc, from the bead's radius times a factor: large enough to hold the bright fringe
 */
public record GoldEraser(double radiusPx) {
    /** Outer radius of the ring, in radii of the disc. */
    private static final double RING = 1.6;

    /** Pixels over which the disc passes into its surroundings. */
    private static final double SOFT_PX = 2;

    /** Places tried for a piece without beads. */
    private static final int TRIES = 40;

    private static final int TERMS = 6;

    public GoldEraser {
        if (!(radiusPx >= 1)) {
            throw new IllegalArgumentException("no disc of radius " + radiusPx);
        }
    }

    /** One bead before and after, cut out of the view for a gallery. */
    public record Patch(double x, double y, Image before, Image after) {}

    /**
     * Erases beads in place.
     *
     * @param view is changed
     * @param beads x and y of each, raw pixel index coordinates; those wholly outside are left out
     * @param seed of the choice of pieces: the same gives the same
     * @return how many were erased
     */
    public int erase(Image view, List<double[]> beads, long seed) {
        Random random = new Random(seed);
        boolean[] gold = new boolean[view.pixels().length];
        for (double[] bead : beads) {
            forDisc(view, bead[0], bead[1], radiusPx + SOFT_PX, (i, r) -> gold[i] = true);
        }
        Image original = view.copy();
        int erased = 0;
        for (double[] bead : beads) {
            erased += fill(original, view, gold, bead, random) ? 1 : 0;
        }
        return erased;
    }

    /** As {@link #erase}, with cut-outs of each bead before and after. */
    public List<Patch> eraseWithGallery(Image view, List<double[]> beads, long seed) {
        Image before = view.copy();
        erase(view, beads, seed);
        List<Patch> patches = new ArrayList<>();
        int half = (int) Math.ceil(2 * radiusPx);
        for (double[] bead : beads) {
            patches.add(new Patch(bead[0], bead[1], cut(before, bead, half), cut(view, bead, half)));
        }
        return patches;
    }

    private static Image cut(Image view, double[] bead, int half) {
        Image out = new Image(2 * half + 1, 2 * half + 1);
        for (int i = 0; i < out.pixels().length; i++) {
            int x = (int) Math.rint(bead[0]) - half + i % out.width();
            int y = (int) Math.rint(bead[1]) - half + i / out.width();
            out.pixels()[i] = view.get(Math.clamp(x, 0, view.width() - 1), Math.clamp(y, 0, view.height() - 1));
        }
        return out;
    }

    private boolean fill(Image original, Image view, boolean[] gold, double[] bead, Random random) {
        List<double[]> ring = new ArrayList<>();
        forDisc(original, bead[0], bead[1], RING * radiusPx + SOFT_PX, (i, r) -> {
            if (r > radiusPx + SOFT_PX && !gold[i]) {
                ring.add(sample(original, i, bead));
            }
        });
        if (ring.size() < 3 * TERMS) {
            return false; // outside the image, or nothing but gold around
        }
        double[] surface = fit(ring, termsFor(ring.size()));
        double strength = scatter(ring, surface);
        double[] piece = freePiece(original, gold, bead, random);
        List<double[]> texture = new ArrayList<>();
        if (piece.length > 0) {
            forDisc(
                    original,
                    piece[0],
                    piece[1],
                    radiusPx + SOFT_PX,
                    (i, r) -> texture.add(sample(original, i, piece)));
        }
        double[] pieceSurface = texture.isEmpty() ? new double[TERMS] : fit(texture, TERMS);
        double pieceStrength = texture.isEmpty() ? 0 : scatter(texture, pieceSurface);
        forDisc(original, bead[0], bead[1], radiusPx + SOFT_PX, (i, r) -> {
            double[] at = sample(original, i, bead);
            double noise = random.nextGaussian() * strength;
            if (pieceStrength > 0) {
                // the same offset from the piece's middle, which lies a whole number of pixels away
                double[] there = {at[0], at[1], 0};
                int x = (int) Math.rint(piece[0] + at[0]);
                int y = (int) Math.rint(piece[1] + at[1]);
                if (x >= 0 && y >= 0 && x < original.width() && y < original.height()) {
                    noise = (original.get(x, y) - value(pieceSurface, there)) * strength / pieceStrength;
                }
            }
            double soft = r <= radiusPx ? 1 : 0.5 + 0.5 * Math.cos(Math.PI * (r - radiusPx) / SOFT_PX);
            double filled = value(surface, at) + noise;
            view.pixels()[i] = (float) (soft * filled + (1 - soft) * view.pixels()[i]);
        });
        return true;
    }

    /** Middle of a disc without gold, a whole number of pixels from the bead; empty if none is found. */
    private double[] freePiece(Image image, boolean[] gold, double[] bead, Random random) {
        double reach = radiusPx + SOFT_PX + 1;
        for (int t = 0; t < TRIES; t++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double far = radiusPx * (2.2 + 4 * random.nextDouble()) + 2 * SOFT_PX;
            double x = bead[0] + Math.rint(far * Math.cos(angle));
            double y = bead[1] + Math.rint(far * Math.sin(angle));
            boolean inside =
                    x >= reach && y >= reach && x <= image.width() - 1 - reach && y <= image.height() - 1 - reach;
            boolean[] free = {inside};
            if (inside) {
                forDisc(image, x, y, reach - 1, (i, r) -> free[0] &= !gold[i]);
            }
            if (free[0]) {
                return new double[] {x, y};
            }
        }
        return new double[0];
    }

    @FunctionalInterface
    private interface PixelUse {
        void at(int index, double radius);
    }

    private static void forDisc(Image image, double x, double y, double radius, PixelUse use) {
        int x0 = (int) Math.max(0, Math.ceil(x - radius));
        int x1 = (int) Math.min(image.width() - 1, Math.floor(x + radius));
        int y0 = (int) Math.max(0, Math.ceil(y - radius));
        int y1 = (int) Math.min(image.height() - 1, Math.floor(y + radius));
        for (int py = y0; py <= y1; py++) {
            for (int px = x0; px <= x1; px++) {
                double r = Math.hypot(px - x, py - y);
                if (r <= radius) {
                    use.at(py * image.width() + px, r);
                }
            }
        }
    }

    /** x and y from a middle, and the value there. */
    private static double[] sample(Image image, int index, double[] middle) {
        return new double[] {index % image.width() - middle[0], index / image.width() - middle[1], image.pixels()[index]
        };
    }

    private double[] terms(double[] at) {
        double u = at[0] / radiusPx;
        double v = at[1] / radiusPx;
        return new double[] {1, u, v, u * u, u * v, v * v};
    }

    private double value(double[] surface, double[] at) {
        double[] terms = terms(at);
        double sum = 0;
        for (int k = 0; k < TERMS; k++) {
            sum += surface[k] * terms[k];
        }
        return sum;
    }

    /** A ring with gaps, at an edge or among other beads, bears no curved surface across the disc, or not even a slope. */
    private int termsFor(int ringPixels) {
        double inner = radiusPx + SOFT_PX;
        double outer = RING * radiusPx + SOFT_PX;
        double share = ringPixels / (Math.PI * (outer * outer - inner * inner));
        return share > 0.8 ? TERMS : share > 0.4 ? 3 : 1;
    }

    /** Least squares of the first so many terms. */
    private double[] fit(List<double[]> samples, int count) {
        DMatrixRMaj design = new DMatrixRMaj(samples.size(), count);
        DMatrixRMaj values = new DMatrixRMaj(samples.size(), 1);
        for (int i = 0; i < samples.size(); i++) {
            double[] terms = terms(samples.get(i));
            for (int k = 0; k < count; k++) {
                design.set(i, k, terms[k]);
            }
            values.set(i, 0, samples.get(i)[2]);
        }
        DMatrixRMaj solution = new DMatrixRMaj(count, 1);
        var solver = LinearSolverFactory_DDRM.leastSquares(samples.size(), count);
        if (!solver.setA(design) || solver.quality() < 1e-12) {
            double mean = samples.stream().mapToDouble(s -> s[2]).average().orElse(0);
            return new double[] {mean, 0, 0, 0, 0, 0};
        }
        solver.solve(values, solution);
        return Arrays.copyOf(solution.getData(), TERMS);
    }

    private double scatter(List<double[]> samples, double[] surface) {
        double squares = 0;
        for (double[] s : samples) {
            double d = s[2] - value(surface, s);
            squares += d * d;
        }
        return Math.sqrt(squares / Math.max(1, samples.size() - TERMS));
    }
}
