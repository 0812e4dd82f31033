package org.goldtrail.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.goldtrail.image.Image;

/**
 * Takes gold beads out of a tilt image. A disc about each bead becomes what surrounds it: a surface of second degree
 * fitted to a ring about the disc, plus the fine structure of a bead-free piece of the same image nearby, brought to the
 * strength it has in the ring. So the filled disc is as bright and as noisy as its surroundings, with noise of the same
 * spectrum, and its edge does not show. Gold that nobody has tracked is kept out of the ring as far off its surface, and
 * out of the pieces because the one with the least structure is taken.
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

    /** Pieces among which the one with the least structure is taken. */
    private static final int PIECES = 8;

    private static final int TERMS = QuadraticFit.TERMS;

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

    /** A square about a bead; beyond the edge of the image stands the mean of what lies within. */
    private static Image cut(Image view, double[] bead, int half) {
        Image out = new Image(2 * half + 1, 2 * half + 1);
        int left = (int) Math.rint(bead[0]) - half;
        int bottom = (int) Math.rint(bead[1]) - half;
        double sum = 0;
        int count = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < out.pixels().length; i++) {
                int x = left + i % out.width();
                int y = bottom + i / out.width();
                if (x >= 0 && y >= 0 && x < view.width() && y < view.height()) {
                    out.pixels()[i] = view.get(x, y);
                    sum += pass == 0 ? view.get(x, y) : 0;
                    count += pass == 0 ? 1 : 0;
                } else {
                    out.pixels()[i] = count == 0 ? 0 : (float) (sum / count);
                }
            }
        }
        return out;
    }

    private boolean fill(Image original, Image view, boolean[] gold, double[] bead, Random random) {
        QuadraticFit ring = new QuadraticFit(radiusPx);
        forDisc(original, bead[0], bead[1], RING * radiusPx + SOFT_PX, (i, r) -> {
            if (r > radiusPx + SOFT_PX && !gold[i]) {
                add(ring, original, i, bead);
            }
        });
        if (ring.count() < 3 * TERMS) {
            return false; // outside the image, or nothing but gold around
        }
        ring.fitMost(termsFor(ring.count()));
        double strength = ring.scatter();
        Optional<Piece> piece = freePiece(original, gold, bead, random);
        forDisc(original, bead[0], bead[1], radiusPx + SOFT_PX, (i, r) -> {
            double dx = i % original.width() - bead[0];
            double dy = i / original.width() - bead[1];
            double noise = piece.map(p -> p.noise(original, dx, dy)).orElseGet(random::nextGaussian) * strength;
            double soft = r <= radiusPx ? 1 : 0.5 + 0.5 * Math.cos(Math.PI * (r - radiusPx) / SOFT_PX);
            double filled = ring.value(dx, dy) + noise;
            view.pixels()[i] = (float) (soft * filled + (1 - soft) * view.pixels()[i]);
        });
        return true;
    }

    /** A disc without gold, its middle a whole number of pixels from a bead's. */
    private record Piece(double x, double y, QuadraticFit surface) {
        /** Its fine structure at an offset from its middle, of standard deviation 1. */
        double noise(Image image, double dx, double dy) {
            double value = image.get((int) Math.rint(x + dx), (int) Math.rint(y + dy));
            return surface.scatter() > 0 ? (value - surface.value(dx, dy)) / surface.scatter() : 0;
        }
    }

    /** Of some discs without known gold, the one with the least structure; empty if none is found. */
    private Optional<Piece> freePiece(Image image, boolean[] gold, double[] bead, Random random) {
        double reach = radiusPx + SOFT_PX + 1;
        Optional<Piece> best = Optional.empty();
        int found = 0;
        for (int t = 0; t < TRIES && found < PIECES; t++) {
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
                found++;
                QuadraticFit surface = new QuadraticFit(radiusPx);
                forDisc(image, x, y, radiusPx + SOFT_PX, (i, r) -> add(surface, image, i, new double[] {x, y}));
                surface.fitAll(TERMS);
                if (best.isEmpty() || surface.scatter() < best.get().surface.scatter()) {
                    best = Optional.of(new Piece(x, y, surface));
                }
            }
        }
        return best;
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

    private static void add(QuadraticFit fit, Image image, int index, double[] middle) {
        fit.add(index % image.width() - middle[0], index / image.width() - middle[1], image.pixels()[index]);
    }

    /** A ring with gaps, at an edge or among other beads, bears no curved surface across the disc, or not even a slope. */
    private int termsFor(int ringPixels) {
        double inner = radiusPx + SOFT_PX;
        double outer = RING * radiusPx + SOFT_PX;
        double share = ringPixels / (Math.PI * (outer * outer - inner * inner));
        return share > 0.8 ? TERMS : share > 0.4 ? 3 : 1;
    }
}
